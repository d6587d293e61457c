/** Knobs of the anomaly score: how far a test image is from what is normal. */
import { choice, type NumberKnob } from '../knob.ts';

export const scoreKnobs = {
  score: choice({
    kind: 'choice',
    key: 'score',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Anomaly score', ja: '異常スコア' },
    meaning: {
      en: 'Cosine distance to the mean of the normal training images or to the nearest of them, or how far outside of one or several clouds of them.',
      ja: '学習用の正常画像の平均、または最も近いものとの余弦距離。あるいは、それらの作る一つまたは複数の分布からの外れ具合。',
    },
    provenance: 'not-stated',
    options: [
      { value: 'prototype', label: { en: 'S1: distance to the normal mean', ja: 'S1: 正常の平均との距離' } },
      { value: 'nearest', label: { en: 'S2: distance to nearest normals', ja: 'S2: 近い正常との距離' } },
      {
        value: 'gaussian',
        label: { en: 'S3: Mahalanobis, one Gaussian', ja: 'S3: マハラノビス距離、正規分布 1 つ' },
      },
      {
        value: 'clusters',
        label: { en: 'S4: Mahalanobis, clusters (SSD)', ja: 'S4: マハラノビス距離、クラスタ (SSD)' },
      },
    ],
    default: 'nearest',
  }),
  neighbours: {
    kind: 'number',
    key: 'k',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Neighbours', ja: '近傍の数' },
    meaning: {
      en: 'How many nearest normal embeddings S2 averages over.',
      ja: 'S2 で平均する最も近い正常の埋め込みの数。',
    },
    provenance: 'ours',
    min: 1,
    max: 9,
    step: 1,
    unit: '',
    default: 1,
  } satisfies NumberKnob,
  clusters: {
    kind: 'number',
    key: 'clusters',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Clusters', ja: 'クラスタの数' },
    meaning: {
      en: 'How many clouds S4 divides the normal embeddings into; few normals want few clouds.',
      ja: 'S4 が正常の埋め込みを分ける数。正常が少なければ少なくします。',
    },
    provenance: 'ours',
    min: 1,
    max: 10,
    step: 1,
    unit: '',
    default: 3,
  } satisfies NumberKnob,
  cropStride: choice({
    kind: 'choice',
    key: 'stride',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Crop stride', ja: '切り出しの間隔' },
    meaning: {
      en: 'Step between test crops as a share of the crop side; a finer stride gives a finer map and takes longer.',
      ja: 'テスト時の切り出しの間隔。切り出しの一辺に対する割合で、細かいほど地図が細かく、時間もかかります。',
    },
    provenance: 'ours',
    options: [
      { value: 1, label: { en: 'whole side', ja: '一辺' } },
      { value: 0.5, label: { en: 'half', ja: '2 分の 1' } },
      { value: 0.25, label: { en: 'quarter', ja: '4 分の 1' } },
    ],
    default: 0.5,
  }),
  bankImages: {
    kind: 'number',
    key: 'bank',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Normal images compared with', ja: '比較に使う正常画像の数' },
    meaning: {
      en: 'How many training images the scores are fitted on.',
      ja: 'スコアの基準にする学習画像の枚数。',
    },
    provenance: 'ours',
    min: 1,
    max: 400,
    step: 1,
    unit: '',
    default: 60,
  } satisfies NumberKnob,
} as const;
