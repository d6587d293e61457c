import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { archiveLimits } from './limits.ts';
import {
  flipped,
  gzip,
  joined,
  noise,
  octal,
  pack,
  tarHeader,
  tree,
  zip,
  type Bytes,
  type Packed,
} from './testing/pack.ts';
import { unpack } from './testing/unpack.ts';

const fixture = (name: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}.tar.xz`, import.meta.url)));
const text = (content: string): Bytes => new TextEncoder().encode(content);
const hex = (content: string): Bytes =>
  joined(
    Uint8Array.from(content.split(' '), (byte) => parseInt(byte, 16)),
    noise(600, 'rest'),
  );
const zeros = (count: number): Bytes => new Uint8Array(count);
const png = hex('89 50 4E 47 0D 0A 1A 0A');

const tar = await pack(tree);
const gz = await gzip(tar);
const xz = fixture('crc64');
const plain = [{ path: 'a.png', content: noise(900, 'plain') }];
const zipped = await zip(plain);
const storedZip = await zip([{ ...plain[0]!, level: 0 }]);
const one = await pack(plain);

/** A tar of one record `x` and an empty file. */
const withRecord = (record: string): Bytes =>
  joined(
    tarHeader('pax', octal(record.length), 'x'),
    joined(text(record), zeros(512 - record.length)),
    tarHeader('a.png', octal(0)),
    zeros(1024),
  );

/** The same zip with a field of its central directory set to a number of 4 bytes. */
function withDirectoryField(archive: Bytes, offset: number, value: number): Bytes {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  let at = copy.length - 22;
  while (view.getUint32(at, true) !== 0x02014b50) at--;
  view.setUint32(at + offset, value, true);
  return copy;
}

/** Set in both places where a zip states it. */
function withMethod(archive: Bytes, method: number): Bytes {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  view.setUint16(8, method, true);
  let at = copy.length - 22;
  while (view.getUint32(at, true) !== 0x02014b50) at--;
  view.setUint16(at + 10, method, true);
  return copy;
}

const tight = {
  ...archiveLimits,
  maxEntries: 5,
  maxExpandedBytes: 9400,
  maxEntryBytes: 2000,
  maxRatio: 10,
  ratioFromBytes: 4000,
};
const many = Array.from({ length: 6 }, (_, i): Packed => ({
  path: `${i}.png`,
  content: noise(3, String(i)),
}));
const heavy = Array.from({ length: 5 }, (_, i): Packed => ({
  path: `${i}.png`,
  content: noise(1900, String(i)),
}));
const bomb = Array.from({ length: 4 }, (_, i): Packed => ({ path: `${i}.png`, content: zeros(1500) }));
const large = [{ path: 'large.png', content: noise(2001, 'large') }, ...plain];

const strangers: readonly (readonly [string, Bytes, string, string])[] = [
  ['nothing', zeros(0), 'not-an-archive', '0 bytes'],
  ['a text', text('hello, this is a text'), 'not-an-archive', 'starts with 68 65 6C 6C'],
  ['a picture', png, 'not-an-archive', 'starts with 89 50 4E 47'],
  ['some zeros', zeros(100), 'not-an-archive', 'starts with 00 00 00 00'],
  ['a 7z', hex('37 7A BC AF 27 1C'), 'unsupported-archive', '7z'],
  ['a rar', hex('52 61 72 21 1A 07 01 00'), 'unsupported-archive', 'rar'],
  ['a bzip2', hex('42 5A 68 39'), 'unsupported-archive', 'bzip2'],
  ['a zstd', hex('28 B5 2F FD'), 'unsupported-archive', 'zstd'],
  ['an lz4', hex('04 22 4D 18'), 'unsupported-archive', 'lz4'],
  ['a part of a split zip', hex('50 4B 07 08'), 'unsupported-archive', 'split zip'],
  ['an xz with SHA-256', fixture('sha256'), 'unsupported-archive', 'xz: '],
  ['an xz with a filter for programs', fixture('x86'), 'unsupported-archive', 'xz: '],
  ['an xz with a delta filter', fixture('delta'), 'unsupported-archive', 'xz: '],
  ['a tar of nothing', zeros(10_240), 'empty-archive', 'no file'],
  ['a tar of folders', await pack([{ path: 'a/', type: 'directory' }]), 'empty-archive', 'no file'],
  ['a zip of nothing', await zip([]), 'empty-archive', 'no file'],
  ['a zip of folders', await zip([{ path: 'a/', directory: true }]), 'empty-archive', 'no file'],
  ['a gzip of nothing', await gzip(zeros(0)), 'not-a-tar', '0 bytes'],
  ['a gzip of a picture', await gzip(png), 'not-a-tar', 'starts with 89 50 4E 47'],
  ['a gzip of a zip', await gzip(zipped), 'not-a-tar', 'starts with 50 4B 03 04'],
  ['a gzip of a gzip', await gzip(gz), 'not-a-tar', 'starts with 1F 8B'],
];

const oversized: readonly (readonly [string, Bytes, string])[] = [
  ['a tar of many entries', await pack(many), 'too-many-entries'],
  ['a zip of many entries', await zip(many), 'too-many-entries'],
  [
    'a tar of many folders',
    await pack(many.map(({ path }) => ({ path: `${path}/`, type: 'directory' }))),
    'too-many-entries',
  ],
  ['a tar of many bytes', await pack(heavy), 'too-much-expanded'],
  ['a tar.gz of many bytes', await gzip(await pack(heavy)), 'too-much-expanded'],
  ['a zip of many bytes', await zip(heavy), 'too-much-expanded'],
  ['a tar.gz that is nothing but zeros', await gzip(await pack(bomb)), 'too-compressed'],
  ['a zip that is nothing but zeros', await zip(bomb), 'too-compressed'],
];

describe('what is no archive that can be read', () => {
  it.each(strangers)('%s', async (_, archive, kind, came) => {
    const { files, problems } = await unpack(archive);
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ kind, path: '' }]);
    expect(problems[0]?.came).toContain(came);
    expect(problems[0]?.wanted).not.toBe('');
  });
});

describe('what is cut or damaged', () => {
  it.each<[string, Bytes, string, number]>([
    ['a tar cut in its first header', tar.subarray(0, 300), 'not-an-archive', 0],
    ['a tar cut in a file', tar.subarray(0, 512 + 300), 'truncated-archive', 0],
    ['a tar cut in the zeros after a file', tar.subarray(0, 512 + 900), 'truncated-archive', 1],
    ['a tar cut before its end mark', one.subarray(0, 1536), 'truncated-archive', 1],
    ['a tar cut in a later header', tar.subarray(0, 1536 + 100), 'truncated-archive', 1],
    ['a tar with data after its end mark', joined(one, noise(512, 'end')), 'damaged-archive', 1],
    ['a tar of which the second header is changed', flipped(tar, 1536 + 3), 'damaged-archive', 1],
    ['a tar with letters for a size', joined(tarHeader('a', '12x45'), zeros(1024)), 'damaged-archive', 0],
    [
      'a tar with more than a number can be for a size',
      joined(tarHeader('a', '\u00ff'.repeat(5)), zeros(1024)),
      'damaged-archive',
      0,
    ],
    [
      'a tar with a file longer than itself',
      joined(tarHeader('a', octal(1e6)), zeros(2048)),
      'truncated-archive',
      0,
    ],
    ['a tar with a record of no form', withRecord('hello there'), 'damaged-archive', 0],
    ['a tar with a record longer than itself', withRecord('99 path=a\n'), 'damaged-archive', 0],
    ['a tar with a record that counts wrongly', withRecord('9 path=abc\n'), 'damaged-archive', 0],
    ['a tar with a record of a size that is none', withRecord('11 size=-1\n'), 'damaged-archive', 0],
    [
      'a tar with a record of 2 MB',
      joined(tarHeader('pax', octal(2 ** 21), 'x'), zeros(2 ** 22)),
      'damaged-archive',
      0,
    ],
    [
      'a tar with a record cut off',
      joined(tarHeader('pax', octal(500), 'x'), text('9 p')),
      'truncated-archive',
      0,
    ],
    ['a gzip cut in its header', gz.subarray(0, 7), 'truncated-archive', 0],
    ['a gzip cut at its end', gz.subarray(0, -4), 'truncated-archive', 6],
    ['a gzip with another checksum', flipped(gz, -6), 'damaged-archive', 6],
    ['a gzip with another length', flipped(gz, -2), 'damaged-archive', 6],
    ['a gzip with an unknown method', flipped(gz, 2), 'damaged-archive', 0],
    ['an xz cut in its header', xz.subarray(0, 8), 'truncated-archive', 0],
    ['an xz cut in the middle', xz.subarray(0, 3000), 'truncated-archive', 4],
    ['an xz cut at its end', xz.subarray(0, -1), 'truncated-archive', 6],
    ['an xz with a changed header', flipped(xz, 7), 'damaged-archive', 0],
    ['an xz with changed data', flipped(xz, 1000), 'damaged-archive', 0],
    ['an xz with a changed end', flipped(xz, -3), 'damaged-archive', 6],
    ['an xz with other data after it', joined(xz, noise(64, 'end')), 'damaged-archive', 6],
    ['a zip cut in its first header', zipped.subarray(0, 12), 'truncated-archive', 0],
    ['a zip cut in a file', zipped.subarray(0, 400), 'truncated-archive', 0],
    ['a zip cut in its directory', zipped.subarray(0, -10), 'truncated-archive', 0],
    ['a zip with another directory', withDirectoryField(zipped, 0, 1), 'damaged-archive', 0],
  ])('%s', async (_, archive, kind, atMost) => {
    const { files, problems } = await unpack(archive);
    expect(problems).toMatchObject([{ kind }]);
    // A browser's gunzip may drop what it holds when it fails: fewer files may come, never other ones.
    expect(files.length).toBeLessThanOrEqual(atMost);
  });

  it.each<[string, Bytes]>([
    ['another checksum', withDirectoryField(zipped, 16, 12345)],
    ['changed data', flipped(storedZip, 200)],
    ['changed packed data', flipped(zipped, 60)],
    ['a smaller size than it has', withDirectoryField(storedZip, 24, 500)],
    ['a larger size than it has', withDirectoryField(zipped, 24, 5000)],
    ['another header before the data', flipped(storedZip, 1)],
    ['a method that nobody has', withMethod(zipped, 99)],
    ['a place beyond the end', withDirectoryField(storedZip, 42, 100_000)],
  ])('a file in a zip with %s', async (_, archive) => {
    const { files, problems } = await unpack(archive);
    expect(files).toEqual([]);
    expect(problems.map(({ kind }) => kind)).toEqual([
      expect.stringMatching(
        /^(damaged-entry|damaged-archive|not-an-archive|truncated-archive|unsupported-compression|encrypted)$/,
      ),
    ]);
  });
});

describe('what passes a limit', () => {
  it.each(oversized)('%s', async (_, archive, kind) => {
    const { files, problems } = await unpack(archive, { limits: tight });
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(files.length).toBeLessThan(6);
  });

  it('as one file does so alone, in a tar and in a zip', async () => {
    for (const archive of [await pack(large), await gzip(await pack(large)), await zip(large)]) {
      const { files, problems } = await unpack(archive, { limits: tight });
      expect(files).toHaveLength(1);
      expect(problems).toEqual([
        { kind: 'entry-too-large', path: 'large.png', came: '1.95 KB', wanted: 'at most 1.95 KB' },
      ]);
    }
  });

  it('as a bomb of 200 MB does with the limits as they are', async () => {
    const archive = await gzip(await pack([{ path: '0.png', content: zeros(2e8) }]));
    const { problems } = await unpack(archive);
    expect(problems.map(({ kind }) => kind)).toContain('too-compressed');
  });
});
