/** Zips with exactly the names, flags and methods that are asked for, which no writer would write. */
import { crc32 } from 'node:zlib';
import type { Bytes } from './pack.ts';

export interface RawEntry {
  readonly name: Uint8Array;
  readonly content: Uint8Array;
  /** General purpose bits: 1 is encrypted, 0x800 says UTF-8. */
  readonly flags?: number;
  /** 0 is stored; the content is written as it is, whatever the method says. */
  readonly method?: number;
}

/** Both headers share these fields. */
function commonFields({ name, content, flags = 0, method = 0 }: RawEntry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0); // version needed
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(0x21, 8); // 1980-01-01
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

export function rawZip(entries: readonly RawEntry[]): Bytes {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const common = commonFields(entry);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, entry.name, entry.content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(entry.name));
    files.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...files, listed, end]));
}

/** CP932 by the decoder's own table, turned round. */
const cp932Codes: ReadonlyMap<string, readonly number[]> = (() => {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  const codes = new Map<string, readonly number[]>();
  const add = (...code: number[]) => {
    try {
      const letter = decoder.decode(Uint8Array.from(code));
      if (!codes.has(letter)) codes.set(letter, code);
    } catch {
      // no letter
    }
  };
  for (let one = 0; one < 256; one++) add(one);
  for (let lead = 0x81; lead < 0xfd; lead++) for (let trail = 0x40; trail < 0xfd; trail++) add(lead, trail);
  return codes;
})();

export function toCp932(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text).flatMap((letter) => cp932Codes.get(letter) ?? [63]));
}
