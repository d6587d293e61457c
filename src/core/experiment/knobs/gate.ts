/** Knobs of the SSIM gate: which pseudo-anomalies are kept (design: discard iff SSIM >= T). */
import { choice, type NumberKnob, type ToggleKnob } from '../knob.ts';

export const gateKnobs = {
  gateEnabled: {
    kind: 'toggle',
    key: 'gate',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM gate', ja: 'SSIM による選別' },
    meaning: {
      en: 'Without the gate every pseudo-anomaly is kept, whatever its SSIM.',
      ja: '選別しない場合、SSIM によらず全ての擬似異常を使います。',
    },
    provenance: 'paper',
    default: true,
  } satisfies ToggleKnob,
  gateStatistic: choice({
    kind: 'choice',
    key: 'stat',
    group: 'gate',
    effect: 'pseudo-anomaly',
    label: { en: 'SSIM statistic', ja: 'SSIM の統計量' },
    meaning: {
      en: 'Which number of the SSIM comparison decides: over the whole image as in the paper, or over the patch.',
      ja: 'SSIM のどの値で判定するか。論文のとおり画像全体か、パッチの範囲か。',
    },
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
    meaning: {
      en: 'Compare before the colour change (only turned and moved), or the final image.',
      ja: '色を変える前 (回転とずれだけ) の画像か、最終画像か。',
    },
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
    meaning: {
      en: 'SSIM of the luma, or the mean of the SSIM of red, green and blue.',
      ja: '輝度の SSIM、または赤・緑・青それぞれの SSIM の平均。',
    },
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
    meaning: {
      en: 'A pseudo-anomaly is rejected when its SSIM is T or more: nothing visible changed. A fixed T means something else for each statistic, patch size and amount of change.',
      ja: 'SSIM が T 以上の擬似異常は、見た目が変わっていないとみなして捨てます。同じ T でも、統計量・パッチの大きさ・変化の量によって意味が変わります。',
    },
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
    meaning: {
      en: 'How many candidates are drawn for one image in training before it is left out of the step.',
      ja: '学習中、1 枚の画像で候補を引き直す回数の上限。超えるとその画像は使いません。',
    },
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
