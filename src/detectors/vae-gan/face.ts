/** VAE-GAN: a VAE whose decoder must also pass a discriminator. */
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

const likeness: ChartSpec = {
  label: { en: 'Feature loss, nats per picture', ja: '特徴の損失 (1 枚あたり、ナット)' },
};
const game: ChartSpec = {
  label: { en: 'Loss of the discriminator', ja: '識別器の損失' },
  note: {
    en: 'Near 2.1 it guesses; near 0 it tells every fake, and the decoder learns nothing from it.',
    ja: '2.1 付近なら当て推量、0 付近なら偽物を全て見破っており、デコーダはそこから何も学べません。',
  },
};
const spread: ChartSpec = {
  label: { en: 'Squared difference of two pictures', ja: '2 枚の画像の二乗差' },
};

export const vaeGanFace: DetectorFace = {
  ...detectorWords('vae-gan'),
  source: 'Larsen',
  scores: variationalScores,
  chosenScore: variationalScore,
  series: [
    { name: 'kl', label: { en: 'KL', ja: 'KL' }, chart: klChart },
    { name: 'likeness', label: { en: 'feature loss', ja: '特徴の損失' }, chart: likeness },
    { name: 'discriminator', label: { en: 'discriminator', ja: '識別器' }, chart: game },
    { name: 'sampleSpread', label: { en: 'samples', ja: 'サンプル' }, chart: spread },
    { name: 'imageSpread', label: { en: 'images', ja: '画像' }, chart: spread },
  ],
  batchRows: halvedBatchRows,
  network: { en: 'VAE and discriminator', ja: 'VAE と識別器' },
  outputRows: [...reconstructionRows, sampleRow],
  needs: { training: true, pseudoAnomalies: false },
  published: [],
};
