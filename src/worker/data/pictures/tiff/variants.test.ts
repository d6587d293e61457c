import { inflateSync } from 'node:zlib';
import { decode as decodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import fixture from '../../fixtures/tiff-variants.json' with { type: 'json' };
import { readPicture } from '../picture.ts';
import type { Decode, Pixels } from '../pixels.ts';

/** Stands for the browser's decoder of JPEG strips. */
const decode: Decode = async (picture) => {
  const bytes = Buffer.from(await picture.arrayBuffer());
  const colorTransform = bytes[bytes.indexOf('Adobe') + 11] !== 0; // jpeg-js passes over a mark of 0
  const { width, height, data } = decodeJpeg(bytes, { useTArray: true, colorTransform });
  return { width, height, data: new Uint8ClampedArray(data) };
};

interface Variant {
  readonly name: string;
  readonly deflated: string;
  readonly refused?: string;
  readonly expected?: string | number[][];
  readonly tolerance?: number;
}

const variants = fixture.pictures as readonly Variant[];
const bytesOf = ({ deflated }: Variant) => new Uint8Array(inflateSync(Buffer.from(deflated, 'base64')));
const readable = variants
  .filter(({ refused }) => refused === undefined)
  .map((one) => [one.name, one] as const);
const refused = variants.filter((one) => one.refused !== undefined).map((one) => [one.name, one] as const);

function expectedOf({ expected }: Variant): number[][][] {
  const blocks = expected === 'colour' ? fixture.colour : expected === 'gray' ? fixture.gray : expected;
  return (blocks as (number | number[])[][]).map((row) =>
    row.map((value) => (typeof value === 'number' ? [value, value, value] : value)),
  );
}

/** Red, green and blue at the centre of each block of 4 px. */
function centres({ width, data }: Pixels): number[][][] {
  const four = [0, 1, 2, 3];
  return four.map((row) =>
    four.map((column) => {
      const at = ((row * 4 + 2) * width + column * 4 + 2) * 4;
      return [...data.subarray(at, at + 3)];
    }),
  );
}

describe('a TIFF of any kind', () => {
  it.each(readable)('has its pixels: %s', async (_, variant) => {
    const picture = await readPicture(bytesOf(variant), decode);
    if (!picture.ok) throw new Error(JSON.stringify(picture.problem));
    expect(picture.value).toMatchObject({ width: 16, height: 16 });
    const [came, wanted] = [centres(picture.value).flat(2), expectedOf(variant).flat(2)];
    const errors = came.map((value, i) => Math.abs(value - (wanted[i] ?? NaN)));
    expect(Math.max(...errors)).toBeLessThanOrEqual(variant.tolerance ?? 0);
  });

  it.each(refused)('is refused by name, never as damaged: %s', async (_, variant) => {
    const picture = await readPicture(bytesOf(variant), decode);
    expect(picture).toMatchObject({ problem: { kind: 'unsupported-image', came: variant.refused } });
  });
});
