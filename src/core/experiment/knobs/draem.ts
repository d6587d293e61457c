/** Knobs of DRAEM: a texture seen through a Perlin noise mask [DRAEM section 3.2]. */
import { choice, type NumberKnob, type RangeKnob } from '../knob.ts';

const shared = { effect: 'pseudo-anomaly', generators: ['draem'], provenance: 'draem' } as const;

export const draemKnobs = {
  perlinOctave: {
    ...shared,
    kind: 'range',
    key: 'drf',
    group: 'patch',
    label: { en: 'Noise octave', ja: 'ノイズの細かさ' },
    meaning: {
      en: 'Cells of the noise along each side are 2 to this power, drawn for each side.',
      ja: '各辺のノイズの升目の数は 2 のこの値乗。辺ごとに選びます。',
    },
    min: 0,
    max: 6,
    step: 1,
    unit: '',
    scale: 'linear',
    default: [0, 5],
  } satisfies RangeKnob,
  perlinThreshold: {
    ...shared,
    kind: 'number',
    key: 'drt',
    group: 'patch',
    label: { en: 'Noise threshold', ja: 'ノイズのしきい値' },
    meaning: {
      en: 'The mask is where the noise exceeds this value; higher leaves smaller spots.',
      ja: 'ノイズがこの値を超える所をマスクにします。高いほど小さくなります。',
    },
    min: 0.1,
    max: 0.9,
    step: 0.01,
    unit: '',
    default: 0.5,
  } satisfies NumberKnob,
  textureSource: choice({
    ...shared,
    kind: 'choice',
    key: 'drs',
    group: 'colour',
    label: { en: 'Texture', ja: '質感' },
    meaning: {
      en: 'What shows through the mask: a drawn texture, or another of the normal images.',
      ja: 'マスクから見せるもの: 生成した質感、または別の正常画像。',
    },
    options: [
      { value: 'drawn', label: { en: 'drawn', ja: '生成した質感' } },
      { value: 'other', label: { en: 'another normal image', ja: '別の正常画像' } },
    ],
    default: 'drawn',
  }),
  textureWeight: {
    ...shared,
    kind: 'range',
    key: 'dro',
    group: 'colour',
    label: { en: 'Texture weight', ja: '質感の濃さ' },
    meaning: {
      en: 'Share of the texture in the mask; the rest is the image.',
      ja: 'マスクの中での質感の割合。残りは元の画像です。',
    },
    min: 0,
    max: 1,
    step: 0.01,
    unit: '',
    scale: 'linear',
    default: [0.2, 1],
  } satisfies RangeKnob,
  textureChanges: {
    ...shared,
    kind: 'number',
    key: 'dra',
    group: 'colour',
    label: { en: 'Texture changes', ja: '質感の変更数' },
    meaning: {
      en: 'How many of ten image changes (gamma, posterise, invert, ...) are applied to the texture.',
      ja: '質感にかける変更 (ガンマ、減色、反転など 10 種) の数。',
    },
    min: 0,
    max: 5,
    step: 1,
    unit: '',
    default: 3,
  } satisfies NumberKnob,
} as const;
