/** SSIM the slow, obvious way: one window at a time, straight from the definition [SSIM Eq. 13-16]. */
import type { GrayImage } from '../image/image.ts';
import { ssimOf } from './ssim-formula.ts';

/** scipy's `reflect`, step by step. */
function reflected(index: number, count: number): number {
  if (index < 0) return reflected(-1 - index, count);
  return index >= count ? reflected(2 * count - 1 - index, count) : index;
}

export function gaussianWeights(): number[] {
  const raw = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / 4.5));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

export function ssimAt(a: GrayImage, b: GrayImage, x: number, y: number): number {
  const weights = gaussianWeights();
  const samples = weights.flatMap((weightY, i) =>
    weights.map((weightX, j) => {
      const at = reflected(y + i - 5, a.height) * a.width + reflected(x + j - 5, a.width);
      return { weight: weightX * weightY, a: a.data[at], b: b.data[at] };
    }),
  );
  const mean = (value: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((total, sample) => total + sample.weight * value(sample), 0);
  const meanA = mean((s) => s.a);
  const meanB = mean((s) => s.b);
  return ssimOf({
    meanA,
    meanB,
    varianceA: mean((s) => (s.a - meanA) ** 2),
    varianceB: mean((s) => (s.b - meanB) ** 2),
    covariance: mean((s) => (s.a - meanA) * (s.b - meanB)),
  });
}
