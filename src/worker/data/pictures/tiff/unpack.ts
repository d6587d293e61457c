/** Bytes of one strip or tile, unpacked: never more than were wanted, and an error if there are fewer. */
import { inflate } from '../inflate.ts';
import { compressions } from './traits.ts';

type Bytes = Uint8Array<ArrayBuffer>;

function cutOff(wanted: number, came: number): Error {
  return new Error(`a strip of ${came} bytes, expected ${wanted}`);
}

function copy(packed: Bytes, size: number): Bytes {
  if (packed.length < size) throw cutOff(size, packed.length);
  return packed.subarray(0, size);
}

/** n in 0..127: n + 1 bytes follow; 129..255: the next byte 257 - n times; 128: nothing [TIFF 6.0, section 9]. */
function unpackBits(packed: Bytes, size: number): Bytes {
  const bytes = new Uint8Array(size);
  let to = 0;
  for (let at = 0; at < packed.length && to < size;) {
    const n = packed[at++] ?? 128;
    if (n < 128) {
      const run = packed.subarray(at, Math.min(at + n + 1, at + size - to));
      bytes.set(run, to);
      to += run.length;
      at += n + 1;
    } else if (n > 128) {
      const length = Math.min(257 - n, size - to);
      bytes.fill(packed[at++] ?? 0, to, to + length);
      to += length;
    }
  }
  if (to < size) throw cutOff(size, to);
  return bytes;
}

const [clear, endOfData, firstCode, codes] = [256, 257, 258, 4096];

/** Codes of `width` bits from a stream, most significant bit first. */
class CodeReader {
  readonly #packed: Bytes;
  #buffer = 0;
  #held = 0;
  #at = 0;

  constructor(packed: Bytes) {
    this.#packed = packed;
  }

  /** The code that ends the data if too few bits are left. */
  next(width: number): number {
    while (this.#held < width) {
      if (this.#at >= this.#packed.length) return endOfData;
      this.#buffer = ((this.#buffer << 8) | (this.#packed[this.#at++] ?? 0)) & 0xffffff;
      this.#held += 8;
    }
    this.#held -= width;
    return (this.#buffer >> this.#held) & ((1 << width) - 1);
  }
}

/** The strings of LZW: each is a piece of the output, the one before it plus a byte. */
class StringTable {
  readonly #starts = new Int32Array(codes);
  readonly #lengths = new Int32Array(codes);
  #next = firstCode;
  /** Of the last code's string; `undefined` after a clear code. */
  #before: number | undefined;
  width = 9;

  clear(): void {
    [this.#next, this.width, this.#before] = [firstCode, 9, undefined];
  }

  /** Where the string of a code beyond the literals lies: the next code to be entered is the one before plus a byte. */
  #find(code: number, to: number): readonly [from: number, length: number] {
    if (code < this.#next) return [this.#starts[code] ?? 0, this.#lengths[code] ?? 0];
    if (code > this.#next || this.#before === undefined)
      throw new Error(`LZW code ${code} before it was defined`);
    return [this.#before, to - this.#before + 1];
  }

  /** Writes the string of `code` at `to`, and enters the one before plus its first byte. Gives the end of what it wrote. */
  write(code: number, bytes: Uint8Array, to: number): number {
    let end = to + 1;
    if (code < clear) bytes[to] = code;
    else {
      const [from, length] = this.#find(code, to);
      end = Math.min(bytes.length, to + length);
      for (let i = to; i < end; i++) bytes[i] = bytes[from + i - to] ?? 0;
    }
    if (this.#before !== undefined && this.#next < codes) this.#enter(this.#before, to - this.#before + 1);
    this.#before = to;
    return end;
  }

  #enter(start: number, length: number): void {
    this.#starts[this.#next] = start;
    this.#lengths[this.#next] = length;
    this.#next++;
    if (this.#next + 1 >= 1 << this.width && this.width < 12) this.width++;
  }
}

/** Codes of 9 to 12 bits, widened one code early [TIFF 6.0, section 13]. */
function unpackLzw(packed: Bytes, size: number): Bytes {
  const bytes = new Uint8Array(size);
  const reader = new CodeReader(packed);
  const table = new StringTable();
  let to = 0;
  while (to < size) {
    const code = reader.next(table.width);
    if (code === endOfData) throw cutOff(size, to);
    if (code === clear) table.clear();
    else to = table.write(code, bytes, to);
  }
  return bytes;
}

function reversed(bytes: Bytes): Bytes {
  return bytes.map((byte) => {
    let turned = 0;
    for (let bit = 0; bit < 8; bit++) turned |= ((byte >> bit) & 1) << (7 - bit);
    return turned;
  });
}

export interface Packing {
  readonly compression: number;
  readonly isBitReversed: boolean;
}

/** `size` bytes; @throws Error where the strip holds fewer or cannot be read. */
export async function unpack(
  stored: Bytes,
  size: number,
  { compression, isBitReversed }: Packing,
): Promise<Bytes> {
  const packed = isBitReversed ? reversed(stored) : stored;
  if (compression === compressions.packBits) return unpackBits(packed, size);
  if (compression === compressions.lzw) return unpackLzw(packed, size);
  return compression === compressions.none ? copy(packed, size) : inflate(new Blob([packed]), size);
}
