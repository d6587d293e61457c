/** What kind of archive bytes are, by how they start, whatever the name says. */

export type ArchiveType = 'zip' | 'tar' | 'gzip' | 'xz';

const signatures: readonly (readonly [string, string])[] = [
  ['zip', '50 4B 03 04'],
  ['zip', '50 4B 05 06'],
  ['gzip', '1F 8B'],
  ['xz', 'FD 37 7A 58 5A 00'],
  ['7z', '37 7A BC AF 27 1C'],
  ['rar', '52 61 72 21 1A 07'],
  ['bzip2', '42 5A 68'],
  ['zstd', '28 B5 2F FD'],
  ['lz4', '04 22 4D 18'],
  ['split zip', '50 4B 07 08'],
];

const readable: readonly string[] = ['zip', 'tar', 'gzip', 'xz'] satisfies ArchiveType[];

/** Bytes of a tar's header, and the unit of everything in it. */
export const tarBlock = 512;

/** Sum of a header's bytes, its own field taken as spaces; old writers summed signed bytes. */
export function hasTarChecksum(header: Uint8Array): boolean {
  if (header.length < tarBlock) return false;
  const stored = parseInt(new TextDecoder('latin1').decode(header.subarray(148, 156)).trim(), 8);
  let [sum, signedSum] = [0, 0];
  for (let i = 0; i < tarBlock; i++) {
    const byte = i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
    sum += byte;
    signedSum += (byte << 24) >> 24;
  }
  return stored === sum || stored === signedSum;
}

/** A tar without files is nothing but zeros. */
export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return signature.split(' ').every((hex, i) => bytes[i] === parseInt(hex, 16));
}

/** By the first 512 bytes. `undefined` if they are no archive's; other archives by their names. */
export function archiveNameOf(start: Uint8Array): string | undefined {
  const known = signatures.find(([, signature]) => startsWith(start, signature));
  if (known !== undefined) return known[0];
  return hasTarChecksum(start) ? 'tar' : undefined;
}

export function isReadable(name: string): name is ArchiveType {
  return readable.includes(name);
}
