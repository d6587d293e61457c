import { did, type Lesson } from './lesson.ts';

export const pullPush: Lesson = {
  id: 'pull-push',
  title: { en: 'Pull together, push apart', ja: '引き寄せて、引き離す' },
  aim: {
    en: 'What the contrastive loss does to embeddings, watched on a sphere.',
    ja: '対照損失が埋め込みをどう動かすかを、球の上で見る。',
  },
  figure: 'sphere',
  knobs: ['objective', 'temperature', 'steps', 'batchSize', 'width', 'seed'],
  steps: [
    {
      text: {
        en: 'Each dot below is the [[embedding]] of one view on a [[sphere]]: filled circles are [[normal]] views, rings are [[pseudo-anomaly|pseudo-anomalies]]. They start mixed. Press Play and let the loss move them for 30 steps.',
        ja: '下の点は 1 つのビューの[[embedding|埋め込み]]で、[[sphere|球面]]の上にあります。塗りつぶしは[[normal|正常]]、輪は[[pseudo-anomaly|擬似異常]]です。はじめは混ざっています。「再生」を押し、損失に 30 ステップ動かしてもらいましょう。',
      },
      isDone: did('sphere-steps', 30),
    },
    {
      text: {
        en: 'Take the pushing away: choose “Pull only”, start again, and play. Everything falls onto one point: the loss is perfect and the embedding useless. This is [[collapse]].',
        ja: '引き離す力をなくします。「引き寄せるだけ」を選び、はじめからもう一度再生してください。全てが 1 点に集まります。損失は満点でも、埋め込みは役に立ちません。これが[[collapse|崩壊]]です。',
      },
      isDone: did('sphere-steps-pull-only', 20),
    },
    {
      text: {
        en: 'Choose another loss again and change the [[temperature]]. When it is low, only the nearest wrong neighbours push; when it is high, all of them do.',
        ja: '別の損失に戻し、[[temperature|温度]]を変えてください。低いと、いちばん近い相手だけを押し離します。高いと、全ての相手を押し離します。',
      },
      isDone: did('sphere-temperature'),
    },
    {
      stage: 'train',
      shows: { part: 'training' },
      text: {
        en: 'Now for real: go to Train and press Start training. The network moves 128-dimensional embeddings in just this way.',
        ja: '次は本番です。「学習」で「学習を始める」を押してください。ネットワークは 128 次元の埋め込みを同じように動かします。',
      },
      isDone: ({ isTraining }) => isTraining,
    },
    {
      stage: 'train',
      shows: { part: 'training' },
      text: {
        en: 'Watch the two [[cosine|cosine similarities]] until training ends (Stop is fine): normal with normal rises, normal with pseudo-anomaly falls.',
        ja: '2 本の[[cosine|余弦類似度]]を、学習が終わるまで見てください (「終了」でも構いません)。正常どうしは上がり、正常と擬似異常は下がります。',
      },
      isDone: ({ isTrained }) => isTrained,
    },
  ],
};
