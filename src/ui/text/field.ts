/** What each figure that papers report says, in a sentence, and what thresholds from validation images promise. */
import type { FieldFigureName } from '../../core/run/field-figures.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const figureMeanings: Readonly<Record<FieldFigureName, Text>> = {
  imageAuroc: {
    en: 'How often a defective image scores higher than a normal one.',
    ja: '異常画像のスコアが正常画像より高くなる割合。',
  },
  statisticAuroc: {
    en: 'What the best of median grey, contrast, sharpness, file size and resolution reaches alone: a detector has to beat it.',
    ja: '明るさの中央値・コントラスト・鮮鋭度・ファイルサイズ・解像度のうち最良の一つだけで達する値。検出器はこれを上回る必要があります。',
  },
  imageAp: {
    en: 'Mean precision while the threshold falls; it depends on how many test images are defective.',
    ja: 'しきい値を下げていくときの適合率の平均。テスト画像中の異常の割合に左右されます。',
  },
  imageF1Max: {
    en: 'Best balance of precision and recall, at a threshold chosen with the labels: an upper bound.',
    ja: '適合率と再現率の調和平均の最大値。正解を見て選んだしきい値なので上限です。',
  },
  falseAlarmsAt95: {
    en: 'Normal images that raise an alarm when 95 % of the defective ones are to be found.',
    ja: '異常画像の 95 % を見つけるとき、誤報になる正常画像の割合。',
  },
  falseAlarmsAt99: {
    en: 'The same, when 99 % are to be found.',
    ja: '99 % を見つけるとき、誤報になる正常画像の割合。',
  },
  missesAt1: {
    en: 'Defective images that are missed when at most 1 % of the normal ones may raise an alarm.',
    ja: '正常画像の誤報を 1 % 以下に抑えるとき、見逃す異常画像の割合。',
  },
  pixelAuroc: {
    en: 'The same as for images, pixel by pixel. Defects are small, so it is high for nearly everyone.',
    ja: '画像の AUROC を画素で計算したもの。欠陥は小さいため、たいてい高い値になります。',
  },
  pixelAp: {
    en: 'Mean precision over pixels: false alarms weigh as much as found pixels do.',
    ja: '画素の平均適合率。誤報の画素も、見つけた画素と同じ重みで効きます。',
  },
  pixelF1Max: {
    en: 'Best overlap of map and mask, at a threshold chosen with the masks: an upper bound.',
    ja: 'マップとマスクの重なりの最大値。マスクを見て選んだしきい値なので上限です。',
  },
  auPro30: {
    en: 'Share of each defect that is covered, small ones counting as much as large ones, up to 30 % false pixels.',
    ja: '各欠陥が覆われた割合。小さな欠陥も大きな欠陥も同じ重みで、偽陽性の画素 30 % まで。',
  },
  auPro05: {
    en: 'The same up to 5 % false pixels, as MVTec AD 2 has it.',
    ja: '偽陽性の画素 5 % までで計算したもの (MVTec AD 2 の定義)。',
  },
  auPimo: {
    en: 'Share of each image’s defect that is found while one in 100,000 to one in 10,000 pixels of normal images is marked.',
    ja: '正常画像の画素の 10 万分の 1 から 1 万分の 1 だけが誤って印される範囲で、各画像の欠陥が見つかる割合。',
  },
  segF1: {
    en: 'Overlap of map and mask at a threshold fixed on normal images: mean + 3 standard deviations of their pixels.',
    ja: '正常画像だけで決めたしきい値 (画素の平均 + 3 × 標準偏差) での、マップとマスクの重なり。',
  },
  auSPro05: {
    en: 'AU-PRO in which a part of each defect is enough, as MVTec LOCO says how much.',
    ja: '欠陥ごとに決められた量を覆えば足りるとする AU-PRO (MVTec LOCO の定義)。',
  },
};

export const fieldText = {
  title: { en: 'Numbers the field reports', ja: '論文で使われる指標' },
  figure: { en: 'Figure', ja: '指標' },
  value: { en: 'Value', ja: '値' },
  meaning: { en: 'What it says', ja: '意味' },
  segF1Basis: {
    en: 'There are no validation images here, so SegF1’s threshold comes from the normal test images, which flatters it.',
    ja: '検証用画像がないため、SegF1 のしきい値はテストの正常画像から決めています。値は高めに出ます。',
  },
  originalSize: {
    en: 'Figures of pixels are taken at the size of each mask’s file, with the maps enlarged to it.',
    ja: '画素の指標は、マップを各マスクの元の大きさに拡大して計算しています。',
  },
  notOriginalSize: {
    en: 'The size of the mask files was asked for. It is not known of these images (drawn by the app, or imported by an earlier version: import them again), or they have more than 134 million pixels together.',
    ja: 'マスクのファイルの大きさが選ばれていますが、この画像では分からないか (アプリが描いた画像、または以前の版で取り込んだ画像。後者は取り込み直すと使えます)、画素数が合計 1 億 3,400 万を超えています。',
  },
  auPimoWanted: {
    en: 'AUPIMO needs 100,000 normal pixels or more, such as two images of 256 × 256.',
    ja: 'AUPIMO には正常画素が 10 万以上 (例: 256 × 256 の画像 2 枚) 必要です。',
  },
  earlier: {
    en: 'This run is of an earlier version, which did not compute all of them. Evaluate again to have them.',
    ja: '以前の版の記録のため、計算していない指標があります。もう一度評価すると得られます。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const fieldSentences = {
  pixelSize: sentence(
    (size: string) =>
      `Figures of pixels are taken at ${size}: maps and masks at the working size, which is not that of the files. The settings of the score can change that.`,
    (size) =>
      `画素の指標は ${size} で計算しています (マップもマスクも作業用の大きさで、元のファイルの大きさではありません)。スコアの設定で変えられます。`,
  ),
  auPimoSpread: sentence(
    (images: number, ends: readonly string[], middle: readonly string[]) =>
      `AUPIMO of ${images} images: from ${ends.join(' to ')}; quartiles ${middle.join(', ')}.`,
    (images, ends, middle) =>
      `${images} 枚の AUPIMO: ${ends.join(' から ')}。四分位数 ${middle.join('、')}。`,
  ),
} as const;
