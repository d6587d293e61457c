import type { Text } from '../../text.ts';
import type { patchKnobs } from '../knobs/patch.ts';

export const patchMeanings: Readonly<Record<keyof typeof patchKnobs, Text>> = {
  patchArea: {
    en: 'Area of the cut patch, as a share of the image.',
    ja: '切り取るパッチの面積。画像に対する割合です。',
  },
  patchAspect: {
    en: 'Width divided by height, drawn evenly on a log scale.',
    ja: '幅 ÷ 高さ。対数目盛で一様に選びます。',
  },
  patchPlaces: {
    en: 'Patches wholly inside the image have 7.2 % of their centres in the outer 32 px, and not 12.5 %; or centres lie anywhere, and patches are cut at the border.',
    ja: '画像の内側に収めると、中心が外側 32 px に来るのは 12.5 % でなく 7.2 % です。どこにでも置く場合は画像の端で切ります。',
  },
  patchCount: { en: 'How many patches are pasted into one image.', ja: '1 枚の画像に貼るパッチの数。' },
  rotation: {
    en: 'How far the patch is turned, clockwise or anticlockwise.',
    ja: 'パッチを回す角度。向きは左右どちらもあります。',
  },
  shift: {
    en: 'How far the patch is moved, in any direction, in pixels of a 256 px image.',
    ja: 'パッチをずらす距離。向きは自由で、256 px の画像での画素数です。',
  },
  patchScale: {
    en: 'The patch is enlarged by a factor between these, drawn evenly on a log scale.',
    ja: 'パッチをこの範囲の倍率で拡大・縮小します。対数目盛で一様に選びます。',
  },
  brightness: {
    en: 'Brightness factor is drawn from 1 ± this value.',
    ja: '明るさの倍率を 1 ± この値から選びます。',
  },
  contrast: {
    en: 'Contrast factor is drawn from 1 ± this value.',
    ja: 'コントラストの倍率を 1 ± この値から選びます。',
  },
  saturation: {
    en: 'Saturation factor is drawn from 1 ± this value. Gray images do not change.',
    ja: '彩度の倍率を 1 ± この値から選びます。灰色の画像は変わりません。',
  },
  hue: {
    en: 'Hue is moved by up to ± this share of the colour circle. Gray images do not change.',
    ja: '色相を色相環の ± この割合まで動かします。灰色の画像は変わりません。',
  },
  edge: {
    en: 'How a soft edge falls: inside the patch, or as SmoothBlend, whose mask is blurred and reaches outside.',
    ja: '縁のなじませ方: パッチの内側で、または SmoothBlend (マスクをぼかし外側にも広がる)。',
  },
  feather: {
    en: 'Width of the soft edge (SmoothBlend: sigma of the blur), in pixels of a 256 px image; 0 is a hard edge.',
    ja: '縁をなじませる幅 (SmoothBlend ではぼかしの σ)。256 px の画像での画素数で、0 はくっきりした縁です。',
  },
};
