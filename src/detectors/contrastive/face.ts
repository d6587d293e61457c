/** The paper's method: contrastive training against pseudo-anomalies, scored by distance to normal embeddings. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { lossFloor } from '../../core/run/loss-floor.ts';
import { paperColumns } from '../../core/run/published.ts';
import type { ChartSpec, DetectorFace } from '../detector-face.ts';

const similarity: ChartSpec = { label: { en: 'Cosine similarity', ja: '余弦類似度' }, range: [-1, 1] };

/** [Alignment section 4.1] */
const alignment: ChartSpec = {
  label: { en: 'Alignment and uniformity', ja: 'アラインメントと均一性' },
  isExtra: true,
  note: {
    en: 'Alignment: mean squared distance between two views of one image (lower is more alike). Uniformity: how spread out the normal views are (lower is more spread).',
    ja: 'アラインメント: 同じ画像の 2 つのビューの距離の 2 乗の平均 (小さいほど近い)。均一性: 正常のビューの散らばり (小さいほど散らばる)。',
  },
};

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
      name: 'positiveSimilarity', // mean cosine of pairs of normal views
      label: { en: 'normal with normal', ja: '正常どうし' },
      chart: similarity,
    },
    {
      name: 'negativeSimilarity', // mean cosine of normal against pseudo-anomaly views
      label: { en: 'normal with pseudo-anomaly', ja: '正常と擬似異常' },
      chart: similarity,
    },
    {
      name: 'alignment', // mean |u - v|^2 of two views of a normal image, 0 to 4
      label: { en: 'alignment', ja: 'アラインメント' },
      chart: alignment,
    },
    {
      name: 'uniformity', // log mean exp(-2 |u - v|^2) over pairs of normal views, -8 to 0
      label: { en: 'uniformity', ja: '均一性' },
      chart: alignment,
    },
  ],
  lossFloor: (experiment) => lossFloor(experiment, experiment.batchSize),
  batchRows: [
    { kind: 'normal', label: { en: 'normal, view 1', ja: '正常・ビュー 1' } },
    { kind: 'normal', label: { en: 'normal, view 2', ja: '正常・ビュー 2' } },
    { kind: 'pseudo', label: { en: 'pseudo-anomaly, view 1', ja: '擬似異常・ビュー 1' } },
    { kind: 'pseudo', label: { en: 'pseudo-anomaly, view 2', ja: '擬似異常・ビュー 2' } },
  ],
  needs: { training: true, pseudoAnomalies: true },
  published: paperColumns,
};
