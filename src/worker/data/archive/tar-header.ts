/**
 * One header block of a tar [POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"], and the
 * records that come before a file when its path or size does not fit there.
 */
import { hasTarChecksum } from './archive-type.ts';
import { decodeName } from './names.ts';

export type TarKind =
  'file' | 'folder' | 'link' | 'device' | 'pax' | 'long-name' | 'passed-over' | 'unsupported';

export interface TarHeader {
  readonly path: string;
  /** Bytes that follow the header, before padding. */
  readonly size: number;
  readonly kind: TarKind;
  /** As written, for example `S` for a sparse file. */
  readonly flag: string;
}

const kinds: Readonly<Record<string, TarKind>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  '1': 'link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '6': 'device',
  '5': 'folder',
  x: 'pax',
  X: 'pax',
  L: 'long-name',
  g: 'passed-over',
  K: 'passed-over',
  V: 'passed-over',
};

const utf8 = new TextDecoder();

/** Up to the first NUL. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const raw = end < 0 ? bytes : bytes.subarray(0, end);
  return decodeName(raw) ?? utf8.decode(raw);
}

/** Octal digits, or, with the highest bit set, a binary number. NaN where it is neither. */
function numberOf(bytes: Uint8Array): number {
  if ((bytes[0] ?? 0) < 128) {
    const digits = textOf(bytes).trim();
    return /^[0-7]*$/.test(digits) ? parseInt(digits || '0', 8) : NaN;
  }
  const value = bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, (bytes[0] ?? 0) & 127);
  return Number.isSafeInteger(value) ? value : NaN;
}

/** `undefined` if its checksum or its size is wrong. */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (!hasTarChecksum(block)) return undefined;
  const written = numberOf(block.subarray(124, 136));
  if (Number.isNaN(written)) return undefined;
  const name = textOf(block.subarray(0, 100));
  const isPosix = utf8.decode(block.subarray(257, 263)) === 'ustar\0';
  const prefix = isPosix ? textOf(block.subarray(345, 500)) : '';
  const path = prefix === '' ? name : `${prefix}/${name}`;
  const flag = String.fromCharCode(block[156] ?? 0);
  const kind = kinds[flag] ?? 'unsupported';
  const isFolder = kind === 'file' && path.endsWith('/');
  const isBare = ['link', 'device', 'folder'].includes(kind);
  return { path, size: isBare ? 0 : written, kind: isFolder ? 'folder' : kind, flag };
}

/** What a record before a file says of it. */
export interface Extension {
  readonly path?: string;
  readonly size?: number;
  readonly isSparse?: boolean;
}

export function readLongName(content: Uint8Array): Extension {
  return { path: textOf(content) };
}

/** `undefined` for a value that cannot be. */
function readField(key: string, value: string): Extension | undefined {
  if (key === 'path') return { path: value };
  if (key === 'size') return /^\d{1,15}$/.test(value) ? { size: Number(value) } : undefined;
  return key.startsWith('GNU.sparse.') ? { isSparse: true } : {};
}

/** Records `<length> <key>=<value>\n`. `undefined` if one is not of this form. */
export function readPax(content: Uint8Array): Extension | undefined {
  let extension: Extension = {};
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const end = at + (space < 0 ? NaN : Number(utf8.decode(content.subarray(at, space))));
    const isRecord = Number.isInteger(end) && end > space + 1 && end <= content.length;
    if (!isRecord || content[end - 1] !== 10) return undefined;
    const record = utf8.decode(content.subarray(space + 1, end - 1));
    const equals = record.indexOf('=');
    const field = readField(record.slice(0, equals), record.slice(equals + 1));
    if (field === undefined) return undefined;
    extension = { ...extension, ...field };
    at = end;
  }
  return extension;
}
