/** Words for how images are scored, and for how good the scores are. */
import { entry, type GlossaryEntry } from './entry.ts';

export const judgingWords: readonly GlossaryEntry[] = [
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
      '同じ画像・設定・シードから、他の人も同じ結果を得られること。',
    ],
  ),
];
