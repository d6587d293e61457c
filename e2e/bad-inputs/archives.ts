/** Archives that cannot be read, or only in part, beside the folders of a category. */
import { readFileSync } from 'node:fs';
import {
  flipped,
  gzip,
  joined,
  noise,
  octal,
  pack,
  tarHeader,
  zip,
  type Bytes,
  type Packed,
  type Zipped,
} from '../../src/worker/data/archive/testing/pack.ts';
import type { BadInput } from './bad-input.ts';

const fixture = (name: string): Bytes =>
  new Uint8Array(readFileSync(`src/worker/data/archive/fixtures/${name}.tar.xz`));
/** Bytes of a known start, and more. */
const hex = (content: string): Bytes =>
  joined(
    Uint8Array.from(content.split(' '), (byte) => parseInt(byte, 16)),
    noise(600, 'rest'),
  );
const text = (content: string): Bytes => new TextEncoder().encode(content);
const zeros = (count: number): Bytes => new Uint8Array(count);

const file: Packed = { path: 'a.png', content: noise(900, 'a') };
const tar = await pack([file]);
const gz = await gzip(tar);
const xz = fixture('crc64');
const zipped = await zip([{ path: 'a.png', content: noise(900, 'a') }]);

type Case = readonly [path: string, content: Bytes, told: string | RegExp];

const kinds = 'a .zip, .tar, .tar.gz or .tar.xz is wanted';
const unsupported = (came: string) =>
  `This kind of archive cannot be read (${came}); ${kinds}. Unpack it and drop the folder.`;
const stranger = (came: string) => `Not an archive that can be read (${came}); ${kinds}.`;
const again = 'What came before was read; download or copy it again for the rest.';
const xzKind =
  /^This kind of archive cannot be read \(xz: .+\); xz with LZMA2 and CRC32 or CRC64 is wanted\. Unpack it/;
const noFile = 'The archive holds no file.';

const strangers: readonly Case[] = [
  ['seven.7z', hex('37 7A BC AF 27 1C'), unsupported('7z')],
  ['roshal.rar', hex('52 61 72 21 1A 07 01 00'), unsupported('rar')],
  ['old.tar.bz2', hex('42 5A 68 39'), unsupported('bzip2')],
  ['quick.tar.zst', hex('28 B5 2F FD'), unsupported('zstd')],
  ['part.zip', hex('50 4B 07 08'), unsupported('split zip')],
  ['sha.tar.xz', fixture('sha256'), xzKind],
  ['program.tar.xz', fixture('x86'), xzKind],
  ['delta.tar.xz', fixture('delta'), xzKind],
  ['page.zip', text('404: not found'), stranger('starts with 34 30 34 3A')],
  ['nothing.tar', zeros(0), stranger('0 bytes')],
  ['name changed.tar', flipped(tar, 3), stranger('starts with 61 2E 70 6F')],
  ['magic changed.zip', flipped(zipped, 1), stranger('starts with 50 4A 03 04')],
  ['empty tar.tar', zeros(10_240), noFile],
  ['folders.tar', await pack([{ path: 'a/', type: 'directory' }]), noFile],
  ['empty zip.zip', await zip([]), noFile],
  [
    'picture.gz',
    await gzip(hex('89 50 4E 47')),
    'Unpacks to something that is no tar (starts with 89 50 4E 47).',
  ],
  ['twice.tar.gz', await gzip(gz), 'Unpacks to something that is no tar (starts with 1F 8B 08 00).'],
];

const damaged: readonly Case[] = [
  ['cut gzip.tar.gz', gz.slice(0, 7), /^The archive is cut off \(gzip: .+\)\. What came before was read/],
  ['cut xz.tar.xz', xz.slice(0, 8), /^The archive is cut off \(xz: .+\)\. What came before was read/],
  [
    'cut zip.zip',
    zipped.slice(0, 400),
    `The archive is cut off (End of central directory not found). ${again}`,
  ],
  ['changed gzip.tar.gz', flipped(gz, 2), /^The archive is damaged \(gzip: .+\)\. What came before was read/],
  ['changed xz.tar.xz', flipped(xz, 7), /^The archive is damaged \(xz: .+\)\. What came before was read/],
  [
    'letters for a size.tar',
    joined(tarHeader('a', '12x45'), zeros(1024)),
    `The archive is damaged (a header with another checksum or size). ${again}`,
  ],
  [
    'bomb.tar.gz',
    await gzip(
      await pack([
        { path: 'a.png', content: zeros(6e7) },
        { path: 'b.png', content: zeros(6e7) },
      ]),
    ),
    'Packed like a decompression bomb: 64 MB out of 96 KB; at most 200 times the packed size.',
  ],
];

