/** As much of protocol buffers as ONNX needs: fields by number, read as they come and written in order. */
import { fail } from '../problem.ts';
import { ByteReader } from './byte-reader.ts';
import { encodeFloats } from './elements.ts';

export interface Field {
  readonly number: number;
  /** Of a varint field; 0 for others. */
  readonly value: number;
  /** Of fields with bytes: text, messages, packed numbers, and single fixed numbers. */
  readonly bytes: Uint8Array;
}

/** Seven bits a byte, the lowest first; numbers past 2^53 are of no use here and lose their lowest bits. */
function readVarint(reader: ByteReader): number {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = reader.uint8();
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
  return fail({
    kind: 'malformed',
    where: reader.where,
    came: 'a varint above 10 bytes',
    wanted: 'at most 10',
  });
}

const none = new Uint8Array();

function readField(reader: ByteReader): Field {
  const tag = readVarint(reader);
  const number = Math.floor(tag / 8);
  switch (tag % 8) {
    case 0:
      return { number, value: readVarint(reader), bytes: none };
    case 1:
      return { number, value: 0, bytes: reader.take(8) };
    case 2:
      return { number, value: 0, bytes: reader.take(readVarint(reader)) };
    case 5:
      return { number, value: 0, bytes: reader.take(4) };
    default:
      return fail({
        kind: 'malformed',
        where: reader.where,
        came: `wire type ${tag % 8}`,
        wanted: '0, 1, 2 or 5',
      });
  }
}

/** Fields that the messages of one file may have together: a ResNet152 has 20,000. Each takes some 100 bytes once it is read. */
const mostFields = 500_000;

/** What is left of a limit while one file is read. */
export interface FieldBudget {
  left: number;
}

export function createFieldBudget(): FieldBudget {
  return { left: mostFields };
}

function takeField(budget: FieldBudget, where: string): void {
  if (--budget.left >= 0) return;
  fail({ kind: 'too-large', where, came: mostFields + 1, wanted: mostFields });
}

/** The fields of one message, not of those inside it. */
export function readFields(bytes: Uint8Array, where: string, budget: FieldBudget): Field[] {
  const reader = new ByteReader(bytes, where);
  const fields: Field[] = [];
  while (reader.left > 0) {
    takeField(budget, where);
    fields.push(readField(reader));
  }
  return fields;
}

/** Integers of a repeated field, packed or not; at most `most` of them. */
export function readIntegers(
  fields: readonly Field[],
  number: number,
  { where, most }: { readonly where: string; readonly most: number },
): number[] {
  const integers: number[] = [];
  const add = (value: number) => {
    if (integers.length === most) fail({ kind: 'too-large', where, came: most + 1, wanted: most });
    integers.push(value);
  };
  for (const { value, bytes } of fields.filter((field) => field.number === number)) {
    const reader = new ByteReader(bytes, where);
    if (bytes.length === 0) add(value);
    while (reader.left > 0) add(readVarint(reader));
  }
  return integers;
}

export function readTexts(fields: readonly Field[], number: number): string[] {
  return fields
    .filter((field) => field.number === number)
    .map(({ bytes }) => new TextDecoder().decode(bytes));
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

/** A field that holds a count. */
export function integerField(number: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(number * 8), ...varint(value)]);
}

export function floatField(number: number, value: number): Uint8Array {
  return joinBytes([Uint8Array.from(varint(number * 8 + 5)), encodeFloats(Float32Array.of(value))]);
}

export function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  return joinBytes([Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
}

export function textField(number: number, text: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(text));
}

export function messageField(number: number, fields: readonly Uint8Array[]): Uint8Array {
  return bytesField(number, joinBytes(fields));
}
