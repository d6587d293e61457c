/** Scores that mean different things, on one scale: what is usual for places of normal images is 0, what is rare for them 1. */
import { recipe } from './recipe.ts';

export interface Scale {
  readonly usual: number;
  /** Distance from `usual` to the rare; more than 0. */
  readonly unit: number;
}

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Of scores of places of held-out normal images, at least one. */
export function scaleOf(scores: Float32Array): Scale {
  const sorted = scores.slice().sort();
  const usual = quantile(sorted, 0.5);
  return { usual, unit: Math.max(1e-6, quantile(sorted, recipe.unitQuantile) - usual) };
}

/** A map, its scale, and its share of the sum. */
export type ScaledMap = readonly [scores: Float32Array, scale: Scale, share: number];

/** The sum of maps, each on its own scale. */
export function addScaled(maps: readonly ScaledMap[]): Float32Array {
  const sum = new Float32Array(maps[0][0].length);
  for (const [scores, { usual, unit }, share] of maps) {
    for (let i = 0; i < sum.length; i++) sum[i] += (share * (scores[i] - usual)) / unit;
  }
  return sum;
}

/** The mean of the `count` largest; of all where there are fewer. */
export function meanOfLargest(scores: Float32Array, count: number): number {
  const largest = scores.slice().sort().slice(-count);
  return largest.reduce((sum, score) => sum + score, 0) / largest.length;
}
