/** SSD: contrast between normal images, then distance to clusters of them, less that to a few known anomalies where there are any. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import type { ChartSpec, DetectorFace } from '../detector-face.ts';

const similarity: ChartSpec = { label: { en: 'Cosine similarity', ja: '余弦類似度' }, range: [-1, 1] };

export const ssdFace: DetectorFace = {
  ...detectorWords('ssd'),
  source: 'SSD',
  scores: [
    {
      name: 'cluster-distance',
      label: { en: 'Mahalanobis, clusters', ja: 'マハラノビス距離・クラスタ' },
      meaning: {
        en: 'Least squared Mahalanobis distance to a cluster of normal embeddings, less that to the known anomalies if there are any.',
        ja: '正常の埋め込みのクラスタとのマハラノビス距離の 2 乗の最小値。既知の異常があれば、それとの距離の 2 乗を引きます。',
      },
      hasMap: true,
    },
  ],
  chosenScore: () => 'cluster-distance',
  series: [
    {
      name: 'sameSimilarity', // mean cosine of two views of a crop
      label: { en: 'views of one crop', ja: '同じ切り出しどうし' },
      chart: similarity,
    },
    {
      name: 'otherSimilarity', // mean cosine of views of different crops
      label: { en: 'views of different crops', ja: '別の切り出しどうし' },
      chart: similarity,
    },
  ],
  batchRows: [
    { kind: 'normal', label: { en: 'first half, view 1', ja: '前半・ビュー 1' } },
    { kind: 'normal', label: { en: 'first half, view 2', ja: '前半・ビュー 2' } },
    { kind: 'normal', label: { en: 'second half, view 1', ja: '後半・ビュー 1' } },
    { kind: 'normal', label: { en: 'second half, view 2', ja: '後半・ビュー 2' } },
  ],
  needs: { training: true, pseudoAnomalies: false },
  published: [],
};
