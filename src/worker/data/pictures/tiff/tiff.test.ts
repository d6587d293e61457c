import { describe, expect, it } from 'vitest';
import { readPicture } from '../picture.ts';
import golden from '../../fixtures/tiffs.json' with { type: 'json' };

const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
const pictures = golden.pictures.map((picture) => [picture.name, picture] as const);
const noBrowser = () => Promise.reject(new Error('not for the browser'));
const [, plain] = pictures[3]!;

describe('a TIFF that Pillow or tifffile wrote', () => {
  it.each(pictures)(
    'gives the pixels that went in, upright: %s',
    async (_, { base64, width, height, rgba }) => {
      const picture = await readPicture(bytesOf(base64), noBrowser);
      expect(picture).toMatchObject({ ok: true, value: { width, height } });
      if (picture.ok) expect(Buffer.from(picture.value.data).equals(Buffer.from(rgba, 'base64'))).toBe(true);
    },
  );

  it.each(pictures)('is refused once it is cut anywhere: %s', async (_, { base64 }) => {
    const bytes = bytesOf(base64);
    for (let length = 8; length < bytes.length; length += 97) {
      const picture = await readPicture(bytes.slice(0, length), noBrowser);
      if (picture.ok) continue; // what is missing was no part of its first page
      expect(picture.problem.kind).toBe('damaged-image');
    }
  });
});

describe('a TIFF that cannot be read', () => {
  it('says so: BigTIFF, and other compressions', async () => {
    expect(await readPicture(bytesOf(golden.bigTiff), noBrowser)).toMatchObject({
      problem: { kind: 'unsupported-image', came: 'BigTIFF' },
    });
    const bytes = bytesOf(plain.base64);
    const view = new DataView(bytes.buffer);
    const entry = Array.from({ length: 20 }, (_, i) => 10 + 12 * i).find(
      (at) => view.getUint16(at, true) === 259,
    );
    view.setUint16(entry! + 8, 34_712, true);
    expect(await readPicture(bytes, noBrowser)).toMatchObject({
      problem: { kind: 'unsupported-image', came: 'TIFF with JPEG 2000 compression' },
    });
  });

  it('is refused for its size before anything is decoded', async () => {
    const bytes = bytesOf(plain.base64);
    const view = new DataView(bytes.buffer);
    const places = Array.from({ length: 20 }, (_, i) => 10 + 12 * i);
    for (const at of places) {
      if ([256, 257].includes(view.getUint16(at, true))) {
        view.setUint16(at + 2, 4, true);
        view.setUint32(at + 8, 40_000, true);
      }
    }
    expect(await readPicture(bytes, noBrowser)).toMatchObject({
      problem: { kind: 'too-large', came: '40000 x 40000 px' },
    });
  });
});
