/** How long to wait: named sets of a detector and everything that its training depends on, from seconds to what papers do. */
import type { DetectorName } from './detectors.ts';
import { defaultExperiment, knobNames, knobs, type Experiment, type KnobName } from './experiment.ts';
import type { KnobGroup } from './knob.ts';
import type { Preset } from './preset.ts';
import { needsTraining } from './relevance.ts';

/** PatchCore on the included backbone. */
const seconds: Preset = {
  id: 'seconds',
  label: { en: 'Seconds', ja: '数秒' },
  meaning: {
    en: 'PatchCore on the included network: nothing is trained, Evaluate answers at once.',
    ja: '付属のネットワークによる PatchCore。学習なしで、すぐに評価できます。',
  },
  provenance: 'source',
  changes: { detector: 'patchcore' },
};

/** The paper's contrast on the included backbone. */
const halfMinute: Preset = {
  id: 'half-minute',
  label: { en: 'Half a minute', ja: '30 秒' },
  meaning: {
    en: 'Local contrast: the paper’s loss on places of the included network, against your pseudo-anomalies.',
    ja: '局所コントラスト。付属のネットワークの各位置で、論文の損失により擬似異常と見分けることを学習します。',
  },
  provenance: 'ours',
  changes: { detector: 'local-contrast' },
};

const minutes: Preset = {
  id: 'minutes',
  label: { en: 'Minutes', ja: '数分' },
  meaning: {
    en: 'The defaults: the paper’s network, from weights that come with the page, 200 steps on crops of 64 px at quarter width.',
    ja: '初期値。論文のネットワークを付属の重みから始め、64 px の切り出し、幅 4 分の 1 で 200 ステップ学習します。',
  },
  provenance: 'ours',
  changes: { start: 'kizu' },
};

const fromScratch: Preset = {
  id: 'from-scratch',
  label: { en: 'From scratch', ja: '一から学習' },
  meaning: {
    en: 'The paper’s network from fresh weights: 900 cheap steps on crops of 64 px at quarter width.',
    ja: '論文のネットワークを乱数の重みから。64 px の切り出し、幅 4 分の 1、軽い 900 ステップ。',
  },
  provenance: 'ours',
  changes: { start: 'scratch', steps: 900 },
};

const paperLike: Preset = {
  id: 'paper-like',
  label: { en: 'Paper-like', ja: '論文に近い設定' },
  meaning: {
    en: 'Whole images of 256 px, all of ResNet18, the loss as the paper words it. The paper states no schedule: rate, decay and views are CutPaste’s or ours. Measure its cost first.',
    ja: '256 px の画像全体、ResNet18 の全チャネル、論文の文面どおりの損失。学習の進め方は論文に無く、学習率や減衰は CutPaste、ビューなどは私たちの値です。先にコストを測ってください。',
  },
  provenance: 'not-stated',
  changes: {
    start: 'scratch',
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
};

/** From the fastest to the slowest; each brings its own detector, see `detectorOfPreset`. */
export const trainingPresets: readonly Preset[] = [seconds, halfMinute, minutes, fromScratch, paperLike];

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

export const shortTraining = {
  label: { en: 'A minute of training', ja: '1 分の学習' },
  meaning: {
    en: 'For devices without a GPU: crops of 32 px from images of 64, 60 steps of 4. It shows how training works, and is too short to learn much.',
    ja: 'GPU のない端末向け。64 px の画像から 32 px の切り出し、4 枚ずつ 60 ステップ。学習の流れを見るためのもので、学習量としては足りません。',
  },
  provenance: 'ours',
  changes: { imageSize: 64, inputSize: 32, steps: 60, batchSize: 4, learningRate: 0.0003 },
} as const;

/** For devices without a GPU for the page: 960 views of 32 px, which software WebGPU takes in about 40 s. */
export const shortContrastive: Preset = { id: 'short-contrastive', ...shortTraining };

export const shortDeepSvdd: Preset = {
  id: 'short-deep-svdd',
  ...shortTraining,
  changes: { ...shortTraining.changes, detector: 'deep-svdd' },
};

export const standardDeepSvdd: Preset = {
  id: 'standard-deep-svdd',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'Crops of 64 px, quarter width, 900 cheap steps from fresh weights.',
    ja: '64 px の切り出し、幅 4 分の 1、乱数の重みから軽い 900 ステップ。',
  },
  provenance: 'ours',
  changes: { detector: 'deep-svdd', steps: 900 },
};

/** The detector that is chosen with it. */
export const detectorOfPreset = ({ changes }: Pick<Preset, 'changes'>): DetectorName =>
  changes.detector ?? defaultExperiment.detector;

const groups: readonly KnobGroup[] = ['views', 'network', 'training'];

/** What stays as it is unless a preset names it: the seed, the first weights, and what only looks on. */
const kept: readonly KnobName[] = ['seed', 'start', 'frozen', 'halfStorage', 'heldOut', 'peek'];

/** What a detector that learns no network of its own depends on. */
const untrained: readonly KnobName[] = ['detector', 'backbone', 'imageSize'];

/** Every knob that a training preset sets: the preset's value, else the default. Pseudo-anomalies only if it names them. */
export function trainingPresetChanges(preset: Pick<Preset, 'changes'>): Partial<Experiment> {
  const values = { ...defaultExperiment, ...preset.changes };
  const isSet = (name: KnobName) =>
    name === 'detector' ||
    Object.hasOwn(preset.changes, name) ||
    (groups.includes(knobs[name].group) && !kept.includes(name));
  const names = needsTraining(values) ? knobNames.filter(isSet) : untrained;
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
