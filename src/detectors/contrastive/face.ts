/** The paper's method: contrastive training against pseudo-anomalies, scored by distance to normal embeddings. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { trainingPresets } from '../../core/experiment/training-presets.ts';
import { lossFloor } from '../../core/run/loss-floor.ts';
import type { DetectorFace } from '../detector-face.ts';

export const contrastiveFace: DetectorFace = {
  ...detectorWords('contrastive'),
  source: 'HY',
  scores: [
    {
      name: 'prototype',
      label: { en: 'Normal mean', ja: '正常の平均' },
      meaning: {
        en: 'Cosine distance to the mean of the normal embeddings.',
        ja: '正常の埋め込みの平均とのコサイン距離。',
      },
      hasMap: true,
    },
    {
      name: 'nearest',
      label: { en: 'Nearest normals', ja: '最近傍の正常' },
      meaning: {
        en: 'Mean cosine distance to the nearest normal embeddings.',
        ja: '最も近い正常の埋め込みとのコサイン距離の平均。',
      },
      hasMap: true,
    },
    {
      name: 'gaussian',
      label: { en: 'Mahalanobis', ja: 'マハラノビス距離' },
      meaning: {
        en: 'Squared Mahalanobis distance to one Gaussian over the normal embeddings.',
        ja: '正常の埋め込みに当てはめた 1 つの正規分布とのマハラノビス距離の 2 乗。',
      },
      hasMap: true,
    },
    {
      name: 'clusters',
      label: { en: 'Mahalanobis, clusters (SSD)', ja: 'マハラノビス距離・クラスタ (SSD)' },
      meaning: {
        en: 'Least squared Mahalanobis distance to one of several clusters of normal embeddings.',
        ja: '正常の埋め込みのクラスタのうち、最も近いものとのマハラノビス距離の 2 乗。',
      },
      hasMap: true,
    },
    {
      name: 'contrastive',
      label: { en: 'Pseudo against normal', ja: '擬似異常と正常の比較' },
      meaning: {
        en: 'How much more an embedding is like pseudo-anomalies than like normal images.',
        ja: '埋め込みが、正常よりどれだけ擬似異常に似ているか。',
      },
      hasMap: true,
    },
    {
      name: 'patches',
      label: { en: 'PatchCore', ja: 'PatchCore' },
      meaning: {
        en: 'Largest distance of a patch of features to the nearest normal patch.',
        ja: '特徴のパッチと最も近い正常パッチとの距離の最大値。',
      },
      hasMap: true,
    },
  ],
  chosenScore: ({ score }) => score,
  series: [
    {
      name: 'positiveSimilarity',
      label: { en: 'normal pairs', ja: '正常どうし' },
      chart: 'similarity',
      range: [-1, 1],
    },
    {
      name: 'negativeSimilarity',
      label: { en: 'normal and pseudo', ja: '正常と擬似異常' },
      chart: 'similarity',
      range: [-1, 1],
    },
    {
      name: 'alignment',
      label: { en: 'alignment', ja: 'アラインメント' },
      chart: 'alignment',
      isExtra: true,
    },
    {
      name: 'uniformity',
      label: { en: 'uniformity', ja: '均一性' },
      chart: 'alignment',
      isExtra: true,
    },
  ],
  lossFloor: (experiment) => lossFloor(experiment, experiment.batchSize),
  needs: { training: true, pseudoAnomalies: true, backbone: 'either' },
  published: [],
  presets: trainingPresets,
};
