import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random.ts';
import { drawHalfSize, drawScale, pastedSize, sizeBounds } from './patch-size.ts';

const image = { width: 1000, height: 500 };
const wide = sizeBounds(image, { nsaHalfHeight: [1, 50], nsaHalfWidth: [1, 50] });

describe('drawHalfSize', () => {
  it('follows the gamma law: mean 0.03 + 2 x 0.05 of the side, both sides independent', () => {
    const sizes = Array.from({ length: 4000 }, (_, seed) => drawHalfSize(image, wide, createRandom(seed)));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [width, height] = [mean(sizes.map((size) => size.width)), mean(sizes.map((size) => size.height))];
    expect(Math.abs(width / image.width - 0.13)).toBeLessThan(0.005);
    expect(Math.abs(height / image.height - 0.13)).toBeLessThan(0.005);
    const together = mean(sizes.map((size) => (size.width - width) * (size.height - height)));
    const [spreadX, spreadY] = [
      mean(sizes.map((size) => (size.width - width) ** 2)),
      mean(sizes.map((size) => (size.height - height) ** 2)),
    ];
    expect(Math.sqrt(spreadX) / image.width).toBeCloseTo(Math.SQRT2 * 0.05, 2);
    expect(Math.abs(together) / Math.sqrt(spreadX * spreadY)).toBeLessThan(0.05);
  });

  it('keeps to its bounds', () => {
    const bounds = sizeBounds(image, { nsaHalfHeight: [10, 12], nsaHalfWidth: [3, 8] });
    for (let seed = 0; seed < 200; seed++) {
      const { width, height } = drawHalfSize(image, bounds, createRandom(seed));
      expect(height >= 50 && height <= 60 && width >= 30 && width <= 80).toBe(true);
    }
  });
});

describe('drawScale', () => {
  it('is normal around 1, cut at its bounds', () => {
    const scales = Array.from({ length: 1000 }, (_, seed) => drawScale([0.7, 1.3], createRandom(seed)));
    expect([Math.min(...scales), Math.max(...scales)]).toEqual([0.7, 1.3]);
    // P(N(1, 0.5) < 0.7) = Phi(-0.6) = 0.274
    expect(scales.filter((scale) => scale === 0.7).length / 1000).toBeCloseTo(0.274, 1);
  });
});

describe('pastedSize', () => {
  it('scales both sides alike', () => {
    expect(pastedSize({ width: 100, height: 60 }, 1.2, wide)).toEqual({ width: 120, height: 72 });
  });

  it('keeps the aspect where a side meets its bound', () => {
    expect(pastedSize({ width: 800, height: 200 }, 1, wide)).toEqual({ width: 500, height: 125 });
    expect(pastedSize({ width: 300, height: 400 }, 1, wide)).toEqual({ width: 188, height: 250 });
  });
});
