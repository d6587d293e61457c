import { decode as decodePng } from 'fast-png';
import { describe, expect, it } from 'vitest';
import fixture from '../fixtures/picture-kinds.json' with { type: 'json' };
import { withoutEmptyAlpha } from './bmp.ts';
import { readHeader } from './header.ts';
import { readPicture } from './picture.ts';
import type { Decode } from './pixels.ts';

const pictures: Readonly<Record<string, string>> = fixture.pictures;
const names = Object.keys(pictures);
const bytesOf = (name: string) => Uint8Array.from(Buffer.from(pictures[name] ?? '', 'base64'));

/** Of a browser that decodes nothing. */
const refuse: Decode = () => Promise.reject(new Error('The source image could not be decoded.'));
const unknown: Decode = () => Promise.resolve({ width: 1, height: 1, data: new Uint8ClampedArray(4) });

async function pixelsOf(name: string, ...reading: [Parameters<typeof readPicture>[2]?]) {
  const picture = await readPicture(bytesOf(name), refuse, ...reading);
  if (!picture.ok) throw new Error(JSON.stringify(picture.problem));
  return picture.value;
}

describe('a PNG of 16 bits', () => {
  const noises = names.filter((name) => name.startsWith('png, 16-bit noise'));
  it.each(noises)(
    'has its upper 8 bits, whatever the filters and the order of its rows: %s',
    async (name) => {
      const { width, height, data: samples, channels } = decodePng(bytesOf(name));
      const { data } = await pixelsOf(name);
      const wanted = Array.from({ length: width * height }, (_, i) => {
        const channel = (c: number) => (samples[i * channels + c] ?? 0) >> 8;
        const [red, green, blue] = channels < 3 ? [0, 0, 0] : [0, 1, 2];
        return [
          channel(red),
          channel(green),
          channel(blue),
          channels % 2 === 0 ? channel(channels - 1) : 255,
        ];
      });
      expect([...data]).toEqual(wanted.flat());
    },
  );

  it.each([1, 200])('keeps a mark of %i of 65,535 in a mask', async (value) => {
    const { data } = await pixelsOf(`png, 16-bit mask of ${value}`, { isMask: true });
    const marked = [...data].filter((_, i) => i % 4 === 0 && data[i] === 255).length;
    expect(marked).toBe(16 * fixture.colour.flat().filter(([red]) => red === 255).length);
  });

  it('says which of its levels are used, and is stretched to them on request', async () => {
    const name = 'png, 12 of 16 bits';
    const stored = await pixelsOf(name);
    expect(stored.levels).toEqual({ white: 65_535, peak: 4095 });
    expect(Math.max(...stored.data.filter((_, i) => i % 4 < 3))).toBe(15);
    const { data } = await pixelsOf(name, { white: 4095 });
    const seen = [0, 1, 2, 3].map((block) => data[(2 * 16 + 4 * block + 2) * 4]);
    expect(seen).toEqual(fixture.colour[0]?.map(([red]) => red));
  });
});

describe('a picture that only some browsers decode', () => {
  it.each([
    ['avif', 'AVIF', { width: 64, height: 64 }],
    ['heic', 'HEIC', { width: 64, height: 64 }],
    ['jp2', 'JPEG 2000', { width: 16, height: 16 }],
    ['j2k', 'JPEG 2000', { width: 16, height: 16 }],
  ])('has its size and is named where it is not: %s', async (name, known, size) => {
    expect(readHeader(bytesOf(name))).toMatchObject({ size, isWhole: true });
    expect(await readPicture(bytesOf(name), refuse)).toMatchObject({
      problem: { kind: 'unsupported-image', came: `${known} in this browser` },
    });
  });

  it.each(['avif', 'heic', 'jp2', 'gif'])('is damaged once it is cut: %s', async (name) => {
    const bytes = bytesOf(name);
    const cut = await readPicture(bytes.slice(0, bytes.length - 100), unknown);
    expect(cut).toMatchObject({ problem: { kind: 'damaged-image' } });
  });
});

describe('a GIF', () => {
  it.each(['gif', 'gif, two frames'])('is handed to the browser, with its size: %s', async (name) => {
    expect(readHeader(bytesOf(name))).toMatchObject({ format: 'gif', size: { width: 16, height: 16 } });
    expect(await readPicture(bytesOf(name), unknown)).toMatchObject({ ok: true });
  });
});

describe('a JPEG', () => {
  it('may have any number of FF bytes before a marker', () => {
    expect(readHeader(bytesOf('jpeg, fill bytes'))).toEqual({
      format: 'jpeg',
      size: { width: 16, height: 16 },
      isWhole: true,
      bitDepth: 8,
      isLossy: true,
    });
  });

  it.each([
    ['jpeg, 12 bits', '12-bit JPEG'],
    ['jpeg, lossless', 'lossless JPEG'],
    ['jpeg, arithmetic', 'JPEG with arithmetic coding'],
    ['jpeg, hierarchical', 'hierarchical JPEG'],
  ])('that browsers do not decode is named, not called damaged: %s', async (name, came) => {
    const picture = await readPicture(bytesOf(name), refuse);
    expect(picture).toMatchObject({ problem: { kind: 'unsupported-image', came } });
  });
});

describe('a BMP with an alpha channel', () => {
  it('is opaque where the alpha is 0 everywhere, and else as it is', () => {
    const empty = bytesOf('bmp, alpha of 0 everywhere');
    expect([...empty.subarray(66, 70)]).toEqual([0, 0, 0, 255]);
    expect([...withoutEmptyAlpha(empty).subarray(66, 70)]).toEqual([0, 0, 0, 0]);
    const full = bytesOf('bmp, alpha of 255');
    expect(withoutEmptyAlpha(full)).toBe(full);
    for (let length = 0; length < empty.length; length += 13) withoutEmptyAlpha(empty.slice(0, length));
  });
});
