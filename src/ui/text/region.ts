/** Words of the part of the images that counts. */
import { sentence } from './sentence.ts';

export const regionText = {
  title: { en: 'Region of interest', ja: '検査領域' },
  whole: {
    en: 'All of each image counts. Where a background changes that is not to be judged, choose the part that counts.',
    ja: '画像全体が対象です。判定したくない背景が変化する場合は、検査領域を指定してください。',
  },
  meaning: {
    en: 'What is ignored is one grey in every image, for training, scores and new images alike; pseudo-anomalies, scores, maps and figures of pixels are of the rest. Runs with another region are runs on other images.',
    ja: '除外した部分は、学習・スコア・新しい画像の全てで同じ灰色になります。擬似異常、スコア、マップ、画素の指標は、残りの部分だけで計算します。検査領域が違う実行は、別の画像の実行として扱います。',
  },
  choose: { en: 'Choose region', ja: '検査領域を指定' },
  change: { en: 'Change region', ja: '検査領域を変更' },
  countAll: { en: 'Count all of the image', ja: '画像全体を対象にする' },
  back: { en: 'Back to the region before', ja: '前の検査領域に戻す' },
  findObject: { en: 'Find the object', ja: '対象物を探す' },
  findingObject: { en: 'Looking for it …', ja: '探しています…' },
  objectFound: {
    en: 'What counts now is what is unlike the edges of normal images, in any of eight, and a little around it. Change it as you like.',
    ja: '正常画像 8 枚のいずれかで縁と違って見える部分と、その周りを対象にしました。必要なら直してください。',
  },
  noObject: {
    en: 'No object stands out: what the edges of the images show is found inside as well, or the background changes. Draw the region by hand.',
    ja: '対象物を見分けられません。縁と同じものが内側にもあるか、背景が変化しています。手で指定してください。',
  },
  objectWaits: {
    en: '“Find the object” waits until the training is over.',
    ja: '「対象物を探す」は、学習が終わると使えます。',
  },
  pointer: { en: 'On the picture', ja: '画像上の操作' },
  brush: { en: 'Brush', ja: 'ブラシ' },
  rectangle: { en: 'Rectangle', ja: '長方形' },
  polygon: { en: 'Polygon', ja: '多角形' },
  paints: { en: 'What is drawn', ja: '描いた部分' },
  ignore: { en: 'is ignored', ja: '除外する' },
  count: { en: 'counts', ja: '対象にする' },
  brushSize: { en: 'Brush size', ja: 'ブラシの太さ' },
  left: { en: 'Left edge', ja: '左端' },
  top: { en: 'Top edge', ja: '上端' },
  right: { en: 'Right edge', ja: '右端' },
  bottom: { en: 'Bottom edge', ja: '下端' },
  rectangleUse: {
    only: { en: 'Count the rectangle alone', ja: '長方形だけを対象にする' },
    ignore: { en: 'Ignore the rectangle', ja: '長方形を除外する' },
    count: { en: 'Count the rectangle too', ja: '長方形も対象に加える' },
  },
  polygonUse: {
    only: { en: 'Count the polygon alone', ja: '多角形だけを対象にする' },
    ignore: { en: 'Ignore the polygon', ja: '多角形を除外する' },
    count: { en: 'Count the polygon too', ja: '多角形も対象に加える' },
  },
  corner: {
    x: { en: 'Corner from the left', ja: '頂点の左からの位置' },
    y: { en: 'Corner from the top', ja: '頂点の上からの位置' },
  },
  addCorner: { en: 'Add corner', ja: '頂点を追加' },
  removeCorner: { en: 'Remove last corner', ja: '最後の頂点を消す' },
  noRectangle: {
    en: 'The rectangle is empty: its left edge must lie left of its right one, its top edge above its bottom one.',
    ja: '長方形が空です。左端は右端より左に、上端は下端より上にしてください。',
  },
  invert: { en: 'Invert', ja: '反転' },
  undo: { en: 'Undo', ja: '元に戻す' },
  redo: { en: 'Redo', ja: 'やり直す' },
  use: { en: 'Use this region', ja: 'この検査領域を使う' },
  cancel: { en: 'Cancel', ja: '取り消す' },
  reading: { en: 'Reading pictures …', ja: '画像を読み込み中…' },
  unreadable: {
    en: 'The pictures cannot be read: the region can be set by numbers all the same.',
    ja: '画像を読み込めません。検査領域は数値で指定できます。',
  },
  mean: {
    en: 'The mean of some normal images: what always lies in one place is sharp, what does not is blurred. Ignored parts are hatched.',
    ja: '正常画像の一部を平均した画像です。いつも同じ位置にあるものは鮮明に、動くものはぼけて見えます。除外する部分には斜線があります。',
  },
  sizes: {
    en: 'The images are of different sizes. A region is laid on them once each is brought to a square: look at some of them below to see that it covers the same part.',
    ja: '画像の大きさがそろっていません。検査領域は、正方形にそろえた後の画像に適用します。下の画像で、同じ部分が対象になっているか確かめてください。',
  },
} as const;

const percent = (share: number) => (100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0);

export const regionSentences = {
  corners: sentence(
    (count: number) =>
      count < 3
        ? `${count} corners. Click on the picture, or add them by numbers: at least three.`
        : `${count} corners.`,
    (count) =>
      count < 3
        ? `頂点 ${count} 個。画像をクリックするか、数値で追加してください (3 個以上)。`
        : `頂点 ${count} 個。`,
  ),
  counts: sentence(
    (share: number) => `${percent(share)} % of each image counts.`,
    (share) => `各画像の ${percent(share)} % が対象です。`,
  ),
  leftOut: sentence(
    (share: number) =>
      `Pixels outside the region of interest (${percent(1 - share)} % of each image) are left out of these figures.`,
    (share) => `検査領域の外の画素 (各画像の ${percent(1 - share)} %) は、これらの指標に含まれません。`,
  ),
  tooSmall: sentence(
    (share: number, least: number) =>
      `Expected at least ${percent(least)} % of the image to count, got ${percent(share)} %: nothing could be judged. Count more of it.`,
    (share, least) =>
      `対象が ${percent(share)} % しかなく、判定できません (${percent(least)} % 以上が必要)。対象を広げてください。`,
  ),
  patches: sentence(
    (patch: number, share: number) =>
      `Patches of pseudo-anomalies take up to ${percent(patch)} % of the image, more than half of what counts (${percent(share)} %): they are cut off at its edge. Lower “Patch area” in Tune.`,
    (patch, share) =>
      `擬似異常のパッチは最大で画像の ${percent(patch)} % あり、対象 (${percent(share)} %) の半分を超えます。はみ出した部分は切り取られます。「調整」の「パッチの面積」を小さくしてください。`,
  ),
} as const;
