/** Knobs of the SSIM gate: which pseudo-anomalies are kept (design: discard iff SSIM >= T). */
import { choice, type NumberKnob, type ToggleKnob } from '../knob.ts';

export const gateKnobs = {
  gateEnabled: {
    kind: 'toggle',
    key: 'gate',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM gate', ja: 'SSIM による選別' },
    provenance: 'paper',
    default: true,
  } satisfies ToggleKnob,
  gateStatistic: choice({
    kind: 'choice',
    key: 'stat',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM statistic', ja: 'SSIM の統計量' },
    provenance: 'ours',
    options: [
      { value: 'patch-mean', label: { en: 'mean in the patch', ja: 'パッチ内の平均' } },
      { value: 'patch-min', label: { en: 'lowest in the patch', ja: 'パッチ内の最小' } },
      { value: 'whole', label: { en: 'mean of the whole image', ja: '画像全体の平均' } },
      { value: 'whole-single', label: { en: 'one window, Eq. (1)', ja: '1 つの窓 (式 1)' } },
    ],
    default: 'patch-mean',
  }),
  gateImage: choice({
    kind: 'choice',
    key: 'on',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM compares', ja: 'SSIM の比較対象' },
    provenance: 'ours',
    options: [
      { value: 'geometry', label: { en: 'before the colour change', ja: '色を変える前' } },
      { value: 'final', label: { en: 'the final image', ja: '最終画像' } },
    ],
    default: 'geometry',
  }),
  gateColour: choice({
    kind: 'choice',
    key: 'chan',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM channels', ja: 'SSIM のチャネル' },
    provenance: 'not-stated',
    options: [
      { value: 'gray', label: { en: 'gray', ja: '灰色' } },
      { value: 'channels', label: { en: 'red, green, blue', ja: '赤・緑・青' } },
    ],
    default: 'gray',
  }),
  gateThreshold: {
    kind: 'number',
    key: 'T',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM threshold T', ja: 'SSIM のしきい値 T' },
    provenance: 'not-stated',
    min: 0,
    max: 1,
    step: 0.0001,
    unit: '',
    default: 0.95,
  } satisfies NumberKnob,
  gateRetries: {
    kind: 'number',
    key: 'tries',
    group: 'gate',
    effect: 'training',
    label: { en: 'Tries per image', ja: '画像ごとの試行回数' },
    provenance: 'ours',
    min: 1,
    max: 200,
    step: 1,
    unit: '',
    default: 20,
    detectors: ['contrastive', 'local-contrast'],
  } satisfies NumberKnob,
} as const;

export type GateStatistic = (typeof gateKnobs.gateStatistic.options)[number]['value'];

/** T that separates background from object best for each statistic, geometry-only [design: method 12.4]. */
export const suggestedThreshold: Readonly<Record<GateStatistic, number>> = {
  'patch-mean': 0.95,
  'patch-min': 0.5,
  whole: 0.9965,
  'whole-single': 0.9999,
};
