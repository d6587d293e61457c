/** Words of the newcomer's first steps. */
export const firstStepsText = {
  firstSteps: { en: 'First steps', ja: '最初の 3 歩' },
  stepTune: { en: 'Move a knob', ja: '設定を動かす' },
  stepTuneHint: {
    en: 'Watch the pseudo-anomalies change.',
    ja: '擬似異常の変化を見ます。',
  },
  stepTrain: { en: 'Train on these images', ja: 'この画像で学習する' },
  stepTrainHint: {
    en: 'The network learns here, on this device.',
    ja: 'この端末の中で学びます。',
  },
  stepRoc: { en: 'See the ROC curve', ja: 'ROC 曲線を見る' },
  stepRocHint: {
    en: 'Test images are scored, and the curve forms.',
    ja: '採点につれて曲線ができます。',
  },
  stepsDone: {
    en: 'That is the whole way. Now with your own images, or with a lesson.',
    ja: 'これで一通りです。次は自分の画像で、またはレッスンで。',
  },
  ownImages: { en: 'Open my images', ja: '自分の画像を開く' },
  openLessons: { en: 'Open the lessons', ja: 'レッスンを開く' },
  hideSteps: { en: 'Hide the first steps', ja: '最初の 3 歩を隠す' },
} as const;
