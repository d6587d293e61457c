/** Autoencoder: normal images are given back through a narrow code, and what comes back wrong is anomalous. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import {
  halvedBatchRows,
  reconstructionRows,
  residualScores,
} from '../../core/experiment/reconstruction-words.ts';
import type { DetectorFace } from '../detector-face.ts';

export const autoencoderFace: DetectorFace = {
  ...detectorWords('autoencoder'),
  source: 'SSIMAE',
  scores: residualScores,
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
};
