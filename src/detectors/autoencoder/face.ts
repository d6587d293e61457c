/** Autoencoder: normal images are given back through a narrow code, and what comes back wrong is anomalous. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { shortAutoencoder, standardAutoencoder } from '../../core/experiment/reconstruction-presets.ts';
import { halvedBatchRows, reconstructionRows } from '../../core/experiment/reconstruction-words.ts';
import type { DetectorFace } from '../detector-face.ts';

export const autoencoderFace: DetectorFace = {
  ...detectorWords('autoencoder'),
  source: 'SSIMAE',
  scores: [
    {
      name: 'largest-residual',
      label: { en: 'Largest residual', ja: '最大の残差' },
      meaning: {
        en: 'The largest smoothed difference between an image and its reconstruction.',
        ja: '画像と再構成の差を平滑化したものの最大値。',
      },
      hasMap: true,
    },
    {
      name: 'mean-residual',
      label: { en: 'Mean residual', ja: '残差の平均' },
      meaning: {
        en: 'The mean difference between an image and its reconstruction.',
        ja: '画像と再構成の差の平均。',
      },
      hasMap: true,
    },
  ],
  chosenScore: ({ residualScore }) => (residualScore === 'mean' ? 'mean-residual' : 'largest-residual'),
  series: [
    {
      name: 'squaredError',
      label: { en: 'mean squared error', ja: '平均二乗誤差' },
      chart: { label: { en: 'Squared error, grey levels in [0, 1]', ja: '二乗誤差 (画素値は 0〜1)' } },
    },
  ],
  batchRows: halvedBatchRows,
  network: { en: 'convolutional autoencoder', ja: '畳み込みオートエンコーダ' },
  outputRows: reconstructionRows,
  needs: { training: true, pseudoAnomalies: false },
  published: [],
  presets: [shortAutoencoder, standardAutoencoder],
};
