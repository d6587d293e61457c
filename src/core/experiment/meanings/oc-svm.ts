import type { Text } from '../../text.ts';
import type { ocSvmKnobs } from '../knobs/oc-svm.ts';

export const ocSvmMeanings: Readonly<Record<keyof typeof ocSvmKnobs, Text>> = {
  svmSees: {
    en: 'What an image is to the SVM: the included network’s features, averaged over the image, or only its median grey, contrast and sharpness, which show what brightness alone gives away.',
    ja: 'SVM にとっての画像。付属のネットワークの特徴を画像全体で平均したもの、または明るさの中央値・コントラスト・鮮鋭度だけ (明るさなどだけで何が分かるかを示します)。',
  },
  svmNu: {
    en: 'At most this share of the normal images lies outside the boundary, and at least this share of them carries it.',
    ja: '正常画像のうち境界の外にあるものは高々この割合で、少なくともこの割合が境界を支えます。',
  },
  svmGamma: {
    en: 'Factor on scikit-learn’s γ, 1 / (numbers × variance): larger draws the boundary closer around single images.',
    ja: 'scikit-learn の γ (1 ÷ (数の個数 × 分散)) に掛ける倍率。大きいほど、境界が個々の画像の近くに引かれます。',
  },
};
