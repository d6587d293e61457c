/** Numbers on the device, before there is a device: what they are called, their shape, and where they live. */
import { sizeOf } from '../network/parameters.ts';

/** A range of a buffer that outlives the program and is shared by all programs of one network. */
export interface Place {
  readonly arena: string;
  /** Bytes from the arena's start, a multiple of 256 as bindings want. */
  readonly offset: number;
}

/** Entries of four bytes each; told apart by identity. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  /** Undefined for what the program itself holds. */
  readonly place?: Place;
}

export function bytesOf({ shape }: Value): number {
  return 4 * sizeOf(shape);
}
