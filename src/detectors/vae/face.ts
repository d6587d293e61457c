/** VAE: normal images as a distribution; what is unlikely to come from it is anomalous. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import {
  halvedBatchRows,
  klChart,
  reconstructionRows,
  sampleRow,
  variationalScore,
  variationalScores,
} from '../../core/experiment/reconstruction-words.ts';
import type { ChartSpec, DetectorFace } from '../detector-face.ts';

const reconstruction: ChartSpec = {
  label: { en: 'Reconstruction term, nats per picture', ja: '再構成の項 (1 枚あたり、ナット)' },
};

export const vaeFace: DetectorFace = {
  ...detectorWords('vae'),
  source: 'VAE',
  scores: variationalScores,
  chosenScore: variationalScore,
  series: [
    { name: 'reconstruction', label: { en: 'reconstruction', ja: '再構成' }, chart: reconstruction },
    { name: 'kl', label: { en: 'KL', ja: 'KL' }, chart: klChart },
  ],
  batchRows: halvedBatchRows,
  network: { en: 'variational autoencoder', ja: '変分オートエンコーダ' },
  outputRows: [...reconstructionRows, sampleRow],
  needs: { training: true, pseudoAnomalies: false },
  published: [],
};
