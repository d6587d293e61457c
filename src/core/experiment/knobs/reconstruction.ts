/** Knobs of the detectors that reconstruct images [SSIMAE]. */
import { choice, type NumberKnob } from '../knob.ts';

export const reconstructionKnobs = {
  latent: {
    kind: 'number',
    key: 'latent',
    group: 'network',
    effect: 'training',
    label: { en: 'Length of the code', ja: '符号の長さ' },
    provenance: 'source',
    min: 2,
    max: 512,
    step: 1,
    unit: '',
    default: 100,
    detectors: ['autoencoder'],
  } satisfies NumberKnob,
  reconstructionLoss: choice({
    kind: 'choice',
    key: 'recloss',
    group: 'training',
    effect: 'training',
    label: { en: 'Reconstruction loss', ja: '再構成の損失' },
    provenance: 'source',
    options: [
      { value: 'l2', label: { en: 'squared error (L2)', ja: '二乗誤差 (L2)' } },
      { value: 'ssim', label: { en: 'SSIM', ja: 'SSIM' } },
    ],
    default: 'l2',
    detectors: ['autoencoder'],
  }),
  residualScore: choice({
    kind: 'choice',
    key: 'resscore',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Score of an image', ja: '画像のスコア' },
    provenance: 'ours',
    options: [
      { value: 'largest', label: { en: 'largest residual', ja: '残差の最大値' } },
      { value: 'mean', label: { en: 'mean residual', ja: '残差の平均' } },
    ],
    default: 'largest',
    detectors: ['autoencoder'],
  }),
} as const;
