/** A place in a file that moves on as numbers are read; little-endian, and never past the end. */
import { fail } from '../problem.ts';

export class ByteReader {
  readonly bytes: Uint8Array;
  readonly where: string;
  at: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, where: string, at = 0) {
    this.bytes = bytes;
    this.where = where;
    this.at = at;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Moves over `count` bytes and says where they begin. */
  #step(count: number): number {
    const from = this.at;
    if (count > this.left) {
      fail({ kind: 'truncated', where: this.where, came: this.bytes.length, wanted: from + count });
    }
    this.at += count;
    return from;
  }

  uint8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#step(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#step(4), true);
  }

  /** Eight bytes as a count, which no file of ours takes past 2^53. */
  uint64(): number {
    const value = this.#view.getBigUint64(this.#step(8), true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      fail({ kind: 'malformed', where: this.where, came: String(value), wanted: 'a count below 2^53' });
    }
    return Number(value);
  }

  float64BigEndian(): number {
    return this.#view.getFloat64(this.#step(8), false);
  }

  /** A window on the file: no copy. */
  take(count: number): Uint8Array {
    const from = this.#step(count);
    return this.bytes.subarray(from, from + count);
  }

  text(count: number): string {
    return new TextDecoder().decode(this.take(count));
  }

  /** Text up to the next line feed, which is skipped. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) {
      fail({ kind: 'truncated', where: this.where, came: this.bytes.length, wanted: this.bytes.length + 1 });
    }
    const text = this.text(end - this.at);
    this.at = end + 1;
    return text;
  }
}
