/** The knob that says how pseudo-anomalies are made. */
import { choice, type GeneratorName } from '../knob.ts';

export const generatorKnobs = {
  generator: choice<GeneratorName>({
    kind: 'choice',
    key: 'gen',
    group: 'generator',
    effect: 'pseudo-anomaly',
    label: { en: 'Generator', ja: '生成方法' },
    provenance: 'paper',
    options: [
      { value: 'local', label: { en: 'LocalAug (the paper)', ja: 'LocalAug (論文)' } },
      { value: 'cutpaste', label: { en: 'CutPaste', ja: 'CutPaste' } },
      { value: 'scar', label: { en: 'CutPaste-Scar', ja: 'CutPaste-Scar' } },
      { value: 'union', label: { en: 'CutPaste or Scar, by chance', ja: 'CutPaste か Scar (無作為)' } },
      {
        value: '3-way',
        label: { en: 'CutPaste and Scar in turns (3-way)', ja: 'CutPaste と Scar を交互に (3-way)' },
      },
      { value: 'nsa', label: { en: 'NSA (Poisson blending)', ja: 'NSA (ポアソン合成)' } },
      {
        value: 'draem',
        label: { en: 'DRAEM (noise mask, texture)', ja: 'DRAEM (ノイズのマスクとテクスチャ)' },
      },
      { value: 'none', label: { en: 'none (control)', ja: 'なし (対照)' } },
    ],
    default: 'local',
  }),
} as const;
