/** Words of Tune's gallery, of what the gate counts, and of knobs that change nothing to be seen. */
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const galleryText = {
  tiles: { en: 'Number of tiles', ja: 'タイルの数' },
  zoom: { en: 'Zoom to the patch', ja: 'パッチを拡大' },
  gateOff: {
    en: 'The gate is off: every candidate is used, so none has a verdict.',
    ja: '選別はオフです。すべての候補を使うため、採否はありません。',
  },
  places: { en: 'Where patches land', ja: 'パッチの位置' },
  candidates: { en: 'candidates', ja: '候補' },
  countsShape: {
    en: 'Only shape counts: SSIM is taken before the colour change.',
    ja: '数えるのは形だけです。SSIM は色を変える前の画像で計算します。',
  },
  countsGray: {
    en: 'Shape and brightness count, hue does not: SSIM is taken of the final image in grey.',
    ja: '形と明るさを数え、色相は数えません。SSIM は最終画像のグレースケールで計算します。',
  },
  countsColour: {
    en: 'Shape and colour count: SSIM is taken of the final image, channel by channel.',
    ja: '形と色の両方を数えます。SSIM は最終画像のチャネルごとに計算します。',
  },
  changeThat: { en: 'Change that', ja: 'この設定を変える' },
} as const satisfies Readonly<Record<string, Text>>;

export const gallerySentences = {
  shapeAccepted: sentence(
    (ssim: string, threshold: string) =>
      `Accepted: its shape changed, SSIM ${ssim} is below T = ${threshold}; colour is not counted.`,
    (ssim, threshold) =>
      `採用: 形が変わっています。SSIM ${ssim} は T = ${threshold} 未満。色は数えていません。`,
  ),
  shapeRejected: sentence(
    (ssim: string, threshold: string) =>
      `Rejected: its shape hardly changed, SSIM ${ssim} is not below T = ${threshold}; colour is not counted.`,
    (ssim, threshold) =>
      `不採用: 形がほとんど変わっていません。SSIM ${ssim} は T = ${threshold} 以上。色は数えていません。`,
  ),
  ungatedSsim: sentence(
    (draws: number) => `SSIM of ${draws} candidates; the gate is off.`,
    (draws) => `${draws} 個の候補の SSIM の分布。選別はオフです。`,
  ),
  ungatedPlaces: sentence(
    (draws: number) => `Places of ${draws} candidates on the image; the gate is off.`,
    (draws) => `画像上の ${draws} 個の候補の位置。選別はオフです。`,
  ),
  hardlySeen: sentence(
    (levels: string) =>
      `Hardly seen on these images: from one end of its range to the other, what is pasted changes by ${levels} of 255 levels at most.`,
    (levels) =>
      `これらの画像ではほとんど見えません。端から端まで動かしても、貼った部分の変化は 255 階調のうち最大 ${levels} です。`,
  ),
  noneSeen: sentence(
    (names: readonly string[]) => `Hardly seen on these images: ${names.join(', ')}.`,
    (names) => `これらの画像ではほとんど見えない設定: ${names.join('、')}。`,
  ),
} as const;
