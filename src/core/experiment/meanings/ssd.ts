import type { Text } from '../../text.ts';
import type { ssdKnobs } from '../knobs/ssd.ts';

export const ssdMeanings: Readonly<Record<keyof typeof ssdKnobs, Text>> = {
  ssdTemperature: {
    en: 'Divides the cosines that NT-Xent compares: smaller looks at the most similar other images more.',
    ja: 'NT-Xent が比べるコサインを割る値。小さいほど、最も似たほかの画像を重く見ます。',
  },
  ssdClusters: {
    en: 'How many clouds the normal embeddings are divided into; the distance to the nearest one counts.',
    ja: '正常の埋め込みを分けるクラスタの数。最も近いクラスタとの距離が使われます。',
  },
  ssdKnown: {
    en: 'So many defective test images, drawn by the seed, serve as known anomalies (SSD_k), and are not tested with; 0 uses normal images only.',
    ja: 'この枚数の欠陥のテスト画像をシードで選び、既知の異常として使います (SSD_k)。選ばれた画像は評価に使われません。0 なら正常画像だけを使います。',
  },
};
