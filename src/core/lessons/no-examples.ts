import { isAt, type Lesson } from './lesson.ts';

export const noExamples: Lesson = {
  id: 'no-examples',
  title: { en: 'What is an anomaly, without examples?', ja: '見本のない異常とは何か' },
  aim: {
    en: 'Why a network that never sees a defect needs fakes to learn from.',
    ja: '欠陥を一度も見ないネットワークに、なぜ偽物の欠陥が要るのか。',
  },
  knobs: ['generator', 'seed'],
  steps: [
    {
      stage: 'data',
      shows: { part: 'contents' },
      text: {
        en: 'Open Data. The training images are all [[normal]]: in a factory, defects are rare, and nobody knows the next one. An [[anomaly]] is whatever they do not show.',
        ja: '「データ」を開いてください。学習画像は全て[[normal|正常]]です。工場では欠陥はまれで、次にどんな欠陥が出るかは分かりません。[[anomaly|異常]]とは、正常画像に現れないもの全てです。',
      },
      isDone: isAt('data'),
    },
    {
      stage: 'data',
      shows: { part: 'samples' },
      text: {
        en: 'Open another of the built-in samples. Look at how its normal images differ from each other: that much variation must not raise an alarm.',
        ja: '別の内蔵サンプルを開いてください。正常画像どうしにも違いがあります。この程度の違いで警報を出してはいけません。',
      },
      isDone: (now, start) => now.dataset !== undefined && now.dataset !== start.dataset,
    },
    {
      stage: 'tune',
      shows: { part: 'gallery' },
      text: {
        en: 'Now Tune. Each picture in the gallery is a [[pseudo-anomaly]]: a normal image with a small local change. Choose one and look at what was changed.',
        ja: '「調整」へ進みます。並んでいる画像はどれも[[pseudo-anomaly|擬似異常]]、つまり正常画像の一部を少し変えたものです。1 つ選び、どこが変わったか見てください。',
      },
      isDone: (now, start) =>
        now.stage === 'tune' && now.chosen !== undefined && now.chosen.draw !== start.chosen?.draw,
    },
    {
      stage: 'tune',
      shows: { part: 'new-seed' },
      text: {
        en: 'Press New seed. Other fakes, same images: a [[seed]] fixes every random choice, so that anyone can draw the very same pictures again.',
        ja: '「新しいシード」を押してください。同じ画像から別の偽物ができます。[[seed|シード]]が全ての乱数を決めるので、誰でも同じ画像を再現できます。',
      },
      isDone: (now, start) => now.experiment.seed !== start.experiment.seed,
    },
    {
      stage: 'tune',
      shows: { knob: 'generator' },
      text: {
        en: 'Set the generator to “none (control)”. Now the “fakes” are plain normal images, and nothing tells the network which differences matter.',
        ja: '「生成方法」を「なし (対照)」にしてください。「偽物」が正常画像そのものになり、どの違いが大切かを教えるものがなくなります。',
      },
      isDone: ({ experiment }) => experiment.generator === 'none',
    },
    {
      stage: 'tune',
      shows: { knob: 'generator' },
      text: {
        en: 'Choose any real generator again. All the rest of Kizu hangs on one question: are these fakes like the defects that will come?',
        ja: '生成方法をどれか選び直してください。この先は全て 1 つの問いにかかっています。この偽物は、これから出る欠陥に似ているでしょうか。',
      },
      isDone: ({ experiment }) => experiment.generator !== 'none',
    },
  ],
};
