import type { Text } from '../../text.ts';
import type { cutPasteKnobs } from '../knobs/cutpaste.ts';

export const cutPasteMeanings: Readonly<Record<keyof typeof cutPasteKnobs, Text>> = {
  cutArea: {
    en: 'Area of the cut rectangle, as a share of the image.',
    ja: '切り取る長方形の面積。画像に対する割合です。',
  },
  cutAspect: {
    en: 'Half of the patches are tall, half are wide; the longer side is up to this many times the shorter.',
    ja: '半分は縦長、半分は横長。長い辺は短い辺のこの倍までです。',
  },
  scarWidth: {
    en: 'Short side of the scar, in pixels of a 256 px image.',
    ja: '傷の短い辺。256 px の画像での画素数です。',
  },
  scarLength: {
    en: 'Long side of the scar, in pixels of a 256 px image.',
    ja: '傷の長い辺。256 px の画像での画素数です。',
  },
  scarRotation: { en: 'The scar is turned by up to ± this angle.', ja: '傷を ± この角度まで回します。' },
  cutJitter: {
    en: 'Brightness, contrast, saturation and hue of the patch change by up to ± this value.',
    ja: 'パッチの明るさ、コントラスト、彩度、色相を ± この値まで変えます。',
  },
};
