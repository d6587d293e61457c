import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random.ts';
import { drawGradients, perlin, rotateNoise } from './perlin.ts';

const size = { width: 30, height: 24 };
const lattice = { columns: 5, rows: 3 };
const gradients = drawGradients(lattice, createRandom('perlin'));

/** By the definition: the four corners' slopes at the point, blended by the fade of its place in the cell. */
function slowNoise(x: number, y: number): number {
  const [u, v] = [(x * lattice.columns) / size.width, (y * lattice.rows) / size.height];
  const fade = (t: number) => 6 * t ** 5 - 15 * t ** 4 + 10 * t ** 3;
  let sum = 0;
  for (const column of [Math.floor(u), Math.floor(u) + 1]) {
    for (const row of [Math.floor(v), Math.floor(v) + 1]) {
      const at = 2 * (row * (lattice.columns + 1) + column);
      const slope = gradients[at] * (u - column) + gradients[at + 1] * (v - row);
      sum += slope * fade(1 - Math.abs(u - column)) * fade(1 - Math.abs(v - row));
    }
  }
  return Math.SQRT2 * sum;
}

describe('Perlin noise', () => {
  const noise = perlin(size, lattice, gradients);

  it('agrees with its definition', () => {
    noise.data.forEach((value, i) => {
      expect(value).toBeCloseTo(slowNoise(i % 30, Math.floor(i / 30)), 12);
    });
  });

  it('is zero at the lattice points and about -1 to 1 elsewhere', () => {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 5; column++)
        expect(noise.data[8 * row * 30 + 6 * column]).toBeCloseTo(0, 12);
    }
    expect(Math.max(...noise.data.map(Math.abs))).toBeLessThan(1.01);
    expect(Math.max(...noise.data.map(Math.abs))).toBeGreaterThan(0.3);
  });

  it('turns about its centre, and half a turn reverses it', () => {
    const half = rotateNoise(noise, Math.PI).data;
    noise.data.forEach((value, i) => {
      expect(half[half.length - 1 - i]).toBeCloseTo(value, 9);
    });
    rotateNoise(noise, 0).data.forEach((value, i) => {
      expect(value).toBeCloseTo(noise.data[i], 12);
    });
  });
});
