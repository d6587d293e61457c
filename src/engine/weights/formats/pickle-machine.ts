/** The stack and memo of the pickle machine: it builds plain data, and calls only what its vocabulary offers. */
import { describe, fail } from '../problem.ts';
import type { ByteReader } from './byte-reader.ts';

export type PickleDictionary = Map<PickleValue, PickleValue>;

/** Something that only the names' owner can build. */
export interface Built {
  readonly kind: string;
}

/** Tuples and lists are both arrays. */
export type PickleValue =
  null | boolean | number | bigint | string | PickleValue[] | PickleDictionary | Global | Built;

export interface Global {
  readonly kind: 'global';
  readonly name: string;
}

/** What the file's names stand for. */
export interface Vocabulary {
  /** Names the file may use, as `module name`, and what each gives when called, if it may be. */
  readonly globals: ReadonlyMap<string, ((values: readonly PickleValue[]) => PickleValue) | null>;
  readonly persistent: (id: PickleValue) => PickleValue;
}

const markSign = Symbol('mark');
type Slot = PickleValue | typeof markSign;

export function isGlobal(value: PickleValue | undefined): value is Global {
  return isBuilt(value) && value.kind === 'global';
}

export function isBuilt(value: PickleValue | undefined): value is Built {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);
}

export class PickleMachine {
  readonly reader: ByteReader;
  readonly vocabulary: Vocabulary;
  readonly #memo = new Map<number, PickleValue>();
  readonly #stack: Slot[] = [];

  constructor(reader: ByteReader, vocabulary: Vocabulary) {
    this.reader = reader;
    this.vocabulary = vocabulary;
  }

  malformed(came: string, wanted: string): never {
    return fail({ kind: 'malformed', where: 'pickle', came, wanted });
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }

  mark(): void {
    this.#stack.push(markSign);
  }

  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined || value === markSign) return this.malformed('an empty stack', 'a value');
    return value;
  }

  top(): PickleValue {
    const value = this.pop();
    this.push(value);
    return value;
  }

  popToMark(): PickleValue[] {
    const at = this.#stack.lastIndexOf(markSign);
    if (at < 0) return this.malformed('no mark', 'a mark');
    const values = this.#stack.splice(at).slice(1);
    return values as PickleValue[];
  }

  setItems(items: readonly PickleValue[]): void {
    const dictionary = this.top();
    if (!(dictionary instanceof Map)) return this.malformed(describe(dictionary), 'a dictionary');
    if (items.length % 2 !== 0) return this.malformed('a key without a value', 'pairs');
    for (let i = 0; i < items.length; i += 2) dictionary.set(items[i], items[i + 1]);
  }

  append(items: readonly PickleValue[]): void {
    const list = this.top();
    if (!Array.isArray(list)) return this.malformed(describe(list), 'a list');
    for (const item of items) list.push(item);
  }

  store(index: number): void {
    this.#memo.set(index, this.top());
  }

  recall(index: number): PickleValue {
    const value = this.#memo.get(index);
    return value === undefined ? this.malformed(`memo ${index}`, 'an index that was stored') : value;
  }

  popTuple(length: number): PickleValue {
    return Array.from({ length }, () => this.pop()).reverse();
  }

  global(): Global {
    const name = `${this.reader.line()} ${this.reader.line()}`;
    if (!this.vocabulary.globals.has(name)) {
      const wanted = 'names of tensors and dictionaries only';
      fail({ kind: 'refused', where: 'pickle', came: describe(name.replace(' ', '.')), wanted });
    }
    return { kind: 'global', name };
  }

  reduce(): PickleValue {
    const values = this.pop();
    const callee = this.pop();
    const call = isGlobal(callee) ? this.vocabulary.globals.get(callee.name) : undefined;
    if (!call || !Array.isArray(values)) {
      const came = `a call of ${isGlobal(callee) ? callee.name : describe(callee)}`;
      return fail({ kind: 'refused', where: 'pickle', came, wanted: 'calls that build tensors' });
    }
    return call(values);
  }

  /** Attributes of an object, which here are only the versions that a state dict carries. */
  build(): void {
    this.pop();
    this.top();
  }

  bigInteger(): PickleValue {
    const bytes = this.reader.take(this.reader.uint8());
    const magnitude = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const value = BigInt.asIntN(8 * bytes.length, magnitude);
    const isSmall = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
    return isSmall ? Number(value) : value;
  }

  protocol(): void {
    const version = this.reader.uint8();
    if (version <= 2) return;
    fail({ kind: 'unsupported', where: 'pickle', came: `protocol ${version}`, wanted: 'protocol 2' });
  }
}
