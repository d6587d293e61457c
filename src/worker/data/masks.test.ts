import { decode as decodeJpeg, encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createMask, type Mask } from '../../core/image/image.ts';
import { invert, looksInverted } from '../../core/image/inverted.ts';
import { resizeMask } from '../../core/image/resize.ts';
import { createRandom } from '../../core/random.ts';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import kinds from './fixtures/picture-kinds.json' with { type: 'json' };
import type { Decode } from './pictures/pixels.ts';
import { pngBytes } from '../testing/pictures.ts';
import { prepareMask } from './prepare.ts';

const side = 64;

const jpeg: Decode = async (picture) => {
  const { width, height, data } = decodeJpeg(await picture.arrayBuffer(), { useTArray: true });
  return { width, height, data: new Uint8ClampedArray(data) };
};

function shareOf({ data }: Mask): number {
  return data.filter((value) => value > 0).length / data.length;
}

/** Dots of 5 pixels each. */
function dots(count: number, at = side): Mask {
  const mask = createMask(at, at);
  const random = createRandom(`dots ${count}`);
  for (let i = 0; i < count; i++) {
    const [x, y] = [2 + random.integer(at - 4), 2 + random.integer(at - 4)];
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const)
      mask.data[(y + dy) * at + x + dx] = 255;
  }
  return mask;
}

function asJpeg({ width, height, data }: Mask): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(width * height * 4);
  data.forEach((value, i) => rgba.fill(value, 4 * i, 4 * i + 4));
  return Uint8Array.from(encodeJpeg({ width, height, data: rgba }, 75).data);
}

async function maskOf(bytes: Uint8Array<ArrayBuffer>, changes: object = {}): Promise<Mask> {
  const read = await prepareMask(bytes, { ...defaultPreparation, side, ...changes }, jpeg);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value.mask;
}

describe('a mask of a lossy format', () => {
  it('marks what was marked before it was compressed, not what compression left around it', async () => {
    const truth = dots(10);
    const mask = await maskOf(asJpeg(truth));
    expect(shareOf(mask)).toBeGreaterThan(0.6 * shareOf(truth));
    expect(shareOf(mask)).toBeLessThan(1.4 * shareOf(truth));
    const notMarked = mask.data.filter((value, i) => value > 0 && truth.data[i] === 0).length;
    expect(notMarked).toBeLessThan(0.1 * mask.data.filter((value) => value > 0).length + 1);
  });
});

describe('a mask of 16 bits', () => {
  it.each([1, 200])('is decided on its own numbers: %i of 65,535 is a mark', async (value) => {
    const bytes = Uint8Array.from(
      Buffer.from(kinds.pictures[`png, 16-bit mask of ${value as 1 | 200}`], 'base64'),
    );
    const wanted = kinds.colour.flat().filter(([red]) => red === 255).length / 16;
    expect(shareOf(await maskOf(bytes))).toBeCloseTo(wanted, 2);
  });
});

describe('an inverted mask', () => {
  const box = createMask(side, side);
  for (let y = 20; y < 40; y++) box.data.fill(255, y * side + 20, y * side + 40);

  it('is one that marks most of its picture, or all of its edge', () => {
    expect(looksInverted(box)).toBe(false);
    expect(looksInverted(invert(box))).toBe(true);
    expect(looksInverted(createMask(side, side))).toBe(false);
    expect(invert(invert(box)).data).toEqual(box.data);
  });

  it('is turned round on request, and one that is not inverted stays', async () => {
    const options = { invertsMasks: true };
    const [turned, kept] = [await maskOf(asJpeg(invert(box)), options), await maskOf(asJpeg(box), options)];
    expect(shareOf(turned)).toBeCloseTo(shareOf(box), 2);
    expect(shareOf(kept)).toBeCloseTo(shareOf(box), 2);
    expect(shareOf(await maskOf(asJpeg(invert(box))))).toBeGreaterThan(0.8);
  });
});

describe('a mask that is resized', () => {
  it.each([128, 64, 33, 16])('keeps its marked share at %i px, dots and all', (small) => {
    const mask = dots(60, 256);
    expect(
      Math.abs(shareOf(resizeMask(mask, small, small)) - shareOf(mask)) * small ** 2,
    ).toBeLessThanOrEqual(1);
  });

  it('keeps it whatever the marks and the sizes', () => {
    const sizes = fc.integer({ min: 8, max: 60 });
    fc.assert(
      fc.property(sizes, sizes, fc.integer({ min: 0, max: 40 }), (from, to, count) => {
        const mask = dots(count, from);
        const resized = resizeMask(mask, Math.min(from, to), Math.min(from, to));
        const off = Math.abs(shareOf(resized) - shareOf(mask)) * resized.data.length;
        expect(off).toBeLessThanOrEqual(1);
        expect(resized.data.includes(255)).toBe(count > 0);
      }),
      { seed: 51, numRuns: 200 },
    );
  });
});

describe('a mask whose numbers are listed', () => {
  const levels = [0, 255, 254, 17];
  const decodeLevels: Decode = () => {
    const data = new Uint8ClampedArray(16 * 16 * 4).fill(255);
    for (let i = 0; i < 256; i++) data.fill(levels[i % 4] ?? 0, 4 * i, 4 * i + 3);
    return Promise.resolve({ width: 16, height: 16, data });
  };
  const png = pngBytes(16, 16, () => [0, 0, 0, 255]);
  const strangeOf = async (values: readonly number[] | undefined) => {
    const read = await prepareMask(png, { ...defaultPreparation, side: 16, values }, decodeLevels);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect(shareOf(read.value.mask)).toBe(0.75); // whatever the list says
    return read.value.strange;
  };

  it('says which of its numbers are not among them', async () => {
    expect(await strangeOf([254, 255])).toEqual([17]);
    expect(await strangeOf([17, 254, 255])).toBeUndefined();
    expect(await strangeOf(undefined)).toBeUndefined();
  });
});
