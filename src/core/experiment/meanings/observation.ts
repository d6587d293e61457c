import type { Text } from '../../text.ts';
import type { observationKnobs } from '../knobs/observation.ts';

export const observationMeanings: Readonly<Record<keyof typeof observationKnobs, Text>> = {
  heldOut: {
    en: 'Share of normal images kept out of training, on which pseudo-anomalies are told from normal ones while it runs.',
    ja: '学習から外す正常画像の割合。学習中に、この画像で擬似異常を見分けられるかを測ります。',
  },
  peek: {
    en: 'Scores the test images during training. Choosing by it makes the result look better than it is; it also slows training.',
    ja: '学習中にテスト画像を採点します。これを見て設定を選ぶと結果が実際より良く見えます。学習も遅くなります。',
  },
};
