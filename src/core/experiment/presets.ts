/** Named settings of everything that makes a pseudo-anomaly, each with where it comes from. */
import { defaultExperiment, knobNames, knobs, type Experiment } from './experiment.ts';
import type { KnobGroup } from './knob.ts';
import { nsaPresets } from './nsa-presets.ts';
import type { Preset } from './preset.ts';

const ownPresets: readonly Preset[] = [
  {
    id: 'robust',
    label: { en: 'Robust', ja: '安定' },
    meaning: {
      en: 'The defaults: thin, recoloured patches, kept by the mean SSIM in the patch before the colour change.',
      ja: '初期値。細く色を変えたパッチを、色を変える前のパッチ内平均 SSIM で選別します。',
    },
    provenance: 'ours',
    changes: {},
  },
  {
    id: 'paper',
    label: { en: 'Paper (as far as stated)', ja: '論文 (書かれている範囲)' },
    meaning: {
      en: 'Slight changes of one patch, SSIM of the whole final image; the amounts are ours, the paper gives none.',
      ja: '1 つのパッチの微小な変化と最終画像全体の SSIM。量は論文に無いため私たちの値です。',
    },
    provenance: 'paper',
    changes: {
      patchArea: [0.5, 5],
      patchAspect: [0.3, 3.3],
      rotation: [3, 15],
      shift: [2, 12],
      brightness: 0.1,
      contrast: 0.1,
      saturation: 0.1,
      hue: 0.05,
      gateStatistic: 'whole',
      gateImage: 'final',
      gateThreshold: 0.9965,
    },
  },
  {
    id: 'cutpaste',
    label: { en: 'CutPaste', ja: 'CutPaste' },
    meaning: {
      en: 'A rectangle of the image pasted anywhere; no gate.',
      ja: '画像の長方形を別の場所へ貼ります。選別なし。',
    },
    provenance: 'cutpaste',
    changes: { generator: 'cutpaste', gateEnabled: false },
  },
  {
    id: 'scar',
    label: { en: 'Scar', ja: 'Scar' },
    meaning: {
      en: 'A short thin turned strip pasted anywhere; no gate.',
      ja: '短く細い帯を回して別の場所へ貼ります。選別なし。',
    },
    provenance: 'cutpaste',
    changes: { generator: 'scar', gateEnabled: false },
  },
  {
    id: 'draem',
    label: { en: 'DRAEM', ja: 'DRAEM' },
    meaning: {
      en: 'A foreign texture seen through a noise mask; no gate.',
      ja: 'ノイズのマスクから別のテクスチャが見えます。選別なし。',
    },
    provenance: 'draem',
    changes: { generator: 'draem', gateEnabled: false },
  },
  {
    id: 'too-easy',
    label: { en: 'Too easy', ja: '簡単すぎる' },
    meaning: {
      en: 'Large, loud patches: training ends at once and learns little about real defects.',
      ja: '大きく派手なパッチ。学習はすぐ終わりますが、実際の欠陥はあまり学べません。',
    },
    provenance: 'ours',
    changes: {
      patchArea: [15, 30],
      patchAspect: [0.5, 2],
      rotation: [30, 45],
      shift: [40, 64],
      brightness: 0.5,
      contrast: 0.5,
      saturation: 0.5,
      hue: 0.4,
    },
  },
  {
    id: 'invisible',
    label: { en: 'Invisible', ja: '見えない' },
    meaning: {
      en: 'Changes too small to see: the gate rejects nearly all of them.',
      ja: '見えないほど小さな変化。ほとんどが不採用になります。',
    },
    provenance: 'ours',
    changes: {
      patchArea: [0.1, 1],
      rotation: [0, 1],
      shift: [0, 1],
      brightness: 0.02,
      contrast: 0.02,
      saturation: 0.02,
      hue: 0,
      feather: 4,
    },
  },
  {
    id: 'background-trap',
    label: { en: 'Background trap', ja: '背景のわな' },
    meaning: {
      en: 'SSIM of the final image: a colour change alone lets patches of plain background through.',
      ja: '最終画像の SSIM では、色の変化だけで無地の背景のパッチも採用されてしまいます。',
    },
    provenance: 'ours',
    changes: { gateImage: 'final', gateThreshold: 0.98, brightness: 0.5, patchArea: [0.5, 5] },
  },
];

export const presets: readonly Preset[] = [...ownPresets, ...nsaPresets];

const groups: readonly KnobGroup[] = ['generator', 'patch', 'transform', 'colour', 'gate'];

/** Every knob that a preset sets: the preset's value, else the default. */
export function presetChanges(preset: Pick<Preset, 'changes'>): Partial<Experiment> {
  const names = knobNames.filter((name) => groups.includes(knobs[name].group));
  const values = { ...defaultExperiment, ...preset.changes };
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
