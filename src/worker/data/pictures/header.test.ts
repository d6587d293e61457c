import { describe, expect, it } from 'vitest';
import { describeStart, readHeader } from './header.ts';
import traits from '../fixtures/traits.json' with { type: 'json' };
import golden from '../fixtures/pictures.json' with { type: 'json' };

const { width, height } = golden;
const pictures = golden.pictures.map(
  ({ name, format, base64 }) => [name, format, Uint8Array.from(Buffer.from(base64, 'base64'))] as const,
);
const text = (content: string) => new TextEncoder().encode(content);

describe('the header of a file that Pillow wrote', () => {
  it.each(pictures)('says format and size: %s', (_, format, bytes) => {
    expect(readHeader(bytes)).toMatchObject({ format, size: { width, height }, isWhole: true });
  });

  it.each(pictures)('is never whole once the file is cut, wherever: %s', (_, format, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      const header = readHeader(bytes.subarray(0, length));
      if (header === undefined) expect(length).toBeLessThan(26);
      else expect(header).toMatchObject({ format, isWhole: false });
    }
  });

  it.each(pictures)(
    'is read at any place of a larger buffer, with bytes after its end: %s',
    (_, format, bytes) => {
      const larger = new Uint8Array(bytes.length + 50);
      larger.set(bytes, 7);
      expect(readHeader(larger.subarray(7))).toMatchObject({
        format,
        size: { width, height },
        isWhole: true,
      });
    },
  );
});

const seen = traits.pictures.map((picture) => [picture.name, picture] as const);

describe('the header of each kind of picture', () => {
  it.each(seen)('%s', (_, { format, width, height, bitDepth, base64 }) => {
    const header = readHeader(Uint8Array.from(Buffer.from(base64, 'base64')));
    expect({ ...header, isLossy: undefined }).toEqual({
      format,
      size: { width, height },
      isWhole: true,
      bitDepth,
    });
  });
});

describe('compression that changes pixels', () => {
  it.each(pictures)('is told from one that does not: %s', (name, _, bytes) => {
    const isLossy = name.startsWith('jpeg') || name === 'webp, lossy';
    if (name !== 'webp, extended') expect(readHeader(bytes)?.isLossy ?? false).toBe(isLossy);
  });
});

describe('a file that is no picture', () => {
  it.each(['', 'h', 'hello, this is a text', 'BM is a text too', 'RIFF....WAVE', 'GIF89a', '%PDF-1.7'])(
    'has no header: %s',
    (content) => {
      expect(readHeader(text(content))).toBeUndefined();
    },
  );

  it('is described by how it starts', () => {
    expect(describeStart(text('hello'))).toBe('starts with 68 65 6C 6C');
    expect(describeStart(Uint8Array.of(0, 10))).toBe('starts with 00 0A');
    expect(describeStart(text(''))).toBe('0 bytes');
  });

  it('may start like one: then it has no size, or no end', () => {
    expect(readHeader(text(`BM ${'text '.repeat(20)}`))?.isWhole).toBe(false);
    expect(readHeader(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toEqual({
      format: 'jpeg',
      size: undefined,
      isWhole: false,
      bitDepth: undefined,
    });
    const zero = pictures[0]![2].slice();
    zero.fill(0, 16, 20);
    expect(readHeader(zero)?.size).toBeUndefined();
  });
});
