import { did, type Lesson } from './lesson.ts';

export const leak: Lesson = {
  id: 'leak',
  title: { en: 'The leak that makes screw easy', ja: 'screw を易しくする漏れ' },
  aim: {
    en: 'How a test can be passed without looking at defects, and how to find that out.',
    ja: '欠陥を見ずに試験に受かってしまう仕組みと、その見つけ方。',
  },
  figure: 'leak',
  knobs: ['viewJitter', 'seed'],
  steps: [
    {
      text: {
        en: 'In MVTec’s screw, photographs of good and of defective screws were taken under slightly different light. Below, four numbers that know nothing of defects are tried as scores. Find the one that separates the classes all by itself: that is a [[leak]].',
        ja: 'MVTec の screw では、良品と不良品がわずかに違う明るさで撮影されています。下では、欠陥と関係のない 4 つの数をスコアとして試せます。それだけで 2 つを分けてしまうものを見つけてください。それが[[leak|漏れ]]です。',
      },
      isDone: did('leak-found'),
    },
    {
      text: {
        en: 'Close it: scale every image to the same median. The number has nothing left to tell. A method that still finds the defects really sees them.',
        ja: '漏れをふさぎます。全ての画像を同じ中央値にそろえてください。この数は何も語らなくなります。それでも欠陥を見つける手法は、本当に欠陥を見ています。',
      },
      isDone: did('leak-closed'),
    },
    {
      text: {
        en: 'Now measure the images that are open: choose “the open images”. Far from .5 on either side means that the light, not the defect, may be what a score sees.',
        ja: '次は、今開いている画像で測ります。「開いている画像」を選んでください。.5 から上下どちらに離れていても、スコアが見ているのは欠陥ではなく明るさかもしれません。',
      },
      isDone: did('leak-own-images'),
    },
    {
      stage: 'train',
      shows: { knob: 'viewJitter' },
      text: {
        en: 'The other cure is to teach the network that brightness means nothing: raise “View colour jitter” to .1 or more.',
        ja: 'もう 1 つの手は、明るさに意味がないとネットワークに教えることです。「ビューの色の揺らぎ」を 0.1 以上にしてください。',
      },
      isDone: ({ experiment }) => experiment.viewJitter >= 0.1,
    },
  ],
};
