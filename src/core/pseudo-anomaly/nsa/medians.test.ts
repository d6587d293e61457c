import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import { diskMedian } from './disk-median.ts';
import { majority } from './majority.ts';

/** Sorts every window, edges repeated. */
function slowMedian(
  values: ArrayLike<number>,
  width: number,
  height: number,
  window: readonly (readonly [number, number])[],
): number[] {
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const around = window.map(([dx, dy]) => {
      const column = Math.min(width - 1, Math.max(0, x + dx));
      return values[Math.min(height - 1, Math.max(0, y + dy)) * width + column];
    });
    return around.sort((a, b) => a - b)[(around.length - 1) / 2];
  });
}

function squareWindow(radius: number): [number, number][] {
  const side = 2 * radius + 1;
  return Array.from({ length: side * side }, (_, i) => [(i % side) - radius, Math.floor(i / side) - radius]);
}

function diskWindow(radius: number): [number, number][] {
  return squareWindow(radius).filter(([x, y]) => x * x + y * y <= radius * radius);
}

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 18 }),
  height: fc.integer({ min: 1, max: 18 }),
  seed: fc.nat(1e6),
  radius: fc.integer({ min: 1, max: 5 }),
});

function drawBox(width: number, height: number, seed: number): Box {
  const random = createRandom(`box ${seed}`);
  const [left, top] = [random.integer(width), random.integer(height)];
  return { left, top, width: 1 + random.integer(width - left), height: 1 + random.integer(height - top) };
}

describe('majority', () => {
  it('is the median of the sorted window, and 0 outside the box', () => {
    fc.assert(
      fc.property(sizes, ({ width, height, seed, radius }) => {
        const random = createRandom(seed);
        const bits = new Uint8Array(width * height).map(() => random.integer(2));
        const wanted = slowMedian(bits, width, height, squareWindow(radius));
        const box = drawBox(width, height, seed);
        const found = majority(bits, { width, height }, radius, box);
        found.forEach((bit, i) => {
          const [x, y] = [(i % width) - box.left, Math.floor(i / width) - box.top];
          const isInside = x >= 0 && y >= 0 && x < box.width && y < box.height;
          expect(bit).toBe(isInside ? wanted[i] : 0);
        });
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe('diskMedian', () => {
  it('is the median of the sorted disk', () => {
    fc.assert(
      fc.property(sizes, ({ width, height, seed, radius }) => {
        const random = createRandom(seed);
        const values = new Uint16Array(width * height).map(() => random.integer(2) * random.integer(766));
        const wanted = slowMedian(values, width, height, diskWindow(radius));
        const box = drawBox(width, height, seed);
        diskMedian(values, { width, height }, box, { radius, limit: 765 }).forEach((median, i) => {
          const [x, y] = [box.left + (i % box.width), box.top + Math.floor(i / box.width)];
          expect(median).toBe(wanted[y * width + x]);
        });
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('takes the 81 pixels of the disk of radius 5, as scikit-image does', () => {
    expect(diskWindow(5)).toHaveLength(81);
  });
});
