/** How long to train SSD. */
import type { Preset } from './preset.ts';
import { shortTraining } from './training-presets.ts';

export const shortSsd: Preset = {
  id: 'short-ssd',
  ...shortTraining,
  changes: { ...shortTraining.changes, detector: 'ssd' },
};

export const standardSsd: Preset = {
  id: 'standard-ssd',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'Two strong views of 32 crops of 64 px a step, quarter width, 900 steps from fresh weights.',
    ja: '1 ステップに 64 px の切り出し 32 枚の強い変化を 2 つずつ、幅 4 分の 1、乱数の重みから 900 ステップ。',
  },
  provenance: 'ours',
  changes: { detector: 'ssd', start: 'scratch', steps: 900 },
};
