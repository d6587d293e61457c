/**
 * Poisson blending: inside the patch's outermost pixels the image takes the patch's gradients, and on them it stays
 * as it is, so that no edge shows [Poisson section 2].
 */
import type { Box, RgbImage } from '../../image/image.ts';
import { solveOnRectangle } from './rectangle-solver.ts';

/** normal: the patch's gradients; mixed: the stronger of patch and image, each edge and channel by itself. */
export type Clone = 'normal' | 'mixed';

export interface Correction {
  /** What is added to the image, in 255ths, not rounded. Empty if the patch has no inside. */
  readonly values: Float64Array; // [height - 2, width - 2, 3]
  /** Largest |Laplacian of the blend - divergence of the guidance| before rounding, in 255ths. */
  readonly residual: number;
}

interface Inside {
  readonly rows: number;
  readonly columns: number;
}

function insideOf(patch: RgbImage): Inside {
  return { rows: Math.max(0, patch.height - 2), columns: Math.max(0, patch.width - 2) };
}

/** Guidance minus the image's own difference along one edge between neighbours [Poisson Eq. 12]. */
function excess(ofPatch: number, ofImage: number, clone: Clone): number {
  return clone === 'normal' || Math.abs(ofPatch) > Math.abs(ofImage) ? ofPatch - ofImage : 0;
}

/**
 * The right side of the discrete equation [Poisson Eq. 7] for the correction e = blend - image, which is 0 on the
 * boundary: sum over neighbours q of v_pq - (f_p - f_q). Whole numbers, so that equal gradients cancel exactly.
 */
function rightSide(
  image: RgbImage,
  patch: RgbImage,
  corner: Pick<Box, 'left' | 'top'>,
  clone: Clone,
): Float64Array {
  const { rows, columns } = insideOf(patch);
  const right = new Float64Array(rows * columns * 3);
  const [patchRow, imageRow] = [3 * patch.width, 3 * image.width];
  const [g, f] = [patch.data, image.data];
  for (let y = 0, to = 0; y < rows; y++) {
    let p = (y + 1) * patchRow + 3;
    let at = (corner.top + y + 1) * imageRow + 3 * (corner.left + 1);
    for (const end = p + 3 * columns; p < end; p++, at++, to++) {
      right[to] =
        excess(g[p] - g[p - 3], f[at] - f[at - 3], clone) +
        excess(g[p] - g[p + 3], f[at] - f[at + 3], clone) +
        excess(g[p] - g[p - patchRow], f[at] - f[at - imageRow], clone) +
        excess(g[p] - g[p + patchRow], f[at] - f[at + imageRow], clone);
    }
  }
  return right;
}

function largestResidual(values: Float64Array, right: Float64Array, { rows, columns }: Inside): number {
  const stride = 3 * columns;
  let largest = 0;
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < stride; x++, i++) {
      const leftAndRight = (x >= 3 ? values[i - 3] : 0) + (x < stride - 3 ? values[i + 3] : 0);
      const aboveAndBelow = (y > 0 ? values[i - stride] : 0) + (y < rows - 1 ? values[i + stride] : 0);
      largest = Math.max(largest, Math.abs(4 * values[i] - leftAndRight - aboveAndBelow - right[i]));
    }
  }
  return largest;
}

/** What blending the patch, whose upper left pixel lies at `corner` and which lies inside the image, adds to it. */
export function poissonCorrection(
  image: RgbImage,
  patch: RgbImage,
  corner: Pick<Box, 'left' | 'top'>,
  clone: Clone,
): Correction {
  const inside = insideOf(patch);
  const right = rightSide(image, patch, corner, clone);
  const values = solveOnRectangle(right, inside.rows, inside.columns);
  return { values, residual: largestResidual(values, right, inside) };
}

/** As `poissonCorrection`, and adds it to `image`, rounded and cut to [0, 255]. */
export function blendInto(
  image: RgbImage,
  patch: RgbImage,
  corner: Pick<Box, 'left' | 'top'>,
  clone: Clone,
): Correction {
  const correction = poissonCorrection(image, patch, corner, clone);
  const { rows, columns } = insideOf(patch);
  for (let y = 0, from = 0; y < rows; y++) {
    let to = 3 * ((corner.top + y + 1) * image.width + corner.left + 1);
    for (const end = to + 3 * columns; to < end; to++, from++) {
      const value = Math.round(image.data[to] + correction.values[from]);
      image.data[to] = Math.min(255, Math.max(0, value));
    }
  }
  return correction;
}
