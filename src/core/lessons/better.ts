import { did, type Lesson } from './lesson.ts';

export const better: Lesson = {
  id: 'better',
  title: { en: 'Is 94.2 better than 93.7?', ja: '94.2 は 93.7 より良いのか' },
  aim: {
    en: 'Why two numbers from one small test set seldom rank two methods.',
    ja: '小さなテスト 1 回の数字 2 つでは、手法の優劣がほとんど決まらない理由。',
  },
  figure: 'two-detectors',
  knobs: ['seed'],
  steps: [
    {
      text: {
        en: 'The paper’s method has 94.2, its CutPaste 93.7. Below, A truly has an [[auroc|AUROC]] of .942 and B of .937. Draw a new test set five times, and note who wins.',
        ja: '論文の手法は 94.2、比較した CutPaste は 93.7 です。下では A の真の [[auroc|AUROC]] が .942、B が .937 です。テスト集合を 5 回引き直し、どちらが勝つか見てください。',
      },
      isDone: did('test-sets', 5),
    },
    {
      text: {
        en: 'Go on until the worse one, B, wins. With 83 images, as in bottle’s test, that happens often.',
        ja: '劣るはずの B が勝つまで続けてください。bottle のテストと同じ 83 枚では、よく起こります。',
      },
      isDone: did('upsets'),
    },
    {
      text: {
        en: 'The bar is the 95 % [[bootstrap]] interval of the difference. While it covers zero, the two are not distinguishable. Raise Test images until it leaves zero.',
        ja: '帯は差の 95 % [[bootstrap|ブートストラップ]]区間です。0 を含む間は、2 つを区別できません。「テスト画像」を増やし、0 から離れるまで試してください。',
      },
      isDone: did('interval-leaves-zero'),
    },
    {
      stage: 'runs',
      text: {
        en: 'Go to Runs, where AUROCs of your own runs will stand. One run is one draw: repeat with other [[seed|seeds]] before you believe a difference.',
        ja: '「記録」を開いてください。自分の実行の AUROC がここに並びます。1 回の実行は 1 回のくじ引きです。差を信じる前に、別の[[seed|種]]で繰り返しましょう。',
      },
      isDone: ({ stage }) => stage === 'runs',
    },
  ],
};
