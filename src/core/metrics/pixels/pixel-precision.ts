/** Average precision and the best F1 of pixels: what the ROC hides, since defective pixels are one in a hundred. */
import type { BestF1 } from '../precision.ts';
import { keyOfDefective, scoresOfKeys, type SortedPixels } from './pixels.ts';

export interface PixelPrecision {
  readonly averagePrecision: number;
  /** Chosen with the masks known: an upper bound, not a result. */
  readonly f1Max: BestF1;
}

/**
 * AP = sum over falling thresholds of (recall step) x precision, and the largest F1 = 2 P R / (P + R), over all pixels of all
 * images at once; one point a distinct score, as scikit-learn has it. The pixels must hold both kinds.
 */
export function pixelPrecision({ normal, defective }: SortedPixels): PixelPrecision {
  let [quiet, missed] = [normal.length, defective.length];
  let [averagePrecision, best, bestKey] = [0, -1, 0];
  while (missed > 0) {
    const threshold = keyOfDefective(defective[missed - 1]);
    while (quiet > 0 && normal[quiet - 1] >= threshold) quiet--;
    const before = missed;
    while (missed > 0 && keyOfDefective(defective[missed - 1]) === threshold) missed--;
    const [found, alarms] = [defective.length - missed, normal.length - quiet];
    const precision = found / (found + alarms);
    averagePrecision += ((before - missed) / defective.length) * precision;
    const f1 = (2 * found) / (found + alarms + defective.length);
    if (f1 > best) [best, bestKey] = [f1, threshold];
  }
  return { averagePrecision, f1Max: { f1: best, threshold: scoresOfKeys(Uint32Array.of(bestKey))[0] } };
}
