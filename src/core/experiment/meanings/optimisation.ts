import type { Text } from '../../text.ts';
import type { optimisationKnobs } from '../knobs/optimisation.ts';

export const optimisationMeanings: Readonly<Record<keyof typeof optimisationKnobs, Text>> = {
  learningRate: {
    en: 'Step length at the start; it falls to zero along a cosine.',
    ja: '最初の歩幅。コサインに沿って 0 まで下がります。',
  },
  warmUp: {
    en: 'Steps over which the learning rate rises from near zero, on top of the cosine.',
    ja: '学習率を 0 近くから上げていくステップ数。コサインに掛け合わせます。',
  },
  optimiser: {
    en: 'How gradients become updates. AdamW wants a rate near 0.003, SGD one near 0.1, LARS one near 1.',
    ja: '勾配から更新量を決める方法。学習率は AdamW なら 0.003、SGD なら 0.1、LARS なら 1 ほどが目安です。',
  },
  momentum: { en: 'Share of the last update kept in the next.', ja: '前回の更新を次に残す割合。' },
  weightDecay: {
    en: 'Pull of every weight towards zero: on the weight itself in AdamW, through the gradient in SGD and LARS.',
    ja: '各重みを 0 へ引く強さ。AdamW では重みに直接、SGD と LARS では勾配を通してかかります。',
  },
  normDecay: {
    en: 'Weight decay acts on BatchNorm and biases too, as PyTorch does unless told otherwise.',
    ja: '重み減衰を BatchNorm とバイアスにもかけます。PyTorch の既定と同じです。',
  },
};
