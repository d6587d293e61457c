import type { Text } from '../../text.ts';
import type { scoreKnobs } from '../knobs/score.ts';

export const scoreMeanings: Readonly<Record<keyof typeof scoreKnobs, Text>> = {
  score: {
    en: 'How an image is judged: by its distance to the normal mean, to the nearest normal images, to one or several clouds of them, to the nearest normal patches, or by what it resembles more, pseudo-anomalies or normal images.',
    ja: '画像の判定方法。正常の平均、最も近い正常画像、一つまたは複数の分布、最も近い正常パッチとの距離、または正常と擬似異常のどちらに近いかで判定します。',
  },
  withPatches: {
    en: 'Computes PatchCore beside the scores of embeddings, whichever is chosen, so that they can be compared. Every image goes through the network once more, and choosing the coreset takes time.',
    ja: 'どのスコアを選んでも、埋め込みのスコアと PatchCore の両方を計算して比べられるようにします。画像をもう一度ネットワークに通し、コアセットも選ぶため時間がかかります。',
  },
  neighbours: {
    en: 'How many nearest normal embeddings the distance is averaged over.',
    ja: '距離を平均する、最も近い正常の埋め込みの数。',
  },
  clusters: {
    en: 'How many clouds the normal embeddings are divided into; with few normal images, use few.',
    ja: '正常の埋め込みを分けるクラスタの数。正常画像が少なければ少なくします。',
  },
  coreset: {
    en: 'Share of the normal patches that PatchCore keeps, chosen to lie close to all others.',
    ja: 'PatchCore が残す正常パッチの割合。残りのどれにも近いものが選ばれます。',
  },
  patchNeighbours: {
    en: 'PatchCore counts a patch more where normal patches are rare, judged by this many neighbours; 1 leaves the distance as it is.',
    ja: 'PatchCore で、正常パッチがまばらな所ほど重く数えるための近傍の数。1 なら距離をそのまま使います。',
  },
  testViews: {
    en: 'Scores of embeddings are averaged over this many weak views; the first is the image as it is.',
    ja: '埋め込みのスコアを平均する弱い変化の数。1 つ目は元のままの画像です。',
  },
  cropStride: {
    en: 'Step between test crops as a share of the crop side; a finer stride gives a finer map and takes longer.',
    ja: 'テスト時の切り出しの間隔。切り出しの一辺に対する割合で、細かいほどマップが細かく、時間もかかります。',
  },
  map: {
    en: 'What colours an image: the score of each crop, or where the contrastive score comes from.',
    ja: '画像を何で色づけるか。切り出しごとのスコア、または対照スコアの出どころ。',
  },
  pixelSize: {
    en: 'Maps meet masks at the working size, or are enlarged to the size of the mask files, which takes longer.',
    ja: 'マップとマスクを作業用の大きさで比べるか、マスクのファイルの大きさに拡大して比べるか (遅くなります)。',
  },
  bankImages: {
    en: 'How many training images the scores are fitted on.',
    ja: 'スコアの基準にする学習画像の枚数。',
  },
};
