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

export const standardCutPaste: Preset = {
  id: 'standard-cutpaste',
  label: { en: 'Standard', ja: '標準' },
  meaning: {
    en: 'Crops of 64 px from images of 256, quarter width, 900 cheap steps of 16 crops and their two pastes.',
    ja: '256 px の画像から 64 px の切り出し、幅 4 分の 1、16 枚とその 2 種の貼り付けで軽い 900 ステップ。',
  },
  provenance: 'ours',
  changes: ownPastes,
};
