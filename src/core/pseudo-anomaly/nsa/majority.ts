/** The median of a binary mask over a square window: what most of the window's pixels are. */
import type { Size } from '../../image/cut.ts';
import type { Box } from '../../image/image.ts';

type Bits = Uint8Array<ArrayBuffer>;

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(0, value));
}

/**
 * Median of `bits` (0 or 1, [height, width]) over windows of side 2 radius + 1, edges repeated; 0 outside `box`.
 * Running sums down the columns and along the row: the cost does not depend on the radius.
 */
export function majority(bits: Bits, { width, height }: Size, radius: number, box: Box): Bits {
  const result = new Uint8Array(bits.length);
  const columns = new Int32Array(width);
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const [first, last] = [clamp(box.left - radius, width - 1), clamp(right - 1 + radius, width - 1)];
  const addRow = (y: number, sign: 1 | -1) => {
    const row = clamp(y, height - 1) * width;
    for (let x = first; x <= last; x++) columns[x] += sign * bits[row + x];
  };
  const half = (2 * radius + 1) ** 2 / 2;
  for (let y = box.top - radius; y < box.top + radius; y++) addRow(y, 1);
  for (let y = box.top; y < bottom; y++) {
    addRow(y + radius, 1);
    let sum = 0;
    for (let x = box.left - radius; x < box.left + radius; x++) sum += columns[clamp(x, width - 1)];
    for (let x = box.left; x < right; x++) {
      sum += columns[clamp(x + radius, width - 1)];
      result[y * width + x] = sum > half ? 1 : 0;
      sum -= columns[clamp(x - radius, width - 1)];
    }
    addRow(y - radius, -1);
  }
  return result;
}
