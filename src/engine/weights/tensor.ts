/** Tensors as files hold them: PyTorch's names and layouts, numbers widened to 32-bit floats. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import { fail } from './problem.ts';

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export type Tensors = ReadonlyMap<string, Tensor>;

export interface WeightsFile {
  readonly tensors: Tensors;
  /** Names of what is no tensor of floats: counters, indices, settings. */
  readonly ignored: readonly string[];
  /** How the file's network was shown pixels; `undefined` if the file does not say. */
  readonly normalisation?: Normalisation | undefined;
}

/** Floats that one file may unfold to: 1 GiB of them, forty times a ResNet18. */
const mostValues = 2 ** 28;

/** Bytes that decoding may take in all: what is kept and, in files whose tensors share storages, what they are taken from. */
const mostBytes = 2 ** 31;

/** Product of a shape from a file, whose lengths may be anything. */
export function countOf(shape: readonly unknown[], where: string): number {
  let count = 1;
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || (length as number) < 0) {
      fail({ kind: 'malformed', where, came: String(length), wanted: 'a length of at least 0' });
    }
    count *= length as number;
  }
  if (!(count <= mostValues)) fail({ kind: 'too-large', where, came: count, wanted: mostValues });
  return count;
}

/** Tensors read so far; their numbers together stay within bounds, however often a file names the same bytes. */
export class TensorCollector {
  readonly tensors = new Map<string, Tensor>();
  readonly ignored: string[] = [];
  #total = 0;
  #bytes = 0;

  /** Counts what is about to be decoded, kept or not. */
  countBytes(bytes: number, where: string): void {
    this.#bytes += bytes;
    if (this.#bytes > mostBytes) fail({ kind: 'too-large', where, came: this.#bytes, wanted: mostBytes });
  }

  add(name: string, shape: readonly number[], read: (count: number) => Float32Array): void {
    const count = countOf(shape, name);
    this.#total += count;
    if (this.#total > mostValues) {
      fail({ kind: 'too-large', where: name, came: this.#total, wanted: mostValues });
    }
    this.countBytes(4 * count, name);
    this.tensors.set(name, { shape, values: read(count) });
  }

  ignore(name: string): void {
    this.ignored.push(name);
  }
}
