import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRgbImage, type RgbImage } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import { plain, textured } from '../testing/images.ts';
import { blendInto, poissonCorrection, type Clone } from './poisson.ts';
import { solveOnRectangle } from './rectangle-solver.ts';

const clones = ['normal', 'mixed'] as const;

function noise(width: number, height: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const image = createRgbImage(width, height);
  return { ...image, data: image.data.map(() => random.integer(256)) };
}

/** Index of a value, or a step between two, in patch and image. */
interface Place {
  readonly inPatch: number;
  readonly at: number;
}

/**
 * The blend itself by Gauss-Seidel on the paper's equation, until nothing moves:
 * x_p = (sum of x_q + sum of v_pq) / 4, with x = image on and outside the patch's outermost pixels.
 */
function slowBlend(
  image: RgbImage,
  patch: RgbImage,
  { left, top }: { left: number; top: number },
  clone: Clone,
): Float64Array {
  const blend = Float64Array.from(image.data);
  const rows = { image: 3 * image.width, patch: 3 * patch.width };
  const places = Array.from({ length: patch.data.length }, (_, inPatch) => {
    const [column, y] = [inPatch % rows.patch, Math.floor(inPatch / rows.patch)];
    return { column, y, inPatch, at: (top + y) * rows.image + 3 * left + column };
  }).filter(({ column, y }) => column >= 3 && column < rows.patch - 3 && y >= 1 && y < patch.height - 1);
  const steps = [
    { inPatch: -3, at: -3 },
    { inPatch: 3, at: 3 },
    { inPatch: -rows.patch, at: -rows.image },
    { inPatch: rows.patch, at: rows.image },
  ];
  const guidance = (place: Place, step: Place) => {
    const ofPatch = patch.data[place.inPatch] - patch.data[place.inPatch + step.inPatch];
    const ofImage = image.data[place.at] - image.data[place.at + step.at];
    return clone === 'mixed' && Math.abs(ofImage) >= Math.abs(ofPatch) ? ofImage : ofPatch;
  };
  for (let moved = 1; moved > 1e-11;) {
    moved = 0;
    for (const place of places) {
      const sum = steps.reduce((total, step) => total + blend[place.at + step.at] + guidance(place, step), 0);
      moved = Math.max(moved, Math.abs(sum / 4 - blend[place.at]));
      blend[place.at] = sum / 4;
    }
  }
  return blend;
}

describe('solveOnRectangle', () => {
  it('solves the smallest systems by hand', () => {
    // One pixel: 4 e = r. Two: 4 a - b = 1, 4 b - a = 0.
    expect([...solveOnRectangle(Float64Array.of(4, 8, 0), 1, 1)].map((e) => e.toFixed(12))).toEqual(
      [1, 2, 0].map((e) => e.toFixed(12)),
    );
    const pair = solveOnRectangle(Float64Array.of(1, 0, 0, 0, 0, 0), 1, 2);
    expect(pair[0]).toBeCloseTo(4 / 15, 12);
    expect(pair[3]).toBeCloseTo(1 / 15, 12);
    expect(solveOnRectangle(new Float64Array(0), 0, 5)).toHaveLength(0);
  });

  it('gives back what the equation was made of, at any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        fc.nat(1e6),
        (rows, columns, seed) => {
          const random = createRandom(seed);
          const wanted = Float64Array.from({ length: rows * columns * 3 }, () => random.uniform(-255, 255));
          const at = (x: number, y: number, c: number) =>
            x < 0 || y < 0 || x >= columns || y >= rows ? 0 : wanted[3 * (y * columns + x) + c];
          const right = wanted.map((value, i) => {
            const [c, x, y] = [i % 3, Math.floor(i / 3) % columns, Math.floor(i / 3 / columns)];
            return 4 * value - at(x - 1, y, c) - at(x + 1, y, c) - at(x, y - 1, c) - at(x, y + 1, c);
          });
          const found = solveOnRectangle(right, rows, columns);
          expect(Math.max(...found.map((value, i) => Math.abs(value - wanted[i])))).toBeLessThan(1e-9);
        },
      ),
      { seed: 1, numRuns: 80 },
    );
  });
});

