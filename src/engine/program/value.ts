/** Numbers on the device, before there is a device: what they are called, their shape, and where they live. */
import { sizeOf } from '../networks/parameters.ts';

/** A range of a buffer that outlives the program and is shared by all programs of one network. */
export interface Place {
  readonly arena: string;
  /** Bytes from the arena's start, a multiple of 256 as bindings want. */
  readonly offset: number;
}

/** How an entry is kept; computing is in 32 bits either way. */
export type StorageFormat = 'f32' | 'f16';

/** Told apart by identity. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  /** 32 bits by default. */
  readonly storage?: StorageFormat | undefined;
  /** `undefined` for what the program itself holds. */
  readonly place?: Place;
}

/** A multiple of four, as bindings want. */
export function bytesOf({ shape, storage }: Value): number {
  const size = sizeOf(shape);
  return storage === 'f16' ? 4 * Math.ceil(size / 2) : 4 * size;
}
