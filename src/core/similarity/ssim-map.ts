/**
 * SSIM in every window. Where no window touches a changed pixel SSIM is exactly 1, so the map is computed
 * on a region only; a whole map is the region of the whole image. Borders are mirrored, edge pixel repeated.
 */
import type { Box, GrayImage } from '../image/image.ts';
import { c1, c2 } from './ssim-formula.ts';
import { gaussian11, type SsimWindow } from './window.ts';

/** SSIM at the pixels of `box`; everywhere else in the image it is 1. */
export interface SsimRegion {
  readonly box: Box;
  readonly data: Float64Array; // [box.height, box.width]
}

/** `box` grown by `margin` on each side, cut at the borders of a `width` x `height` image. */
export function dilateBox(
  box: Box,
  margin: number,
  { width, height }: { width: number; height: number },
): Box {
  const left = Math.max(0, box.left - margin);
  const top = Math.max(0, box.top - margin);
  const right = Math.min(width, box.left + box.width + margin);
  const bottom = Math.min(height, box.top + box.height + margin);
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... */
export function mirror(index: number, count: number): number {
  const period = 2 * count;
  const wrapped = ((index % period) + period) % period;
  return wrapped < count ? wrapped : period - 1 - wrapped;
}

/** Five moments a pixel, side by side: a, b, aa, bb, ab. */
const moments = 5;

/** Horizontal weighted sums over `rows` of the image, at the columns of `box`: [rows, box.width, 5]. */
function sumRows(
  [a, b]: readonly [GrayImage, GrayImage],
  box: Box,
  rows: Box,
  window: SsimWindow,
): Float64Array {
  const { weights, radius } = window;
  const taps = weights.length;
  const columns = Int32Array.from({ length: box.width + 2 * radius }, (_, i) =>
    mirror(box.left - radius + i, a.width),
  );
  const sums = new Float64Array(rows.height * box.width * moments);
  for (let y = 0, to = 0; y < rows.height; y++) {
    const start = (rows.top + y) * a.width;
    for (let x = 0; x < box.width; x++, to += moments) {
      let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
      for (let k = 0; k < taps; k++) {
        const at = start + columns[x + k];
        const [valueA, valueB, weight] = [a.data[at], b.data[at], weights[k]];
        const [weightedA, weightedB] = [weight * valueA, weight * valueB];
        sumA += weightedA;
        sumB += weightedB;
        sumAA += weightedA * valueA;
        sumBB += weightedB * valueB;
        sumAB += weightedA * valueB;
      }
      sums[to] = sumA;
      sums[to + 1] = sumB;
      sums[to + 2] = sumAA;
      sums[to + 3] = sumBB;
      sums[to + 4] = sumAB;
    }
  }
  return sums;
}

/** SSIM where windows are centred in `box`. `a` and `b` are of one size; values in [0, 255]. */
export function ssimInBox(a: GrayImage, b: GrayImage, box: Box, window: SsimWindow = gaussian11): SsimRegion {
  const { weights, radius, covarianceFactor } = window;
  const rows = dilateBox(box, radius, a);
  const sums = sumRows([a, b], box, rows, window);
  const data = new Float64Array(box.width * box.height);
  const rowLength = box.width * moments;
  for (let y = 0, to = 0; y < box.height; y++) {
    const starts = Array.from(
      weights,
      (_, k) => (mirror(box.top + y - radius + k, a.height) - rows.top) * rowLength,
    );
    for (let x = 0; x < box.width; x++, to++) {
      let [meanA, meanB, squareA, squareB, product] = [0, 0, 0, 0, 0];
      for (let k = 0; k < weights.length; k++) {
        const at = starts[k] + x * moments;
        const weight = weights[k];
        meanA += weight * sums[at];
        meanB += weight * sums[at + 1];
        squareA += weight * sums[at + 2];
        squareB += weight * sums[at + 3];
        product += weight * sums[at + 4];
      }
      const spread = covarianceFactor * (squareA - meanA * meanA + squareB - meanB * meanB);
      const covariance = covarianceFactor * (product - meanA * meanB);
      const numerator = (2 * meanA * meanB + c1) * (2 * covariance + c2);
      data[to] = numerator / ((meanA * meanA + meanB * meanB + c1) * (spread + c2));
    }
  }
  return { box, data };
}

/** The whole map, [H, W]. */
export function ssimMap(a: GrayImage, b: GrayImage, window: SsimWindow = gaussian11): GrayImage {
  const whole = { left: 0, top: 0, width: a.width, height: a.height };
  return { width: a.width, height: a.height, data: Float64Array.from(ssimInBox(a, b, whole, window).data) };
}

/**
 * Mean over the image less a border of the window's radius, as scikit-image takes it, where the map is 1
 * outside `region`. An image too small to leave anything is averaged whole.
 */
export function meanSsim(
  region: SsimRegion,
  size: { width: number; height: number },
  window: SsimWindow,
): number {
  const { box, data } = region;
  const isTooSmall = Math.min(size.width, size.height) <= 2 * window.radius;
  const border = isTooSmall ? 0 : window.radius;
  let loss = 0;
  for (let y = 0; y < box.height; y++) {
    const imageY = box.top + y;
    if (imageY < border || imageY >= size.height - border) continue;
    const first = Math.max(0, border - box.left);
    const last = Math.min(box.width, size.width - border - box.left);
    for (let x = first; x < last; x++) loss += 1 - data[y * box.width + x];
  }
  return 1 - loss / ((size.width - 2 * border) * (size.height - 2 * border));
}
