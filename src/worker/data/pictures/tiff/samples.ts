/** Unpacked rows of a strip or tile as numbers: byte order, bits a sample, predictors, half floats. */
import type { SampleKind } from './traits.ts';

export type Samples =
  Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Int8Array | Float32Array;

export interface RowLayout {
  /** Samples a row, channels interleaved. */
  readonly count: number;
  /** Samples a pixel in this row: 1 for a plane of its own. */
  readonly step: number;
  readonly bits: number;
  readonly kind: SampleKind;
  readonly predictor: number;
  readonly isLittle: boolean;
}

/** Rows begin at a byte. */
export function rowBytes({ count, bits }: Pick<RowLayout, 'count' | 'bits'>): number {
  return Math.ceil((count * bits) / 8);
}

/** A place for `length` samples; numbers of 64 bits become ones of 32. */
export function createSamples(length: number, bits: number, kind: SampleKind): Samples {
  if (kind === 'float') return new Float32Array(length);
  if (kind === 'signed')
    return bits === 8 ? new Int8Array(length) : bits === 16 ? new Int16Array(length) : new Int32Array(length);
  return bits <= 8 ? new Uint8Array(length) : bits <= 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** An IEEE half: 1 bit sign, 5 exponent, 10 fraction. */
export function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

type ReadAt = (view: DataView, at: number, isLittle: boolean) => number;

const readers: Readonly<Record<string, ReadAt>> = {
  'unsigned 8': (view, at) => view.getUint8(at),
  'unsigned 16': (view, at, isLittle) => view.getUint16(at, isLittle),
  'unsigned 32': (view, at, isLittle) => view.getUint32(at, isLittle),
  'signed 8': (view, at) => view.getInt8(at),
  'signed 16': (view, at, isLittle) => view.getInt16(at, isLittle),
  'signed 32': (view, at, isLittle) => view.getInt32(at, isLittle),
  'float 16': (view, at, isLittle) => halfToNumber(view.getUint16(at, isLittle)),
  'float 32': (view, at, isLittle) => view.getFloat32(at, isLittle),
  'float 64': (view, at, isLittle) => view.getFloat64(at, isLittle),
};

/** Predictor 3: bytes of a row by their significance, most significant plane first, each the difference to the one before. */
function undoFloatPredictor(row: Uint8Array, { count, step, bits }: RowLayout): Uint8Array {
  const bytes = bits / 8;
  for (let i = step; i < row.length; i++) row[i] = ((row[i] ?? 0) + (row[i - step] ?? 0)) & 0xff;
  const joined = new Uint8Array(row.length);
  for (let i = 0; i < count; i++) {
    for (let byte = 0; byte < bytes; byte++) joined[i * bytes + byte] = row[byte * count + i] ?? 0;
  }
  return joined;
}

/** Samples of any width up to 16 bits, most significant bit first. */
function readPacked(row: Uint8Array, { count, bits }: RowLayout, to: Samples, at: number): void {
  let [buffer, held, next] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    while (held < bits) {
      buffer = ((buffer << 8) | (row[next++] ?? 0)) & 0xffffffff;
      held += 8;
    }
    held -= bits;
    to[at + i] = (buffer >>> held) & ((1 << bits) - 1);
    buffer &= (1 << held) - 1;
  }
}

/** Predictor 2: each sample is the difference to that of the pixel before; the array wraps as its numbers do. */
function undoDifferences(to: Samples, at: number, { count, step }: RowLayout): void {
  for (let i = step; i < count; i++) to[at + i] = (to[at + i] ?? 0) + (to[at + i - step] ?? 0);
}

/** One row of `layout.count` samples into `to` from `at` on. */
export function readRow(bytes: Uint8Array, layout: RowLayout, to: Samples, at: number): void {
  const { count, bits, kind, predictor } = layout;
  const row = predictor === 3 ? undoFloatPredictor(bytes, layout) : bytes;
  const isLittle = predictor === 3 ? false : layout.isLittle;
  const read = readers[`${kind} ${bits}`];
  if (read === undefined) readPacked(row, layout, to, at);
  else {
    const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
    for (let i = 0; i < count; i++) to[at + i] = read(view, (i * bits) / 8, isLittle);
  }
  if (predictor === 2) undoDifferences(to, at, layout);
}
