/**
 * safetensors: eight bytes of header length, a JSON header {name: {dtype, shape, data_offsets}}, and the numbers without gaps.
 * The limits are those of the reference reader (github.com/huggingface/safetensors, "Format").
 */
import type { Result } from '../../../core/result.ts';
import { attemptRead, describe, fail, type WeightsProblem } from '../problem.ts';
import { countOf, TensorCollector, type Tensors, type WeightsFile } from '../tensor.ts';
import { ByteReader } from './byte-reader.ts';
import { decodeElements, elementBytes, encodeFloats, type Element } from './elements.ts';

/** A third of the reference reader's: a header of 30,000 tensors takes 5 MB, and JSON takes thirty times its text in memory. */
const mostHeaderBytes = 2 ** 24;

/** Kinds that hold no weights. */
const otherBytes: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  I16: 2,
  U16: 2,
  I32: 4,
  U32: 4,
  I64: 8,
  U64: 8,
};

interface Entry {
  readonly name: string;
  readonly element: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseHeader(text: string): Readonly<Record<string, unknown>> {
  const where = 'header';
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    fail({ kind: 'malformed', where, came: describe(text), wanted: 'JSON' });
  }
  if (!isRecord(header)) fail({ kind: 'malformed', where, came: describe(header), wanted: 'a JSON object' });
  return header;
}

function isElement(name: string): name is Element {
  return Object.hasOwn(elementBytes, name);
}

function bytesPerElement(element: unknown, where: string): number {
  if (typeof element === 'string') {
    if (isElement(element)) return elementBytes[element];
    if (Object.hasOwn(otherBytes, element)) return otherBytes[element];
  }
  return fail({
    kind: 'unsupported',
    where,
    came: describe(element),
    wanted: 'F64, F32, F16, BF16 or integers',
  });
}

function parseRange(offsets: unknown, where: string): readonly [number, number] {
  if (Array.isArray(offsets) && offsets.length === 2) {
    const [begin, end] = offsets as unknown[];
    const isRange = Number.isSafeInteger(begin) && Number.isSafeInteger(end);
    if (isRange && (begin as number) >= 0 && (begin as number) <= (end as number)) {
      return [begin as number, end as number];
    }
  }
  return fail({ kind: 'malformed', where, came: describe(offsets), wanted: 'data_offsets [begin, end]' });
}

function parseEntry(name: string, value: unknown): Entry {
  if (!isRecord(value)) fail({ kind: 'malformed', where: name, came: describe(value), wanted: 'an object' });
  const { dtype, shape, data_offsets: offsets } = value;
  const size = bytesPerElement(dtype, name);
  if (!Array.isArray(shape))
    fail({ kind: 'malformed', where: name, came: describe(shape), wanted: 'a shape' });
  const [begin, end] = parseRange(offsets, name);
  const wanted = countOf(shape as unknown[], name) * size;
  if (end - begin !== wanted) {
    fail({ kind: 'malformed', where: name, came: `${end - begin} bytes`, wanted: `${wanted} bytes` });
  }
  return { name, element: dtype as string, shape: shape as number[], begin, end };
}

/** Entries must follow each other from the first byte to the last: no overlap, no gap, nothing left. */
function checkCover(entries: readonly Entry[], dataBytes: number): void {
  let at = 0;
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (end > dataBytes) fail({ kind: 'truncated', where: name, came: dataBytes, wanted: end });
    if (begin !== at) {
      fail({
        kind: 'malformed',
        where: name,
        came: `data from byte ${begin}`,
        wanted: `data from byte ${at}`,
      });
    }
    at = end;
  }
  if (at !== dataBytes) {
    fail({ kind: 'malformed', where: 'data', came: `${dataBytes} bytes`, wanted: `${at} bytes` });
  }
}

export interface SafetensorsFile extends WeightsFile {
  /** Texts beside the tensors, by name. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

function parse(bytes: Uint8Array): SafetensorsFile {
  const reader = new ByteReader(bytes, 'header');
  const headerBytes = reader.uint64();
  if (headerBytes > mostHeaderBytes) {
    fail({ kind: 'too-large', where: 'header', came: headerBytes, wanted: mostHeaderBytes });
  }
  const header = parseHeader(reader.text(headerBytes));
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => parseEntry(name, value));
  checkCover(entries, reader.left);
  const collector = new TensorCollector();
  for (const { name, element, shape, begin, end } of entries) {
    const data = bytes.subarray(reader.at + begin, reader.at + end);
    if (isElement(element)) collector.add(name, shape, () => decodeElements(data, element, name));
    else collector.ignore(name);
  }
  const { tensors, ignored } = collector;
  const { __metadata__: metadata } = header;
  return { tensors, ignored, metadata: isRecord(metadata) ? metadata : {} };
}

export function readSafetensors(bytes: Uint8Array): Result<SafetensorsFile, WeightsProblem> {
  return attemptRead(() => parse(bytes));
}

/** All numbers as F32, in the order given; the header is padded so that the numbers begin at a multiple of 8. */
export function writeSafetensors(
  tensors: Tensors,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = [...tensors].map(([name, { shape, values }]): [string, unknown] => {
    const begin = end;
    end += values.length * 4;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const text = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]));
  const encoded = new TextEncoder().encode(text);
  const header = new Uint8Array(Math.ceil(encoded.length / 8) * 8).fill(32);
  header.set(encoded);
  const bytes = new Uint8Array(8 + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const { values } of tensors.values()) {
    bytes.set(encodeFloats(values), at);
    at += values.length * 4;
  }
  return bytes;
}
