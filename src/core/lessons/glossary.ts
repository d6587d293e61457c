/* eslint-disable max-lines -- a list of words, read one at a time */
/** The words of the field as Kizu uses them, in both languages. */
import type { Text } from '../experiment/knob.ts';

export interface GlossaryEntry {
  /** Stable name for links; lower case and hyphens. */
  readonly id: string;
  readonly term: Text;
  readonly meaning: Text;
}

const entry = (
  id: string,
  term: [en: string, ja: string],
  meaning: [en: string, ja: string],
): GlossaryEntry => ({
  id,
  term: { en: term[0], ja: term[1] },
  meaning: { en: meaning[0], ja: meaning[1] },
});

export const glossary: readonly GlossaryEntry[] = [
  entry(
    'anomaly',
    ['anomaly', '異常'],
    [
      'What the normal images do not show: a scratch, a dent, a wrong print, a missing part.',
      '正常画像には現れないもの。傷、へこみ、印字の誤り、部品の欠けなど。',
    ],
  ),
  entry(
    'normal',
    ['normal', '正常'],
    ['Without a defect. Training sees nothing else.', '欠陥のないこと。学習に使うのは正常画像だけです。'],
  ),
  entry(
    'pseudo-anomaly',
    ['pseudo-anomaly', '擬似異常'],
    [
      'A normal image with a defect made by program, for the network to tell from the normal ones.',
      '正常画像にプログラムで欠陥を作ったもの。ネットワークはこれを正常画像と見分けるように学びます。',
    ],
  ),
  entry(
    'visual-inspection',
    ['visual inspection', '外観検査'],
    [
      'Judging a product by how it looks; the task that all of this serves.',
      '製品を見た目で良否判定すること。ここでの全ての目的です。',
    ],
  ),
  entry(
    'gate',
    ['gate', '選別'],
    [
      'Discards a candidate when its SSIM with the original is at or above T.',
      '元の画像との SSIM が T 以上の候補を捨てる仕組み。',
    ],
  ),
  entry(
    'ssim',
    ['SSIM (structural similarity)', 'SSIM (構造的類似度)'],
    [
      'How alike two pictures look, from their local means, variances and covariance; 1 for equal ones.',
      '局所的な平均・分散・共分散から測る 2 枚の画像の似かた。同じ画像なら 1。',
    ],
  ),
  entry(
    'threshold',
    ['threshold', 'しきい値'],
    [
      'The number at which a decision flips: T of the gate, or the score from which an image counts as defective.',
      '判定が切り替わる数。選別の T や、異常とみなすスコアの下限。',
    ],
  ),
  entry(
    'seed',
    ['seed', '乱数の種'],
    [
      'The number from which every random choice follows; the same seed gives the same pixels.',
      '全ての乱数のもとになる数。同じ種からは同じ画素ができます。',
    ],
  ),
  entry(
    'cutpaste',
    ['CutPaste', 'CutPaste'],
    [
      'A generator that pastes a rectangle of the image somewhere else on it.',
      '画像の長方形を切り取り、同じ画像の別の場所へ貼る作り方。',
    ],
  ),
  entry(
    'nsa',
    ['NSA (natural synthetic anomalies)', 'NSA (自然な合成異常)'],
    [
      'A generator that blends patches of another image in by Poisson’s equation, so that no seam shows.',
      '別の画像のパッチをポアソン方程式で合成し、継ぎ目を見せない作り方。',
    ],
  ),
  entry(
    'draem',
    ['DRAEM', 'DRAEM'],
    [
      'A generator that lets a foreign texture show through a noise mask.',
      'ノイズのマスクを通して別の質感を見せる作り方。',
    ],
  ),
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
      '近くにあるべき 2 つの見え方。ここでは正常画像どうし。',
    ],
  ),
  entry(
    'negative',
    ['negative pair', '負例の対'],
    [
      'Two views that should lie far apart: here, a normal one and a pseudo-anomaly.',
      '遠くにあるべき 2 つの見え方。ここでは正常画像と擬似異常。',
    ],
  ),
  entry(
    'view',
    ['view', '見え方'],
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
  entry(
    'score',
    ['anomaly score', '異常スコア'],
    [
      'How far an image lies from the normal ones; larger is more anomalous.',
      '正常画像からの離れ具合。大きいほど異常です。',
    ],
  ),
  entry(
    'roc',
    ['ROC curve (receiver operating characteristic)', 'ROC 曲線 (受信者動作特性)'],
    [
      'Share of defects found against share of false alarms, for every threshold.',
      '全てのしきい値について、見つけた欠陥の割合と誤報の割合を描いた曲線。',
    ],
  ),
  entry(
    'auroc',
    ['AUROC', 'AUROC'],
    [
      'Area under the ROC curve: the chance that a defective image scores above a normal one. 1 is perfect, .5 a coin.',
      'ROC 曲線の下の面積。異常画像のスコアが正常画像より高い確率。1 で完全、.5 でコイン投げ。',
    ],
  ),
  entry(
    'false-positive',
    ['false positive', '偽陽性'],
    ['A normal image that raises an alarm.', '警報の出た正常画像。'],
  ),
  entry(
    'false-negative',
    ['false negative', '偽陰性'],
    ['A defective image that raises none.', '警報の出なかった異常画像。'],
  ),
  entry(
    'bootstrap',
    ['bootstrap', 'ブートストラップ'],
    [
      'Drawing the test images again with replacement, many times, to see how far a number could be off.',
      'テスト画像を重複を許して何度も引き直し、数字がどれだけぶれうるかを見る方法。',
    ],
  ),
  entry(
    'leak',
    ['leak', '漏れ'],
    [
      'Something beside the defect that tells the classes apart, such as the light, or test labels used for a choice.',
      '欠陥以外で 2 つの種類が分かってしまうもの。照明の違いや、選択に使われたテストの答えなど。',
    ],
  ),
  entry(
    'heat-map',
    ['heat map', 'ヒートマップ'],
    ['Scores of parts of an image, laid over it as colours.', '画像の部分ごとのスコアを色で重ねたもの。'],
  ),
  entry(
    'mask',
    ['mask', 'マスク'],
    ['A picture that says which pixels are defective.', 'どの画素が欠陥かを示す画像。'],
  ),
  entry(
    'reproducibility',
    ['reproducibility', '再現性'],
    [
      'Others get the same result from the same images, settings and seed.',
      '同じ画像・設定・種から、他の人も同じ結果を得られること。',
    ],
  ),
];
