import { did, type Lesson } from './lesson.ts';

export const better: Lesson = {
  id: 'better',
  title: { en: 'Is 94.2 better than 93.7?', ja: '94.2 は 93.7 より良いのか' },
  aim: {
    en: 'Why two means over ten categories seldom rank two methods.',
    ja: '10 種類の平均どうしでは、手法の優劣がほとんど決まらない理由。',
  },
  figure: 'paired-categories',
  knobs: ['seed'],
  steps: [
    {
      text: {
        en: 'The paper’s method has a mean [[auroc|AUROC]] of 94.2, its run of CutPaste 93.7: means over ten categories with 1,210 test images in all. Each bar below is one category: the method minus CutPaste, in points. It wins six, loses three and ties one. Leave out screw and see what is left of the mean.',
        ja: '論文の手法の平均 [[auroc|AUROC]] は 94.2、論文による CutPaste は 93.7 です。どちらも 10 種類、テスト画像計 1,210 枚の平均です。下の棒は 1 本が 1 種類で、手法から CutPaste を引いた差 (ポイント) です。6 勝 3 敗 1 分けです。screw を外すと平均がどうなるか見てください。',
      },
      isDone: did('screw-left-out'),
    },
    {
      text: {
        en: 'If the two methods were equally good, each difference could as well have the other sign. Deal the signs at random five times. Is a mean of .42 points unusual?',
        ja: '2 つの手法が同じ実力なら、それぞれの差の符号は逆でもおかしくありません。符号を 5 回、無作為に付け直してください。平均 .42 ポイントは珍しい値でしょうか。',
      },
      isDone: did('signs-dealt', 5),
    },
    {
      text: {
        en: 'The line under the bars is the 95 % interval of the mean: +.42, standard error 3.40, paired t test p = .90. While it holds zero, ten categories cannot tell the methods apart. Raise Categories until it leaves zero: so many would be needed, if they differed as these do.',
        ja: '棒の下の線は平均の 95 % 区間です。差は +.42、標準誤差 3.40、対応のある t 検定で p = .90。0 を含む間、10 種類では手法を区別できません。「種類の数」を増やし、0 から離れるまで試してください。同じようにばらつくなら、それだけの数が必要です。',
      },
      isDone: did('interval-leaves-zero'),
    },
    {
      stage: 'runs',
      shows: { part: 'history' },
      text: {
        en: 'Go to Runs. Comparing two runs speaks of two networks on one set of images. To compare two settings, repeat each with three [[seed|seeds]] or more; to compare two methods, use many categories.',
        ja: '「記録」を開いてください。2 つの記録の比較で分かるのは、その画像での 2 つのネットワークの差だけです。設定を比べるには、それぞれ 3 つ以上の[[seed|シード]]で繰り返します。手法を比べるには、多くの種類の画像を使います。',
      },
      isDone: ({ stage }) => stage === 'runs',
    },
  ],
};
