import { did, type Lesson } from './lesson.ts';

export const drawRoc: Lesson = {
  id: 'draw-roc',
  title: { en: 'Reading a ROC by drawing it first', ja: '先に描いて読む ROC' },
  aim: {
    en: 'What each point of a ROC curve costs and buys.',
    ja: 'ROC 曲線の 1 点ごとに、何を払い何を得るのか。',
  },
  figure: 'draw-roc',
  knobs: ['score'],
  steps: [
    {
      text: {
        en: 'Below are the scores of 12 [[normal]] and 12 defective images. If everything right of a threshold is called defective, which share of the defects is found for which share of false alarms? Guess the [[roc|ROC curve]]: move at least three of its points.',
        ja: '下に[[normal|正常]] 12 枚と異常 12 枚のスコアがあります。しきい値より右を全て異常と呼ぶと、どれだけの誤報でどれだけの欠陥が見つかるでしょうか。[[roc|ROC 曲線]]を予想し、点を 3 つ以上動かしてください。',
      },
      isDone: did('roc-points', 3),
    },
    {
      text: {
        en: 'Press Show the curve. It climbs one step for each defect and goes right one step for each normal image, from the highest score down. The area under it is the [[auroc|AUROC]].',
        ja: '「曲線を見る」を押してください。スコアの高い順に、異常なら 1 段上へ、正常なら 1 段右へ進みます。下の面積が [[auroc|AUROC]] です。',
      },
      isDone: did('roc-shown'),
    },
    {
      text: {
        en: 'Move the [[threshold]] until at most one normal image in ten raises an alarm. How many defects are missed there? A factory pays for both kinds of error, and not the same price.',
        ja: '[[threshold|しきい値]]を動かし、誤報を正常 10 枚に 1 枚以下にしてください。そのとき見逃す欠陥はいくつですか。工場は両方の誤りに、違う値段を払います。',
      },
      isDone: did('roc-low-alarms'),
    },
    {
      text: {
        en: 'Bring the two groups together by Separation until the AUROC is near .5: the curve lies on the diagonal, and the score knows no more than a coin.',
        ja: '「離れ具合」を下げて 2 つの群れを重ね、AUROC を .5 近くにしてください。曲線は対角線に乗り、スコアはコイン投げと変わりません。',
      },
      isDone: did('roc-chance'),
    },
    {
      stage: 'evaluate',
      shows: { part: 'evaluate' },
      text: {
        en: 'Go to Evaluate and, once a network is trained, evaluate it: the same curve grows there from real scores.',
        ja: '「評価」へ進み、学習済みなら評価してください。同じ曲線が実際のスコアから伸びていきます。',
      },
      isDone: ({ stage }) => stage === 'evaluate',
    },
  ],
};
