/** NSA's own parameters of each MVTec category [NSA section 2.4]. */
import type { Experiment } from './experiment.ts';
import type { Preset } from './preset.ts';

interface Category {
  readonly name: string;
  readonly ja: string;
  /** Percent of the side. */
  readonly height: readonly [number, number];
  readonly width: readonly [number, number];
  readonly patches: number;
  readonly slope: number;
  readonly middle: number;
  readonly background: Experiment['nsaBackground'];
  readonly objectShare: number;
}

const wide = [3, 40] as const;

const categories: readonly Category[] = [
  {
    name: 'bottle',
    ja: '瓶',
    height: wide,
    width: wide,
    patches: 3,
    slope: 0.083,
    middle: 24,
    background: 'bright',
    objectShare: 0.7,
  },
  {
    name: 'cable',
    ja: 'ケーブル',
    height: [5, 40],
    width: [5, 40],
    patches: 3,
    slope: 0.083,
    middle: 24,
    background: 'none',
    objectShare: 0.25,
  },
  {
    name: 'capsule',
    ja: 'カプセル',
    height: [3, 15],
    width: wide,
    patches: 3,
    slope: 0.5,
    middle: 4,
    background: 'bright',
    objectShare: 0.7,
  },
  {
    name: 'hazelnut',
    ja: 'ヘーゼルナッツ',
    height: [3, 35],
    width: [3, 35],
    patches: 3,
    slope: 0.083,
    middle: 24,
    background: 'dark',
    objectShare: 0.7,
  },
  {
    name: 'metal_nut',
    ja: '金属ナット',
    height: wide,
    width: wide,
    patches: 3,
    slope: 0.333,
    middle: 7,
    background: 'dark',
    objectShare: 0.5,
  },
  {
    name: 'pill',
    ja: '錠剤',
    height: [3, 20],
    width: wide,
    patches: 3,
    slope: 0.333,
    middle: 7,
    background: 'dark',
    objectShare: 0.7,
  },
  {
    name: 'screw',
    ja: 'ねじ',
    height: [3, 12],
    width: [3, 12],
    patches: 4,
    slope: 1,
    middle: 3,
    background: 'bright',
    objectShare: 0.5,
  },
  {
    name: 'toothbrush',
    ja: '歯ブラシ',
    height: wide,
    width: [3, 20],
    patches: 3,
    slope: 0.167,
    middle: 15,
    background: 'dark',
    objectShare: 0.25,
  },
  {
    name: 'transistor',
    ja: 'トランジスタ',
    height: wide,
    width: wide,
    patches: 3,
    slope: 0.167,
    middle: 15,
    background: 'none',
    objectShare: 0.25,
  },
  {
    name: 'zipper',
    ja: 'ファスナー',
    height: wide,
    width: [3, 20],
    patches: 4,
    slope: 0.167,
    middle: 15,
    background: 'bright',
    objectShare: 0.7,
  },
];

function toPreset({
  name,
  ja,
  height,
  width,
  patches,
  slope,
  middle,
  background,
  objectShare,
}: Category): Preset {
  return {
    id: `nsa-${name}`,
    label: { en: `NSA: ${name.replace('_', ' ')}`, ja: `NSA: ${ja}` },
    meaning: {
      en: `NSA's own sizes, patch count, background and label of MVTec ${name}; no gate.`,
      ja: `MVTec ${name} に対する NSA のパッチの大きさ、数、背景、ラベル。選別なし。`,
    },
    provenance: 'nsa',
    changes: {
      generator: 'nsa',
      gateEnabled: false,
      nsaHalfHeight: height,
      nsaHalfWidth: width,
      nsaPatches: patches,
      nsaLabelSlope: slope,
      nsaLabelMiddle: middle,
      nsaBackground: background,
      nsaObjectShare: objectShare,
    },
  };
}

const texture: Preset = {
  id: 'nsa-texture',
  label: { en: 'NSA: textures', ja: 'NSA: テクスチャ' },
  meaning: {
    en: 'Mixed clone and a wider resize, as NSA uses for textures; sizes are ours. No gate.',
    ja: 'テクスチャ向けの混合合成と広い拡大率。大きさは私たちの値です。選別なし。',
  },
  provenance: 'nsa',
  changes: { generator: 'nsa', gateEnabled: false, nsaClone: 'mixed', nsaResize: [0.5, 2] },
};

export const nsaPresets: readonly Preset[] = [...categories.map(toPreset), texture];
