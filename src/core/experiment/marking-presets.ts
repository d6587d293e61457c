/** How long to train the detectors that mark pixels, each with the pseudo-anomalies of its own paper. */
import type { Preset } from './preset.ts';
import { shortTraining } from './training-presets.ts';

const draemPseudo = { detector: 'draem', generator: 'draem', gateEnabled: false } as const;
const nsaPseudo = { detector: 'nsa', generator: 'nsa', gateEnabled: false } as const;

export const shortDraem: Preset = {
  id: 'short-draem',
  ...shortTraining,
  changes: { ...shortTraining.changes, ...draemPseudo, learningRate: 0.001 },
};

export const shortNsa: Preset = {
  id: 'short-nsa',
  ...shortTraining,
  changes: { ...shortTraining.changes, ...nsaPseudo, learningRate: 0.001 },
};

const marking = { batchSize: 8, steps: 900, learningRate: 0.001, weightDecay: 0 } as const;

export const standardDraem: Preset = {
  id: 'standard-draem',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'DRAEM on its own pseudo-anomalies: crops of 64 px, an eighth of its paper’s width, 900 steps of 8.',
    ja: 'DRAEM 自身の擬似異常による学習。64 px の切り出し、論文の 8 分の 1 の幅、8 枚ずつ 900 ステップ。',
  },
  provenance: 'ours',
  changes: { ...marking, ...draemPseudo },
};

export const standardNsa: Preset = {
  id: 'standard-nsa',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'NSA on its own pseudo-anomalies and graded labels: crops of 64 px, quarter width, from weights that come with the page, 900 steps of 8.',
    ja: 'NSA 自身の擬似異常と段階的なラベルによる学習。64 px の切り出し、幅 4 分の 1、付属の重みから 8 枚ずつ 900 ステップ。',
  },
  provenance: 'ours',
  changes: { ...marking, ...nsaPseudo },
};
