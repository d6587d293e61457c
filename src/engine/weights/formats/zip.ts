/** Files of a zip archive that stores them as they are, as torch.save writes it. */
import { fail } from '../problem.ts';
import { ByteReader } from './byte-reader.ts';

const localMagic = 0x04034b50;
const centralMagic = 0x02014b50;
const endMagic = 0x06054b50;
const endBytes = 22;
/** The end record may be followed by a comment of 16 bits of length. */
const mostComment = 0xffff;

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new ByteReader(bytes, 'zip').uint32() === localMagic;
}

function findEnd(bytes: Uint8Array): ByteReader {
  const reader = new ByteReader(bytes, 'zip');
  const last = bytes.length - endBytes;
  for (let at = last; at >= Math.max(0, last - mostComment); at--) {
    reader.at = at;
    if (reader.uint32() === endMagic) return reader;
  }
  return fail({ kind: 'malformed', where: 'zip', came: 'no central directory', wanted: 'a whole archive' });
}

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly localAt: number;
}

function readEntry(directory: ByteReader): Entry {
  const magic = directory.uint32();
  if (magic !== centralMagic) {
    fail({ kind: 'malformed', where: 'zip directory', came: magic.toString(16), wanted: '2014b50' });
  }
  directory.take(4); // versions
  const flags = directory.uint16();
  const method = directory.uint16();
  directory.take(8); // time, date, checksum
  const packed = directory.uint32();
  const size = directory.uint32();
  const [nameBytes, extraBytes, commentBytes] = [directory.uint16(), directory.uint16(), directory.uint16()];
  directory.take(8); // disk, attributes
  const localAt = directory.uint32();
  const name = directory.text(nameBytes);
  directory.take(extraBytes + commentBytes);
  if (flags & 1)
    fail({ kind: 'unsupported', where: name, came: 'an encrypted file', wanted: 'a stored file' });
  if (method !== 0 || packed !== size) {
    fail({ kind: 'unsupported', where: name, came: 'a compressed file', wanted: 'a stored file' });
  }
  return { name, size, localAt };
}

interface Content {
  readonly name: string;
  readonly begin: number;
  readonly bytes: Uint8Array;
}

function readContents(bytes: Uint8Array, { name, size, localAt }: Entry): Content {
  const local = new ByteReader(bytes, name, localAt);
  const magic = local.uint32();
  if (magic !== localMagic) {
    fail({ kind: 'malformed', where: name, came: magic.toString(16), wanted: '4034b50' });
  }
  local.take(22);
  const [nameBytes, extraBytes] = [local.uint16(), local.uint16()];
  local.take(nameBytes + extraBytes);
  return { name, begin: localAt, bytes: local.take(size) };
}

/** Entries that share bytes let a small file stand for a large one. */
function refuseOverlaps(contents: readonly Content[], start: number): void {
  let end = 0;
  for (const { name, begin, bytes } of contents.toSorted((a, b) => a.begin - b.begin)) {
    if (begin < end) {
      fail({ kind: 'malformed', where: name, came: `data from byte ${begin}`, wanted: `from ${end} on` });
    }
    end = bytes.byteOffset - start + bytes.length;
  }
}

/** Contents by name, as windows on `bytes`. */
export function readZip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const end = findEnd(bytes);
  end.take(6); // disks, entries on this disk
  const count = end.uint16();
  end.take(4); // size of the directory
  const directoryAt = end.uint32();
  if (count === 0xffff || directoryAt === 0xffffffff) {
    fail({ kind: 'unsupported', where: 'zip', came: 'a 64-bit archive', wanted: 'one below 4 GiB' });
  }
  const directory = new ByteReader(bytes, 'zip directory', Math.min(directoryAt, bytes.length));
  const contents = Array.from({ length: count }, () => readContents(bytes, readEntry(directory)));
  refuseOverlaps(contents, bytes.byteOffset);
  return new Map(contents.map(({ name, bytes: content }) => [name, content]));
}
