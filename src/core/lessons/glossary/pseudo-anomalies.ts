/** Words for the images, and for how pseudo-anomalies are made and sorted. */
import { entry, type GlossaryEntry } from './entry.ts';

export const pseudoAnomalyWords: readonly GlossaryEntry[] = [
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
    ['seed', '乱数シード'],
    [
      'The number from which every random choice follows; the same seed gives the same pixels.',
      '全ての乱数のもとになる数。同じシードからは同じ画素ができます。',
    ],
  ),
  entry(
    'cutpaste',
    ['CutPaste', 'CutPaste'],
    [
      'A generator that pastes a rectangle of the image somewhere else on it.',
      '画像の長方形を切り取り、同じ画像の別の場所へ貼る生成方法。',
    ],
  ),
  entry(
    'nsa',
    ['NSA (natural synthetic anomalies)', 'NSA (自然な合成異常)'],
    [
      'A generator that blends patches of another image in by Poisson’s equation, so that no seam shows.',
      '別の画像のパッチをポアソン方程式で合成し、継ぎ目を見せない生成方法。',
    ],
  ),
  entry(
    'draem',
    ['DRAEM', 'DRAEM'],
    [
      'A generator that lets a foreign texture show through a noise mask.',
      'ノイズのマスクを通して別のテクスチャを見せる生成方法。',
    ],
  ),
];
