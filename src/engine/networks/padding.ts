/** Zeros around a map. PyTorch adds the same number on every side; TensorFlow's SAME adds more on the far sides. */

export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** One number stands for all four sides. */
export function sidesOf(padding: number | Padding): Padding {
  if (typeof padding !== 'number') return padding;
  return { top: padding, bottom: padding, left: padding, right: padding };
}

/** Zeros before and after a length so that the result has ceil(length / stride) entries; an odd one goes after. */
function sameLength(length: number, kernel: number, stride: number): [before: number, after: number] {
  const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + kernel - length);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** What TensorFlow's SAME adds to x [N, H, W, C] for a square kernel of side `side`. */
export function samePadding(x: readonly number[], side: number, stride: number): Padding {
  const [top, bottom] = sameLength(x[1], side, stride);
  const [left, right] = sameLength(x[2], side, stride);
  return { top, bottom, left, right };
}