describe('poissonCorrection', () => {
  it.each(clones.flatMap((clone) => [[clone, 17, 12] as const, [clone, 8, 21] as const]))(
    'agrees with Gauss-Seidel on the equation itself: %s clone of %d x %d',
    (clone, width, height) => {
      const [image, patch] = [noise(30, 28, 1), noise(width, height, 2)];
      const corner = { left: 5, top: 3 };
      const { values, residual } = poissonCorrection(image, patch, corner, clone);
      const wanted = slowBlend(image, patch, corner, clone);
      let worst = 0;
      values.forEach((value, i) => {
        const [column, y] = [i % (3 * (width - 2)), Math.floor(i / (3 * (width - 2)))];
        const at = 3 * ((corner.top + 1 + y) * image.width + corner.left + 1) + column;
        worst = Math.max(worst, Math.abs(image.data[at] + value - wanted[at]));
      });
      expect(worst).toBeLessThan(1e-6);
      expect(residual).toBeLessThan(1e-9);
    },
  );

  it('does not see a constant added to the patch', () => {
    const patch = textured(20, 14, 'patch');
    const darker = { ...patch, data: patch.data.map((value) => value - 7) };
    for (const clone of clones) {
      const [one, other] = [patch, darker].map((cut) =>
        poissonCorrection(textured(40, 40), cut, { left: 9, top: 20 }, clone),
      );
      expect(other.values).toEqual(one.values);
    }
  });
});

describe('blendInto', () => {
  it('gives back the image, exactly, for a patch cut from the very place', () => {
    const image = noise(24, 18, 3);
    for (const clone of clones) {
      const blended = { ...image, data: image.data.slice() };
      const { values, residual } = blendInto(blended, image, { left: 0, top: 0 }, clone);
      expect(blended.data).toEqual(image.data);
      expect([values.every((value) => value === 0), residual]).toEqual([true, 0]);
    }
  });

  it('keeps the texture of the image under a mixed clone of a constant patch; a normal clone wipes it out', () => {
    const image = textured(32, 32);
    const [mixed, normal] = [image, image].map(({ data }) => ({ ...image, data: data.slice() }));
    blendInto(mixed, plain(20, 20, 90), { left: 6, top: 6 }, 'mixed');
    blendInto(normal, plain(20, 20, 90), { left: 6, top: 6 }, 'normal');
    expect(mixed.data).toEqual(image.data);
    expect(normal.data).not.toEqual(image.data);
  });

  it('changes only pixels inside the outermost ones of the patch', () => {
    const image = noise(30, 30, 4);
    const blended = { ...image, data: image.data.slice() };
    blendInto(blended, noise(10, 12, 5), { left: 7, top: 4 }, 'normal');
    for (let i = 0; i < image.data.length; i++) {
      const [x, y] = [Math.floor(i / 3) % 30, Math.floor(i / 90)];
      const isInside = x >= 8 && x < 16 && y >= 5 && y < 15;
      if (!isInside) expect(blended.data[i]).toBe(image.data[i]);
    }
  });

  it('cuts values beyond black and white', () => {
    const image = plain(9, 9, 250);
    const patch = plain(9, 9, 0);
    patch.data.fill(255, 3 * 40, 3 * 41);
    blendInto(image, patch, { left: 0, top: 0 }, 'normal');
    expect(image.data[3 * 40]).toBe(255);
  });

  it.each([
    [1, 1],
    [2, 5],
    [3, 2],
  ])('does nothing with a patch without an inside: %d x %d', (width, height) => {
    const image = noise(6, 6, 6);
    const blended = { ...image, data: image.data.slice() };
    const { residual } = blendInto(blended, noise(width, height, 7), { left: 0, top: 0 }, 'normal');
    expect(blended.data).toEqual(image.data);
    expect(residual).toBe(0);
  });
});
