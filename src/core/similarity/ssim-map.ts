/**
 * SSIM in every window. Where no window touches a changed pixel SSIM is exactly 1, so the map is computed
 * on a region only; a whole map is the region of the whole image. Borders are mirrored, edge pixel repeated.
 */
import { cutGray, type Size } from '../image/cut.ts';
import type { Box, GrayImage } from '../image/image.ts';
import { c1, c2 } from './ssim-formula.ts';
import { gaussian11, type SsimWindow } from './window.ts';

/** SSIM at the pixels of `box`; everywhere else in the image it is 1. */
export interface SsimRegion {
  readonly box: Box;
  readonly data: Float64Array<ArrayBuffer>; // [box.height, box.width]
}

/** Values that the weights reach to each side; planes carry this margin around the box. */
export const planeMargin = 5;

interface Pass extends Size {
  /** Values between the starts of rows of the source. */
  readonly pitch: number;
  /** Distance of neighbours along which is summed: 1 for rows, the pitch for columns. */
  readonly step: number;
}

/** Weighted sums along rows or columns of `source` into a tight `target` of width x height. */
function smooth(
  source: Float64Array,
  target: Float64Array,
  pass: Pass,
  weights: SsimWindow['weights'],
): void {
  const [w0, w1, w2, w3, w4, w5] = weights;
  const { width, height, pitch, step } = pass;
  const [two, three, four, five] = [2 * step, 3 * step, 4 * step, 5 * step];
  for (let y = 0, to = 0; y < height; y++) {
    for (let i = y * pitch + five, end = i + width; i < end; i++, to++) {
      target[to] =
        w0 * source[i] +
        w1 * (source[i - step] + source[i + step]) +
        w2 * (source[i - two] + source[i + two]) +
        w3 * (source[i - three] + source[i + three]) +
        w4 * (source[i - four] + source[i + four]) +
        w5 * (source[i - five] + source[i + five]);
    }
  }
}

/** Both passes in place: the smoothed [height, width] values come to stand first in `plane`. */
function smoothPlane(
  plane: Float64Array,
  scratch: Float64Array,
  { width, height }: Size,
  weights: SsimWindow['weights'],
): void {
  const rows = height + 2 * planeMargin;
  smooth(plane, scratch, { width, height: rows, pitch: width + 2 * planeMargin, step: 1 }, weights);
  smooth(scratch, plane, { width, height, pitch: width, step: width }, weights);
}

/** Three planes that are overwritten by every map: fresh ones cost a browser as much as the sums in them. */
const workspace = {
  held: new Float64Array(0),
  take(length: number): Float64Array[] {
    if (this.held.length < 3 * length) this.held = new Float64Array(3 * length);
    return [0, 1, 2].map((i) => this.held.subarray(i * length, (i + 1) * length));
  },
};

/**
 * SSIM at [height, width] from gray planes with `planeMargin` around; overwrites both planes.
 * Four moments suffice: E[a], E[b], E[a² + b²], E[ab].
 */
export function ssimOfPlanes(
  a: Float64Array,
  b: Float64Array,
  size: Size,
  { weights, covarianceFactor }: SsimWindow = gaussian11,
): Float64Array<ArrayBuffer> {
  const [squares, products, scratch] = workspace.take(a.length);
  for (let i = 0; i < a.length; i++) {
    squares[i] = a[i] * a[i] + b[i] * b[i];
    products[i] = a[i] * b[i];
  }
  for (const plane of [a, b, squares, products]) smoothPlane(plane, scratch, size, weights);
  const ssim = new Float64Array(size.width * size.height);
  for (let i = 0; i < ssim.length; i++) {
    const meanProduct = 2 * a[i] * b[i];
    const meanSquares = a[i] * a[i] + b[i] * b[i];
    const covariance = covarianceFactor * (2 * products[i] - meanProduct);
    const spread = covarianceFactor * (squares[i] - meanSquares);
    ssim[i] = ((meanProduct + c1) * (covariance + c2)) / ((meanSquares + c1) * (spread + c2));
  }
  return ssim;
}

/** SSIM where windows are centred in `box`. `a` and `b` are of one size; values in [0, 255]. */
export function ssimInBox(a: GrayImage, b: GrayImage, box: Box, window: SsimWindow = gaussian11): SsimRegion {
  const [planeA, planeB] = [cutGray(a, box, planeMargin), cutGray(b, box, planeMargin)];
  return { box, data: ssimOfPlanes(planeA, planeB, box, window) };
}

/** The whole map, [H, W]. */
export function ssimMap(a: GrayImage, b: GrayImage, window: SsimWindow = gaussian11): GrayImage {
  const whole = { left: 0, top: 0, width: a.width, height: a.height };
  return { width: a.width, height: a.height, data: ssimInBox(a, b, whole, window).data };
}

/**
 * Mean over the image less a border of the window's radius, as scikit-image takes it, where the map is 1
 * outside `region`. An image too small to leave anything is averaged whole.
 */
export function meanSsim(region: SsimRegion, size: Size, { radius }: SsimWindow = gaussian11): number {
  const { box, data } = region;
  const border = Math.min(size.width, size.height) <= 2 * radius ? 0 : radius;
  const first = Math.max(0, border - box.left);
  const last = Math.min(box.width, size.width - border - box.left);
  let loss = 0;
  for (let y = 0; y < box.height; y++) {
    const imageY = box.top + y;
    if (imageY < border || imageY >= size.height - border) continue;
    for (let x = first; x < last; x++) loss += 1 - data[y * box.width + x];
  }
  return 1 - loss / ((size.width - 2 * border) * (size.height - 2 * border));
}
