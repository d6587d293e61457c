import type { Lesson } from './lesson.ts';

export const tuneADetector: Lesson = {
  id: 'tune-a-detector',
  title: { en: 'Tune a detector', ja: '検出器を調整する' },
  aim: {
    en: 'How fakes are chosen by what a detector learns from them, in ten minutes and without a GPU.',
    ja: '検出器が何を学べるかを見ながら偽物を選ぶ方法。GPU なしで約 10 分。',
  },
  knobs: ['patchArea', 'rotation', 'shift', 'gateThreshold', 'detector'],
  steps: [
    {
      stage: 'tune',
      shows: { part: 'live-switch' },
      text: {
        en: 'Switch on Live. A small detector now learns from the [[pseudo-anomaly|pseudo-anomalies]] of the gallery, again for each setting.',
        ja: '「ライブ」をオンにしてください。小さな検出器が、ギャラリーの[[pseudo-anomaly|擬似異常]]から、設定を変えるたびに学び直します。',
      },
      isDone: ({ live }) => live.isOn,
    },
    {
      stage: 'tune',
      shows: { part: 'live-result' },
      text: {
        en: 'Wait for its answer. The [[roc|ROC curve]] is of real test images. Beside it stands the [[auroc|AUROC]] on held-out pseudo-anomalies: no test image goes into that number.',
        ja: '結果を待ちます。[[roc|ROC 曲線]]は本物のテスト画像のものです。その横にホールドアウトの擬似異常での [[auroc|AUROC]] が出ます。この値にテスト画像は使われません。',
      },
      isDone: ({ live }) => live.isOn && live.isAnswered,
    },
    {
      stage: 'tune',
      shows: { knob: 'patchArea' },
      text: {
        en: 'Make the fakes too easy: raise both ends of Patch area to 10 % or more, and wait for the answer. What became of the curve, and of the heat maps?',
        ja: '偽物を簡単にしすぎてみます。「パッチの面積」の両端を 10 % 以上にし、結果を待ってください。曲線とヒートマップはどう変わりましたか。',
      },
      isDone: ({ experiment, live }) => experiment.patchArea[0] >= 10 && live.isAnswered,
    },
    {
      stage: 'tune',
      shows: { knob: 'patchArea' },
      text: {
        en: 'Now fine ones: bring the maximum of Patch area down to 3 % or less, and wait again.',
        ja: '今度は細かくします。「パッチの面積」の最大を 3 % 以下にし、また結果を待ってください。',
      },
      isDone: ({ experiment, live }) => experiment.patchArea[1] <= 3 && live.isAnswered,
    },
    {
      stage: 'tune',
      shows: { knob: 'rotation' },
      text: {
        en: 'Try two settings of your own, for example another Rotation or Shift. Change one thing at a time: only then does the answer speak of it.',
        ja: '自分で設定を 2 つ試してください。例えば「回転」や「ずれ」です。一度に変えるのは 1 つだけにします。そうすれば、結果がその設定の効果を表します。',
      },
      isDone: ({ live }, start) => live.isAnswered && live.answers >= start.live.answers + 2,
    },
    {
      stage: 'tune',
      shows: { part: 'live-trail' },
      text: {
        en: 'Go back to the setting whose held-out AUROC is the highest: choose it in the trail. To choose by the test curve would be to tune on the test.',
        ja: 'ホールドアウト AUROC が最も高い設定に戻ります。試した設定の一覧から選んでください。テストの曲線で選ぶと、テストに合わせた調整になります。',
      },
      isDone: ({ live }) => live.isAnswered && live.answers >= 3 && live.isBestHeldOut,
    },
    {
      stage: 'train',
      shows: { knob: 'detector' },
      text: {
        en: 'Take the setting to a full detector: choose “Local contrast” in Train. It learns from all normal images, in seconds.',
        ja: 'この設定を本番の検出器で使います。「学習」で「局所コントラスト」を選んでください。すべての正常画像から数秒で学びます。',
      },
      isDone: ({ experiment }) => experiment.detector === 'local-contrast',
    },
    {
      stage: 'evaluate',
      shows: { part: 'evaluate' },
      text: {
        en: 'Press Evaluate. The wall shows each test image with its heat map. Drag the line, and see which defects it would cost.',
        ja: '「評価」を押してください。テスト画像がヒートマップとともに並びます。線をドラッグすると、どの欠陥を見逃すことになるかが分かります。',
      },
      isDone: ({ experiment, scoredImages }, start) =>
        experiment.detector === 'local-contrast' && scoredImages > 0 && scoredImages !== start.scoredImages,
    },
  ],
};
