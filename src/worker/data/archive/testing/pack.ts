/** Archives for tests, packed in memory; the xz ones lie in fixtures, since nothing here can write that format. */
import { BlobWriter, Uint8ArrayReader, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { packTar, type TarHeader } from 'modern-tar';
import { createRandom } from '../../../../core/random.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Packed extends Partial<Omit<TarHeader, 'name'>> {
  readonly path: string;
  readonly content?: Bytes;
}

/** Bytes without pattern, the same for the same seed. */
export function noise(size: number, seed: string): Bytes {
  const random = createRandom(seed);
  return Uint8Array.from({ length: size }, () => random.integer(256));
}

function repeated(bytes: Bytes, times: number): Bytes {
  return Uint8Array.from({ length: bytes.length * times }, (_, i) => bytes[i % bytes.length] ?? 0);
}

/** A small tree: sizes around a block's, a long path, letters beyond ASCII, an empty file. */
export const tree: readonly Packed[] = [
  { path: 'nut/train/good/000.png', content: noise(700, 'a') },
  { path: 'nut/train/good/001.png', content: noise(512, 'b') },
  { path: 'nut/test/good/000.png', content: noise(1, 'c') },
  { path: 'nut/test/傷 é/000.png', content: repeated(noise(1000, 'd'), 70) },
  { path: `nut/test/${'long-'.repeat(24)}/${'name-'.repeat(24)}.png`, content: noise(1025, 'e') },
  { path: 'nut/empty.txt', content: new Uint8Array(0) },
];

export function pack(files: readonly Packed[]): Promise<Bytes> {
  return packTar(
    files.map(({ path, content = new Uint8Array(0), ...header }) => ({
      header: { name: path, size: content.length, mtime: new Date(0), ...header },
      body: content,
    })),
  );
}

export async function gzip(bytes: Bytes): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

export interface Zipped extends ZipWriterAddDataOptions {
  readonly path: string;
  readonly content?: Bytes;
}

export async function zip(files: readonly Zipped[]): Promise<Bytes> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const { path, content = new Uint8Array(0), ...options } of files) {
    await writer.add(path, new Uint8ArrayReader(content), { lastModDate: new Date(1e12), ...options });
  }
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

/** One tar header with exactly the given fields, and its checksum. */
export function tarHeader(name: string, size: string, flag = '0'): Bytes {
  const header = new Uint8Array(512);
  const write = (text: string, at: number) => new TextEncoder().encodeInto(text, header.subarray(at));
  write(name, 0);
  write(size, 124);
  write(' '.repeat(8), 148);
  write(flag, 156);
  write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** `123` as `00000000173`. */
export function octal(size: number): string {
  return size.toString(8).padStart(11, '0');
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The same bytes but for one bit. */
export function flipped(bytes: Bytes, at: number, bit = 1): Bytes {
  const copy = bytes.slice();
  const index = at < 0 ? copy.length + at : at;
  copy[index] = (copy[index] ?? 0) ^ bit;
  return copy;
}
