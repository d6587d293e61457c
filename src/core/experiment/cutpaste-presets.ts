/** How long to train CutPaste; each shows in Tune what it is trained on. */
import type { Preset } from './preset.ts';
import { shortTraining } from './training-presets.ts';

/** What it is trained on, as Tune shows it. */
const ownPastes = { detector: 'cutpaste', generator: '3-way', gateEnabled: false } as const;

export const shortCutPaste: Preset = {
  id: 'short-cutpaste',
  ...shortTraining,
  changes: { ...shortTraining.changes, ...ownPastes },
};

/** How the paper takes its steps [CutPaste Appendix A.1]. */
const ownSteps = {
  optimiser: 'sgd',
  momentum: 0.9,
  learningRate: 0.03,
  weightDecay: 0.00003,
  warmUp: 0,
} as const;

export const standardCutPaste: Preset = {
  id: 'standard-cutpaste',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'Crops of 64 px from images of 256, quarter width, from weights that come with the page: 200 cheap steps of 16 crops and their two pastes.',
    ja: '256 px の画像から 64 px の切り出し、幅 4 分の 1。付属の重みから始め、16 枚とその 2 種の貼り付けで軽い 200 ステップ。',
  },
  provenance: 'ours',
  changes: { ...ownPastes, start: 'kizu', steps: 200 },
};

/** Batches of 96 views are the paper's for three ways. */
export const paperCutPaste: Preset = {
  id: 'paper-cutpaste',
  label: { en: 'As in its paper', ja: '論文のとおり' },
  meaning: {
    en: 'Whole images of 256 px, all of ResNet18, 96 views a step, 20,000 steps of the paper’s 65,000. Measure its cost first.',
    ja: '256 px の画像全体、ResNet18 の全チャネル、1 ステップに 96 のビュー。ステップ数は論文の 65,000 に対し 20,000 です。先にコストを測ってください。',
  },
  provenance: 'cutpaste',
  changes: {
    ...ownPastes,
    ...ownSteps,
    start: 'scratch',
    width: 'full',
    trainOn: 'whole',
    inputSize: 256,
    batchSize: 32,
    steps: 20000,
    viewJitter: 0.1,
  },
};
