/** An image at the size of its file, which working copies lose: figures of pixels can be taken there. */
import type { Marks } from './marks.ts';
import type { Aspect } from './preparation.ts';

export interface FullSize {
  readonly width: number;
  readonly height: number;
  /** How the working copy was made of it. */
  readonly aspect: Aspect;
  /** One for each region that the dataset marks by itself; empty without a mask. */
  readonly marks: readonly Marks[];
}

/** Where along one side of the working copy, in its pixels, each pixel of the file has its centre. */
function positions(length: number, [start, scale]: readonly [number, number], side: number): Float64Array {
  return Float64Array.from({ length }, (_, at) =>
    Math.min(side - 1, Math.max(0, start + (at + 0.5) * scale - 0.5)),
  );
}

/** Start of the file's side on that of the working copy, and pixels of the copy for each of the file: as `fitImage` has it. */
function placed(
  length: number,
  { width, height, aspect }: FullSize,
  side: number,
): readonly [number, number] {
  if (aspect === 'stretch') return [0, side / length];
  const chosen = aspect === 'crop' ? Math.min(width, height) : Math.max(width, height);
  if (aspect === 'crop') return [(-Math.floor((length - chosen) / 2) * side) / chosen, side / chosen];
  const inner = Math.max(1, Math.round((length * side) / chosen));
  return [Math.floor((side - inner) / 2), inner / length];
}

/**
 * A score for each pixel of the file from those of the working copy [side, side]: bilinear between pixel centres. What the middle square of
 * `crop` leaves out has the score of its nearest pixel: a defect there counts, though nothing looked at it.
 */
export function atFullSize(scores: Float32Array, side: number, full: FullSize): Float32Array {
  const { width, height } = full;
  const across = positions(width, placed(width, full, side), side);
  const down = positions(height, placed(height, full, side), side);
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.min(Math.floor(down[y]), Math.max(0, side - 2));
    const below = Math.min(side - 1, top + 1);
    const lower = down[y] - top;
    for (let x = 0; x < width; x++) {
      const left = Math.min(Math.floor(across[x]), Math.max(0, side - 2));
      const right = Math.min(side - 1, left + 1);
      const share = across[x] - left;
      const above = scores[top * side + left] * (1 - share) + scores[top * side + right] * share;
      const under = scores[below * side + left] * (1 - share) + scores[below * side + right] * share;
      result[y * width + x] = above * (1 - lower) + under * lower;
    }
  }
  return result;
}
