/** The median of small whole numbers over a disk, by a histogram that slides along each row (Huang 1979). */
import type { Size } from '../../image/cut.ts';
import type { Box } from '../../image/image.ts';

/** Half lengths of the disk's rows: x^2 + y^2 <= radius^2. */
function halfLengths(radius: number): number[] {
  return Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.floor(Math.sqrt(radius ** 2 - (i - radius) ** 2)),
  );
}

/** Counts of values, and the middle one. */
class SlidingMedian {
  private readonly counts: Int32Array;
  private readonly rank: number;
  private median = 0;
  private below = 0;

  /** Of `size` values, an odd number, each in [0, limit]. */
  constructor(size: number, limit: number) {
    this.counts = new Int32Array(limit + 1);
    this.rank = (size - 1) / 2;
  }

  change(value: number, by: 1 | -1): void {
    this.counts[value] += by;
    if (value < this.median) this.below += by;
  }

  current(): number {
    while (this.below > this.rank) this.below -= this.counts[--this.median];
    while (this.below + this.counts[this.median] <= this.rank) this.below += this.counts[this.median++];
    return this.median;
  }

  clear(): void {
    this.counts.fill(0);
    this.median = 0;
    this.below = 0;
  }
}

/** Medians of `values` [height, width], each in [0, limit], at the pixels of `box`: [box.height, box.width]; edges repeated. */
export function diskMedian(
  values: Uint16Array,
  { width, height }: Size,
  box: Box,
  { radius, limit }: { readonly radius: number; readonly limit: number },
): Uint16Array {
  const lengths = halfLengths(radius);
  const window = new SlidingMedian(
    lengths.reduce((sum, half) => sum + 2 * half + 1, 0),
    limit,
  );
  const result = new Uint16Array(box.width * box.height);
  const at = (x: number, y: number) =>
    values[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))];
  for (let y = 0, to = 0; y < box.height; y++) {
    const above = box.top + y - radius;
    window.clear();
    lengths.forEach((half, dy) => {
      for (let dx = -half; dx <= half; dx++) window.change(at(box.left + dx, above + dy), 1);
    });
    for (let x = box.left; x < box.left + box.width; x++, to++) {
      result[to] = window.current();
      for (let dy = 0; dy < lengths.length; dy++) {
        window.change(at(x - lengths[dy], above + dy), -1);
        window.change(at(x + lengths[dy] + 1, above + dy), 1);
      }
    }
  }
  return result;
}
