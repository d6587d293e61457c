/** CutPaste: a network learns to see pastes, and a Gaussian over its normal embeddings is the score. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { cutPasteColumns } from '../../core/run/published.ts';
import type { DetectorFace } from '../detector-face.ts';

export const cutPasteFace: DetectorFace = {
  ...detectorWords('cutpaste'),
  source: 'CutPaste',
  scores: [
    {
      name: 'density',
      label: { en: 'Gaussian density', ja: '正規分布の密度' },
      meaning: {
        en: 'Squared Mahalanobis distance of an embedding to the Gaussian of the normal ones.',
        ja: '正常の埋め込みの正規分布からのマハラノビス距離の 2 乗。',
      },
      hasMap: true,
    },
    {
      name: 'classifier',
      label: { en: 'Classifier', ja: '分類器' },
      meaning: {
        en: 'How likely the trained classifier holds an image for a paste.',
        ja: '学習した分類器が画像を貼り付けと見る確率。',
      },
      hasMap: false,
    },
  ],
  chosenScore: () => 'density',
  series: [
    {
      name: 'accuracy',
      label: { en: 'accuracy', ja: '正解率' },
      chart: {
        label: { en: 'Accuracy over three classes', ja: '3 クラスの正解率' },
        range: [0, 1],
        note: {
          en: 'Share of the views of a step that are told right: normal, CutPaste or scar. Chance is one in three.',
          ja: '1 ステップのビューのうち、正常・CutPaste・傷を正しく見分けた割合。でたらめなら 3 分の 1。',
        },
      },
    },
  ],
  batchRows: [
    { kind: 'normal', label: { en: 'normal', ja: '正常' } },
    { kind: 'pseudo', label: { en: 'CutPaste', ja: 'CutPaste' } },
    { kind: 'pseudo', label: { en: 'CutPaste-Scar', ja: 'CutPaste-Scar' } },
  ],
  needs: { training: true, pseudoAnomalies: true, generator: '3-way' },
  published: cutPasteColumns,
};
