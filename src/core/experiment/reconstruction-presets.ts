/** How long to train the detectors that reconstruct. */
import type { Preset } from './preset.ts';
import { shortTraining } from './training-presets.ts';

export const shortAutoencoder: Preset = {
  id: 'short-autoencoder',
  ...shortTraining,
  changes: { ...shortTraining.changes, detector: 'autoencoder', learningRate: 0.002 },
};

export const shortVae: Preset = {
  id: 'short-vae',
  ...shortTraining,
  changes: { ...shortTraining.changes, detector: 'vae', learningRate: 0.002 },
};

const standard = {
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'Crops of 64 px from images of 256, quarter width, 900 cheap steps of 32 crops.',
    ja: '256 px の画像から 64 px の切り出し、幅 4 分の 1、32 枚ずつ軽い 900 ステップ。',
  },
  provenance: 'ours',
} as const;

export const standardVae: Preset = {
  id: 'standard-vae',
  ...standard,
  changes: { detector: 'vae', steps: 900 },
};

export const shortVaeGan: Preset = {
  id: 'short-vae-gan',
  ...shortTraining,
  changes: { ...shortTraining.changes, detector: 'vae-gan', learningRate: 0.001 },
};

export const standardVaeGan: Preset = {
  id: 'standard-vae-gan',
  ...standard,
  // Balance: with 0.1 normal images come back with half the error or less that they have with 0.01 (docs/results.md).
  changes: { detector: 'vae-gan', steps: 900, learningRate: 0.001, ganBalance: 0.1 },
};

export const standardAutoencoder: Preset = {
  id: 'standard-autoencoder',
  ...standard,
  changes: { detector: 'autoencoder', steps: 900 },
};
