import type { Lesson } from './lesson.ts';

export const believableFake: Lesson = {
  id: 'believable-fake',
  title: { en: 'A believable fake', ja: '本物らしい偽物' },
  aim: {
    en: 'How much change makes a fake that is neither invisible nor silly.',
    ja: '見えないほど小さくもなく、わざとらしくもない変化の大きさ。',
  },
  knobs: ['generator', 'rotation', 'shift', 'patchArea', 'patchAspect', 'gateThreshold', 'seed'],
  steps: [
    {
      stage: 'tune',
      shows: { part: 'gallery' },
      text: {
        en: 'Choose a candidate that says “rejected”. The [[gate]] discards a candidate when its [[ssim|SSIM]] is at or above [[threshold|T]]: hardly anything changed, so calling it a defect would be a lie.',
        ja: '「不採用」の候補を 1 つ選んでください。[[gate|選別]]は [[ssim|SSIM]] が [[threshold|T]] 以上の候補を捨てます。ほとんど変わっていないものを欠陥と呼べば、嘘を教えることになるからです。',
      },
      isDone: ({ chosen }) => chosen?.isAccepted === false,
    },
    {
      stage: 'tune',
      shows: { knob: 'rotation' },
      text: {
        en: 'Make the fakes invisible: bring the maximum of Rotation down to 3° or less. Watch the histogram move to the right, and the share that is kept fall.',
        ja: '偽物を見えなくしてみます。「回転」の最大を 3° 以下に下げてください。分布が右へ動き、採用の割合が下がります。',
      },
      isDone: ({ experiment }) => experiment.rotation[1] <= 3,
    },
    {
      stage: 'tune',
      shows: { knob: 'patchArea' },
      text: {
        en: 'Now the other way: take the preset “Too easy”, or raise both ends of Patch area to 10 % and more. Anyone sees these fakes; a network that only learns them misses fine scratches.',
        ja: '今度は逆に、プリセット「簡単すぎる」を選ぶか、「パッチの面積」の両端を 10 % 以上にしてください。誰にでも見える偽物だけで学んだネットワークは、細かい傷を見落とします。',
      },
      isDone: ({ experiment }) => experiment.patchArea[0] >= 10,
    },
    {
      stage: 'tune',
      shows: { part: 'histogram' },
      text: {
        en: 'Find the middle: Patch area at most 4 %, and between a third and nine tenths of the candidates kept.',
        ja: '中間を探します。「パッチの面積」は 4 % まで、採用の割合は 3 分の 1 から 10 分の 9 の間にしてください。',
      },
      isDone: ({ experiment, acceptedShare }) =>
        experiment.patchArea[1] <= 4 &&
        acceptedShare !== undefined &&
        acceptedShare >= 1 / 3 &&
        acceptedShare <= 0.9,
    },
    {
      stage: 'tune',
      shows: { knob: 'generator' },
      text: {
        en: 'Try another generator, for example [[nsa|NSA]] or [[cutpaste|CutPaste]]. “Side by side” below shows them all beside a real defect. Which one could pass for it?',
        ja: '別の生成方法、例えば [[nsa|NSA]] や [[cutpaste|CutPaste]] を試してください。下の「並べて比べる」では全ての生成方法が実際の欠陥と並びます。どれなら本物に見えるでしょうか。',
      },
      isDone: ({ experiment }) => experiment.generator !== 'local' && experiment.generator !== 'none',
    },
  ],
};
