/** Words of the choice of a detector. */
import { sentence } from './sentence.ts';

export const detectorText = {
  chooser: { en: 'Detector', ja: '検出器' },
  trains: { en: 'trains a network', ja: 'ネットワークを学習' },
  needsNoTraining: { en: 'no training', ja: '学習不要' },
  learnsFromPseudo: {
    en: 'learns from normal images and pseudo-anomalies',
    ja: '正常画像と擬似異常から学習',
  },
  learnsFromNormal: { en: 'learns from normal images alone', ja: '正常画像だけから学習' },
  readyAtOnce: {
    en: 'This detector needs no training. Evaluate fits it on the normal images and scores the test images.',
    ja: 'この検出器に学習は要りません。「評価」で正常画像に当てはめ、テスト画像を採点します。',
  },
  unusedInTune: {
    en: 'The chosen detector learns without pseudo-anomalies: what is set here does not reach it.',
    ja: '選択中の検出器は擬似異常を使いません。ここでの設定は検出器に影響しません。',
  },
  ownInTune: {
    en: 'The chosen detector makes pseudo-anomalies of its own. To see them and their knobs, choose the generator “CutPaste and Scar in turns (3-way)” and switch the SSIM gate off.',
    ja: '選択中の検出器は独自の擬似異常で学習します。それを見て調整するには、生成方法を「CutPaste と Scar を交互に (3-way)」にし、「SSIM による選別」をオフにしてください。',
  },
} as const;

export const detectorSentences = {
  use: sentence(
    (detector: string) => `Detector: ${detector}`,
    (detector) => `検出器: ${detector}`,
  ),
  source: sentence(
    (source: string) => `Source: ${source}`,
    (source) => `出典: ${source}`,
  ),
  unknown: sentence(
    (id: string) =>
      `Made by the detector "${id}", which this version does not know. Its numbers are shown; its settings are those of the default detector.`,
    (id) =>
      `検出器「${id}」による結果です。この版にはない検出器のため、数値は表示しますが、設定は初期値の検出器のものです。`,
  ),
  dropped: sentence(
    (names: string) => `Settings that this version no longer has were left out: ${names}.`,
    (names) => `この版にない設定は取り除きました: ${names}。`,
  ),
};