/** `row` is the path in the folder that the archive stands for. */
type Inside = readonly [archive: string, content: Bytes, row: string, told: string];

const tarOf = (...files: Packed[]): Promise<Bytes> => pack(files);
const zipOf = (...files: Zipped[]): Promise<Bytes> => zip(files);
const small = noise(10, 's');
const long = `${'x'.repeat(1025)}.png`;

const entries: readonly Inside[] = [
  ['cut tar.tar', tar.slice(0, 700), 'a.png', `The archive is cut off (188 of 900 bytes). ${again}`],
  [
    'longer than itself.tar',
    joined(tarHeader('a', octal(1e6)), zeros(2048)),
    'a',
    `The archive is cut off (2048 of 1000000 bytes). ${again}`,
  ],
  [
    'long record.tar',
    joined(tarHeader('pax', octal(2 ** 21), 'x'), zeros(2 ** 22)),
    'pax',
    `The archive is damaged (a record of 2097152 bytes). ${again}`,
  ],
  [
    'up.tar',
    await tarOf({ path: '../a.png', content: small }),
    '../a.png',
    'Its path leaves the archive with .. (../a.png).',
  ],
  [
    'up and up.zip',
    await zipOf({ path: 'a/../../b.png', content: small }),
    'a/../../b.png',
    'Its path leaves the archive with .. (a/../../b.png).',
  ],
  [
    'root.tar',
    await tarOf({ path: '/etc/passwd', content: small }),
    '/etc/passwd',
    'Would lie outside of its archive (/etc/passwd).',
  ],
  [
    'drive.zip',
    await zipOf({ path: 'C:\\a.png', content: small }),
    'C:\\a.png',
    'Would lie outside of its archive (C:\\a.png).',
  ],
  [
    'bell.zip',
    await zipOf({ path: 'a\u0007.png', content: small }),
    'a\\u0007.png',
    'Its path has control characters (a\\u0007.png).',
  ],
  [
    'path.zip',
    await zipOf({ path: long, content: small }),
    long.slice(0, 50),
    'Its path is too long; at most 1024 characters.',
  ],
  [
    'link.tar',
    await tarOf({ path: 'a.png', type: 'symlink', linkname: '/etc/passwd' }),
    'a.png',
    'A link, not a file.',
  ],
  [
    'hard link.tar',
    await tarOf({ path: 'a.png', type: 'link', linkname: 'b.png' }),
    'a.png',
    'A link, not a file.',
  ],
  ['device.tar', await tarOf({ path: 'a.png', type: 'character-device' }), 'a.png', 'A device, not a file.'],
  [
    'sparse.tar',
    await tarOf({ ...file, pax: { 'GNU.sparse.major': '1' } }),
    'a.png',
    'A kind of entry that cannot be read (a sparse file).',
  ],
  [
    'same path.tar',
    await tarOf(file, file),
    'a.png',
    'Another file of the archive has this path; the first one is used.',
  ],
  [
    'secret.zip',
    await zipOf({ path: 'a.png', content: small, password: 'x', zipCrypto: true }),
    'a.png',
    'Encrypted. Pack it without a password.',
  ],
  [
    'heavy.tar',
    await tarOf({ path: 'a.png', content: zeros(65 * 2 ** 20) }),
    'a.png',
    'Too large: 65 MB; at most 64 MB.',
  ],
];

export const badArchives: readonly BadInput[] = [
  ...[...strangers, ...damaged].map(([path, content, told]) => ({ path, content, told })),
  ...entries.map(([path, content, row, told]) => {
    const folder = path.replace(/\.(tar|zip)$/, '');
    return { path, content, row: `${folder}/${row}`, told };
  }),
];
