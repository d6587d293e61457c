/** Image AUROC as published, for the columns beside one's own runs. None was measured by the protocol of a run here. */
import type { Text } from '../text.ts';

/** Categories that the paper reports, in its order. */
export const paperCategories = [
  'bottle',
  'cable',
  'capsule',
  'hazelnut',
  'metal_nut',
  'pill',
  'screw',
  'toothbrush',
  'transistor',
  'zipper',
] as const;

export interface PublishedColumn {
  readonly id: string;
  readonly label: Text;
  readonly source: string;
  /** What is known of how it was measured, and is not as a run here is. */
  readonly protocol: Text;
  /** Percent, in the order of `paperCategories`. */
  readonly aurocs: readonly number[];
}

const paper: PublishedColumn = {
  id: 'paper',
  label: { en: 'The paper', ja: '論文' },
  source: 'Honda & Yamauchi, Table 1',
  protocol: {
    en: 'other training, sizes and seeds',
    ja: '学習・画像サイズ・乱数シードが異なります',
  },
  aurocs: [100, 83.1, 97.5, 99.6, 99.5, 83.3, 90.2, 100, 88.4, 100],
};

const cutPasteOfPaper: PublishedColumn = {
  id: 'paper-cutpaste',
  label: { en: 'CutPaste, run by the paper', ja: 'CutPaste (論文による再現)' },
  source: 'Honda & Yamauchi, Table 1',
  protocol: {
    en: 'other training, sizes and seeds',
    ja: '学習・画像サイズ・乱数シードが異なります',
  },
  aurocs: [100, 94.0, 93.6, 98.7, 98.0, 95.4, 63.5, 99.2, 95.3, 99.7],
};

/** Of the paper: its method, and its own run of CutPaste. */
export const paperColumns = [paper, cutPasteOfPaper];

export const patchCoreColumns: readonly PublishedColumn[] = [
  {
    id: 'patchcore-r18',
    label: { en: 'PatchCore, ResNet18', ja: 'PatchCore (ResNet18)' },
    source: 'anomalib, PatchCore README, seed 42',
    protocol: {
      en: 'one seed, ImageNet ResNet18',
      ja: 'シードは 1 つ、ImageNet の ResNet18',
    },
    aurocs: [100, 98.6, 96.5, 100, 99.1, 91.6, 94.3, 93.1, 99.6, 95.3],
  },
];

export const cutPasteColumns: readonly PublishedColumn[] = [
  {
    id: 'cutpaste',
    label: { en: 'CutPaste (3-way)', ja: 'CutPaste (3-way)' },
    source: 'Li et al., CVPR 2021, Table 1',
    protocol: {
      en: 'mean of five seeds in the source, other training and sizes',
      ja: '原典では 5 つのシードの平均、学習と画像サイズが異なります',
    },
    aurocs: [98.3, 80.6, 96.2, 97.3, 99.3, 92.4, 86.3, 98.3, 95.5, 99.4],
  },
];

export const draemColumns: readonly PublishedColumn[] = [
  {
    id: 'draem',
    label: { en: 'DRAEM', ja: 'DRAEM' },
    source: 'Zavrtanik et al., ICCV 2021; by category in DSR, ECCV 2022, Table 3',
    protocol: {
      en: 'other training and sizes',
      ja: '学習と画像サイズが異なります',
    },
    aurocs: [99.2, 91.8, 98.5, 100, 98.7, 98.9, 93.9, 100, 93.1, 100],
  },
];

export const nsaColumns: readonly PublishedColumn[] = [
  {
    id: 'nsa',
    label: { en: 'NSA (logistic)', ja: 'NSA (logistic)' },
    source: 'Schlüter et al., ECCV 2022, mvtec_evaluation.ipynb',
    protocol: {
      en: 'mean of five seeds in the source, other training and sizes',
      ja: '原典では 5 つのシードの平均、学習と画像サイズが異なります',
    },
    aurocs: [97.7, 94.5, 95.2, 94.7, 98.7, 99.2, 90.2, 100, 95.1, 99.8],
  },
];

/** Percent; `undefined` if a source has no such category. */
export function publishedAuroc({ aurocs }: PublishedColumn, category: string): number | undefined {
  const at = (paperCategories as readonly string[]).indexOf(category);
  return at < 0 ? undefined : aurocs[at];
}

/** The paper's method less its own run of CutPaste, in points, category by category. */
export const paperDifferences: readonly number[] = paperCategories.map(
  (_, i) => Math.round(10 * (paper.aurocs[i] - cutPasteOfPaper.aurocs[i])) / 10,
);
