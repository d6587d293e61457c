/** What tells new images from the normals that a detector knows, before any score is believed: one by one, and as a whole. */
import type { DatasetEntry } from '../dataset/dataset.ts';
import type { ImageFacts } from '../dataset/facts.ts';
import { medianOf } from '../median.ts';
import { auroc } from '../metrics/roc.ts';

/** The part of an image's facts that is compared. */
export type ComparedFacts = Pick<ImageFacts, 'file' | 'medianGray' | 'contrast' | 'sharpness' | 'hasColour'>;

/** Of the images that training may see. */
export function normalFacts(items: readonly DatasetEntry[]): ImageFacts[] {
  return items.flatMap(({ split, facts }) => (split === 'train' && facts !== undefined ? [facts] : []));
}

/** How one image is unlike every normal. */
export type Difference = 'other-shape' | 'colour' | 'no-colour';

/** Width by height may differ by so much: a pixel more or less at 64 px. */
const shapeSlack = 0.02;

const ratioOf = ({ file }: ComparedFacts) => (file === undefined ? 1 : file.width / file.height);

/** What the normals have, taken together. */
export interface NormalTraits {
  /** Lowest and highest width by height. */
  readonly ratios: readonly [number, number];
  /** Whether some have colour, and whether some have none. */
  readonly hasColour: boolean;
  readonly hasGray: boolean;
}

export function traitsOf(normals: readonly ComparedFacts[]): NormalTraits {
  const ratios = normals.map(ratioOf);
  return {
    ratios: [Math.min(...ratios), Math.max(...ratios)],
    hasColour: normals.some(({ hasColour }) => hasColour),
    hasGray: normals.some(({ hasColour }) => !hasColour),
  };
}

/** Images are drawn or resized to squares, so that another shape is another distortion. Without normals nothing differs. */
export function differencesOf(image: ComparedFacts, normals: NormalTraits): Difference[] {
  const { ratios, hasColour, hasGray } = normals;
  if (!hasColour && !hasGray) return [];
  const ratio = ratioOf(image);
  const isOther = ratio < ratios[0] * (1 - shapeSlack) || ratio > ratios[1] * (1 + shapeSlack);
  return [
    ...(isOther ? (['other-shape'] as const) : []),
    ...(image.hasColour && !hasColour ? (['colour'] as const) : []),
    ...(!image.hasColour && !hasGray ? (['no-colour'] as const) : []),
  ];
}

/** How new images as a whole are unlike the normals. */
export type Drift =
  | { readonly kind: 'darker' | 'brighter'; readonly normal: number; readonly now: number }
  | { readonly kind: 'flatter' | 'starker'; readonly normal: number; readonly now: number }
  | { readonly kind: 'blurred' | 'sharper'; readonly normal: number; readonly now: number }
  /** More than half of the new images score above every normal that was held out. */
  | { readonly kind: 'scores'; readonly share: number };

/** Fewer say nothing of a whole. */
const fewest = 10;

/** P(new > normal) from which on, or below its counterpart, two sets count as apart. */
const apart = 0.9;

/** Of each statistic: the change of the median that somebody might see. */
const statistics = [
  {
    name: 'medianGray',
    less: 'darker',
    more: 'brighter',
    isSeen: (a: number, b: number) => Math.abs(a - b) >= 4,
  },
  {
    name: 'contrast',
    less: 'flatter',
    more: 'starker',
    isSeen: (a: number, b: number) => isOtherBy(a, b, 1.15),
  },
  {
    name: 'sharpness',
    less: 'blurred',
    more: 'sharper',
    isSeen: (a: number, b: number) => isOtherBy(a, b, 1.25),
  },
] as const;

function isOtherBy(a: number, b: number, factor: number): boolean {
  return Math.max(a, b) >= factor * Math.min(a, b);
}

/**
 * Statistics whose new values lie apart from those of the normals: P(new > normal), ties half, is at least .9 or at most .1, and
 * the medians differ visibly. Empty for fewer than 10 images of either kind.
 */
export function driftOf(normals: readonly ComparedFacts[], now: readonly ComparedFacts[]): Drift[] {
  if (normals.length < fewest || now.length < fewest) return [];
  const labels = [...normals.map((): 0 | 1 => 0), ...now.map((): 0 | 1 => 1)];
  return statistics.flatMap(({ name, less, more, isSeen }): Drift[] => {
    const area =
      auroc(
        labels,
        [...normals, ...now].map((facts) => facts[name]),
      ) ?? 0.5;
    const medians = {
      normal: medianOf(normals.map((facts) => facts[name])),
      now: medianOf(now.map((facts) => facts[name])),
    };
    if (Math.max(area, 1 - area) < apart || !isSeen(medians.normal, medians.now)) return [];
    return [{ kind: area > 0.5 ? more : less, ...medians }];
  });
}

/** Whether most new images score above all normals that were held out: defects are rarely the rule. */
export function scoreDriftOf(calibration: readonly number[], scores: readonly number[]): Drift | undefined {
  if (calibration.length === 0 || scores.length < fewest) return undefined;
  const highest = Math.max(...calibration);
  const share = scores.filter((score) => score > highest).length / scores.length;
  return share > 0.5 ? { kind: 'scores', share } : undefined;
}
