/** Words for how the network learns from them. */
import { entry, type GlossaryEntry } from './entry.ts';

export const learningWords: readonly GlossaryEntry[] = [
  entry(
    'embedding',
    ['embedding', '埋め込み'],
    [
      'The list of numbers that the network makes of an image; alike images should lie close together.',
      'ネットワークが画像から作る数の並び。似た画像は近くに来るはずです。',
    ],
  ),
  entry(
    'sphere',
    ['unit sphere', '単位球面'],
    [
      'Where embeddings lie once they are scaled to length 1; only their directions are compared.',
      '長さを 1 にそろえた埋め込みが乗る面。向きだけを比べます。',
    ],
  ),
  entry(
    'cosine',
    ['cosine similarity', '余弦類似度'],
    [
      'The cosine of the angle between two embeddings: 1 same direction, 0 at right angles, −1 opposite.',
      '2 つの埋め込みのなす角の余弦。同じ向きで 1、直角で 0、逆向きで −1。',
    ],
  ),
  entry(
    'contrastive',
    ['contrastive learning', '対照学習'],
    [
      'Learning by comparison: what belongs together is pulled together, the rest is pushed apart.',
      '比べて学ぶこと。仲間どうしを引き寄せ、他を引き離します。',
    ],
  ),
  entry(
    'positive',
    ['positive pair', '正例の対'],
    [
      'Two views that should lie close together: here, views of normal images.',
      '近くにあるべき 2 つのビュー。ここでは正常画像どうし。',
    ],
  ),
  entry(
    'negative',
    ['negative pair', '負例の対'],
    [
      'Two views that should lie far apart: here, a normal one and a pseudo-anomaly.',
      '遠くにあるべき 2 つのビュー。ここでは正常画像と擬似異常。',
    ],
  ),
  entry(
    'view',
    ['view', 'ビュー'],
    [
      'An image after slight random shifts, turns and colour changes that leave its class as it was.',
      '種類が変わらない程度に、少しずらし、回し、色を変えた画像。',
    ],
  ),
  entry(
    'temperature',
    ['temperature', '温度'],
    [
      'Divides the similarities in a contrastive loss; when low, the nearest wrong neighbours count most.',
      '対照損失で類似度を割る数。低いほど、近くにいる相手が強く効きます。',
    ],
  ),
  entry(
    'collapse',
    ['collapse', '崩壊'],
    [
      'All embeddings become one point. The pulling is satisfied and nothing can be told apart.',
      '全ての埋め込みが 1 点になること。引き寄せは満点でも、何も見分けられません。',
    ],
  ),
  entry('loss', ['loss', '損失'], ['What training makes small.', '学習が小さくしようとする量。']),
  entry(
    'encoder',
    ['encoder', 'エンコーダ'],
    [
      'The part of the network that turns an image into features; here a ResNet18.',
      '画像を特徴に変えるネットワークの部分。ここでは ResNet18。',
    ],
  ),
  entry(
    'projection-head',
    ['projection head', '射影ヘッド'],
    [
      'Two fully connected layers behind the encoder. The loss sees their output; scores use the features before them.',
      'エンコーダの後の 2 つの全結合層。損失はこの出力を見て、スコアはその手前の特徴を使います。',
    ],
  ),
];
