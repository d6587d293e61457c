/** The scale of scores of places: what is usual for normal images is 0, what is rare for them 1. */
import type { Scale } from '../../engine/backbone/place-scorer.ts';
import { recipe } from './recipe.ts';

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Of scores of places of held-out normal images, at least one. */
export function scaleOf(scores: Float32Array): Scale {
  const sorted = scores.slice().sort();
  const usual = quantile(sorted, 0.5);
  return { usual, unit: Math.max(1e-6, quantile(sorted, recipe.unitQuantile) - usual) };
}
