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
    label: { en: 'Texture', ja: 'テクスチャ' },
    options: [
      { value: 'drawn', label: { en: 'drawn', ja: '生成したテクスチャ' } },
      { value: 'other', label: { en: 'another normal image', ja: '別の正常画像' } },
    ],
    default: 'drawn',
  }),
  textureWeight: {
    ...shared,
    kind: 'range',
    key: 'dro',
    group: 'colour',
    label: { en: 'Texture weight', ja: 'テクスチャの濃さ' },
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
    label: { en: 'Texture changes', ja: 'テクスチャの変更数' },
    min: 0,
    max: 5,
    step: 1,
    unit: '',
    default: 3,
  } satisfies NumberKnob,
} as const;
