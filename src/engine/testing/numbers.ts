/** Random numbers for tests, and how far two lists of numbers are apart. */
import { createRandom } from '../../core/random.ts';
import { sizeOf } from '../networks/parameters.ts';

export function draw(shape: readonly number[], label: string, mean = 0): Float32Array<ArrayBuffer> {
  const random = createRandom(label);
  return Float32Array.from({ length: sizeOf(shape) }, () => mean + random.normal());
}

/** Largest difference, relative to the largest value. */
export function difference(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const values = Array.from(wanted);
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
  return values.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i])), 0) / scale;
}
