/** Archives of other tools and other systems: packed in ways that browsers lack, with names in CP932, with entries that are no files. */
import { readFileSync } from 'node:fs';
import {
  joined,
  noise,
  octal,
  pack,
  tarHeader,
  type Bytes,
} from '../../src/worker/data/archive/testing/pack.ts';
import { rawZip, toCp932, type RawEntry } from '../../src/worker/data/archive/testing/raw-zip.ts';
import type { BadInput } from './bad-input.ts';

const content = noise(40, 'odd');

function japaneseZip(...entries: readonly (Partial<RawEntry> & { readonly path: string })[]): Bytes {
  return rawZip(entries.map(({ path, ...rest }) => ({ name: toCp932(path), content, ...rest })));
}

/** An entry is reported by its path in the folder that the archive stands for. */
function inside(archive: string, bytes: Bytes, row: string, told: string): BadInput {
  return { path: archive, content: bytes, row: `${archive.replace(/\.(tar|zip)$/, '')}/${row}`, told };
}

const methods: readonly (readonly [number, string])[] = [
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [94, 'MP3'],
  [95, 'xz'],
  [96, 'JPEG'],
  [97, 'WavPack'],
  [98, 'PPMd'],
  [77, 'method 77'],
];

const packedOtherwise = methods.map(([method, name]) =>
  inside(
    `by ${name}.zip`,
    japaneseZip({ path: '表面/0.png', method }),
    '表面/0.png',
    `Packed in a way that cannot be read (${name}); stored or deflated is wanted.`,
  ),
);

const leaves = (path: string) => `Its path leaves the archive with .. (${path}).`;
const outside = (path: string) => `Would lie outside of its archive (${path}).`;
const lone = '表.png';

const oddNames: readonly BadInput[] = [
  inside('up 表.zip', japaneseZip({ path: '表/../../0.png' }), '表/../../0.png', leaves('表/../../0.png')),
  inside('back.zip', japaneseZip({ path: '表\\..\\0.png' }), '表\\..\\0.png', leaves('表\\..\\0.png')),
  inside('server.zip', japaneseZip({ path: '\\表\\0.png' }), '\\表\\0.png', outside('\\表\\0.png')),
  inside('disk.zip', japaneseZip({ path: 'D:\\表.png' }), 'D:\\表.png', outside('D:\\表.png')),
  inside(
    'control 表.zip',
    japaneseZip({ path: '表\u0001.png' }),
    '表\\u0001.png',
    'Its path has control characters (表\\u0001.png).',
  ),
  inside(
    'same 表.zip',
    japaneseZip({ path: lone }, { path: lone }),
    lone,
    'Another file of the archive has this path; the first one is used.',
  ),
  inside(
    'secret 表.zip',
    japaneseZip({ path: lone, flags: 1 }),
    lone,
    'Encrypted. Pack it without a password.',
  ),
  inside('dot.zip', japaneseZip({ path: '.' }), '.', 'Has no name in its archive.'),
];

const strangeFlags = ['A', 'D', 'I', 'M', 'N', 'S', 'Z'].map((flag) =>
  inside(
    `type ${flag}.tar`,
    joined(tarHeader('a.png', octal(0), flag), new Uint8Array(1024)),
    'a.png',
    `A kind of entry that cannot be read (type ${flag}).`,
  ),
);

const devices: readonly BadInput[] = [
  inside('fifo.tar', await pack([{ path: 'a.png', type: 'fifo' }]), 'a.png', 'A device, not a file.'),
  inside(
    'block.tar',
    await pack([{ path: 'a.png', type: 'block-device' }]),
    'a.png',
    'A device, not a file.',
  ),
];

const kinds = 'a .zip, .tar, .tar.gz or .tar.xz is wanted';
const whole = japaneseZip({ path: lone });

const strangers: readonly BadInput[] = [
  {
    path: 'large dictionary.tar.xz',
    content: new Uint8Array(readFileSync('src/worker/data/archive/fixtures/large-dictionary.tar.xz')),
    told: 'This kind of archive cannot be read (xz with a larger dictionary); a dictionary of at most 64 MB (xz -9 or less) is wanted. Unpack it and drop the folder.',
  },
  {
    path: 'quick.tar.xz',
    content: joined(Uint8Array.of(0x04, 0x22, 0x4d, 0x18), noise(600, 'lz4')),
    told: `This kind of archive cannot be read (lz4); ${kinds}. Unpack it and drop the folder.`,
  },
  {
    path: 'cut 表.zip',
    content: whole.slice(0, -30),
    told: /^The archive is cut off \(.+\)\. What came before was read/,
  },
];

export const oddArchives: readonly BadInput[] = [
  ...packedOtherwise,
  ...oddNames,
  ...strangeFlags,
  ...devices,
  ...strangers,
];
