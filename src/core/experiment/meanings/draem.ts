import type { Text } from '../../text.ts';
import type { draemKnobs } from '../knobs/draem.ts';

export const draemMeanings: Readonly<Record<keyof typeof draemKnobs, Text>> = {
  perlinOctave: {
    en: 'Cells of the noise along each side are 2 to this power, drawn for each side.',
    ja: '各辺のノイズの升目の数は 2 のこの値乗。辺ごとに選びます。',
  },
  perlinThreshold: {
    en: 'The mask is where the noise exceeds this value; higher leaves smaller spots.',
    ja: 'ノイズがこの値を超える所をマスクにします。高いほど小さくなります。',
  },
  textureSource: {
    en: 'What shows through the mask: a drawn texture, or another of the normal images.',
    ja: 'マスクから見せるもの: 生成したテクスチャ、または別の正常画像。',
  },
  textureWeight: {
    en: 'Share of the texture in the mask; the rest is the image.',
    ja: 'マスクの中でのテクスチャの割合。残りは元の画像です。',
  },
  textureChanges: {
    en: 'How many of ten image changes (gamma, posterise, invert, ...) are applied to the texture.',
    ja: 'テクスチャにかける変更 (ガンマ、減色、反転など 10 種) の数。',
  },
};
