/** How much to train: named sets of everything that training depends on, from a first look to what papers do. */
import { defaultExperiment, knobNames, knobs, type Experiment, type KnobName } from './experiment.ts';
import type { KnobGroup } from './knob.ts';
import type { Preset } from './preset.ts';

/** For devices without a GPU for the page: 960 views of 32 px, which software WebGPU takes in about 40 s. */
export const firstMinute: Preset = {
  id: 'first-minute',
  label: { en: 'First minute', ja: '最初の 1 分' },
  meaning: {
    en: 'For devices without a GPU: crops of 32 px from images of 64, 60 steps of 4. It shows how everything works, and is too short to learn much.',
    ja: 'GPU のない端末向け。64 px の画像から 32 px の切り出し、4 枚ずつ 60 ステップ。流れを一通り見るためのもので、学習量としては足りません。',
  },
  provenance: 'ours',
  changes: { imageSize: 64, inputSize: 32, steps: 60, batchSize: 4, learningRate: 0.0003 },
};

/** For first weights from a file, which need fewer steps and a smaller rate. */
export const fineTune: Preset = {
  id: 'fine-tune',
  label: { en: 'Fine-tune', ja: '微調整' },
  meaning: {
    en: 'For weights from a file: crops of 64 px, all of ResNet18, 100 steps at a sixth of the rate.',
    ja: 'ファイルの重みから始めるとき向け。64 px の切り出し、ResNet18 の全チャネル、6 分の 1 の学習率で 100 ステップ。',
  },
  provenance: 'ours',
  changes: { width: 'full', steps: 100, learningRate: 0.0005 },
};

/** The defaults. */
export const standard: Preset = {
  id: 'standard',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'The defaults: crops of 64 px, quarter width, 900 cheap steps from fresh weights.',
    ja: '初期値。64 px の切り出し、幅 4 分の 1、乱数の重みから軽い 900 ステップ。',
  },
  provenance: 'ours',
  changes: {},
};

export const trainingPresets: readonly Preset[] = [
  firstMinute,
  fineTune,
  {
    id: 'quick-look',
    label: { en: 'Quick look', ja: 'お試し' },
    meaning: {
      en: 'Half the steps of Standard, 450: enough for most seeds, but some end far below the others.',
      ja: '「標準」の半分の 450 ステップ。多くのシードでは足りますが、大きく劣る結果になることもあります。',
    },
    provenance: 'ours',
    changes: { steps: 450 },
  },
  standard,
  {
    id: 'paper-like',
    label: { en: 'Paper-like', ja: '論文に近い設定' },
    meaning: {
      en: 'Whole images of 256 px, all of ResNet18, the loss as the paper words it. The paper states no schedule: rate, decay and views are CutPaste’s or ours. Measure its cost first.',
      ja: '256 px の画像全体、ResNet18 の全チャネル、論文の文面どおりの損失。学習の進め方は論文に無く、学習率や減衰は CutPaste、見え方などは私たちの値です。先にコストを測ってください。',
    },
    provenance: 'not-stated',
    changes: {
      width: 'full',
      trainOn: 'whole',
      inputSize: 256,
      objective: 'classwise',
      steps: 10000,
      batchSize: 32,
      optimiser: 'sgd',
      momentum: 0.9,
      learningRate: 0.03,
      weightDecay: 0.00003,
      warmUp: 0,
    },
  },
];

const groups: readonly KnobGroup[] = ['views', 'network', 'training'];

/** What stays as it is: the seed, the file of weights, and what only looks on. */
const kept: readonly KnobName[] = ['seed', 'start', 'frozen', 'halfStorage', 'heldOut', 'peek'];

/** Every knob that a training preset sets: the preset's value, else the default. */
export function trainingPresetChanges(preset: Pick<Preset, 'changes'>): Partial<Experiment> {
  const names = knobNames.filter((name) => groups.includes(knobs[name].group) && !kept.includes(name));
  const values = { ...defaultExperiment, ...preset.changes };
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/** The preset whose values the experiment has; `undefined` once one of them was changed. */
export function trainingPresetOf(presets: readonly Preset[], experiment: Experiment): Preset | undefined {
  return presets.find((preset) =>
    Object.entries(trainingPresetChanges(preset)).every(
      ([name, value]) => JSON.stringify(experiment[name as KnobName]) === JSON.stringify(value),
    ),
  );
}
