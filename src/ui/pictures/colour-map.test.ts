import { expect, it } from 'vitest';
import { layViridis, viridis } from './colour-map.ts';

const shares = Float32Array.from({ length: 501 }, (_, i) => i / 250 - 0.5); // beyond both ends, too

it('lays over each pixel the colour of its score, to one level', () => {
  const rgba = new Uint8ClampedArray(4 * shares.length).fill(7);
  layViridis(rgba, shares, [0, 1], 1);
  shares.forEach((share, i) => {
    const [colour, wanted] = [rgba.subarray(4 * i, 4 * i + 3), viridis(share)];
    wanted.forEach((value, c) => {
      expect(Math.abs(value - (colour[c] ?? NaN))).toBeLessThanOrEqual(1);
    });
    expect(rgba[4 * i + 3]).toBe(7);
  });
});

it('mixes by opacity, and holds where both ends of the scale are one', () => {
  const rgba = new Uint8ClampedArray(8).fill(100);
  layViridis(rgba, Float32Array.of(3, 5), [3, 3], 0.5);
  [viridis(0), viridis(1)].forEach((colour, pixel) => {
    colour.forEach((value, c) => {
      expect(Math.abs((rgba[4 * pixel + c] ?? NaN) - (50 + value / 2))).toBeLessThanOrEqual(1);
    });
  });
});
