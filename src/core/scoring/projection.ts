/** Fewer dimensions at almost the same distances, so that comparing many rows is cheaper. */
import type { Random } from '../random.ts';

/** One output is (sum of the inputs of `plus` - sum of those of `minus`) x scale. */
interface Output {
  readonly plus: Uint32Array;
  readonly minus: Uint32Array;
}

export interface Projection {
  readonly length: number;
  readonly outputs: readonly Output[];
  readonly scale: number;
}

/**
 * Very sparse random projection [Projection]: entries are +-sqrt(s / d) with a chance of 1 / 2s each and else 0,
 * s = sqrt(length), for d outputs. Squared distances keep their mean; they spread by about sqrt(2 / d).
 */
export function createProjection(length: number, outputs: number, random: Random): Projection {
  const sparsity = Math.sqrt(length);
  const drawOutput = () => {
    const draws = Float64Array.from({ length }, () => random.next() * 2 * sparsity);
    const inputs = Uint32Array.from(draws.keys());
    return {
      plus: inputs.filter((i) => draws[i] < 1),
      minus: inputs.filter((i) => draws[i] >= 1 && draws[i] < 2),
    };
  };
  return {
    length,
    outputs: Array.from({ length: outputs }, drawOutput),
    scale: Math.sqrt(sparsity / outputs),
  };
}

function sumAt(rows: Float32Array, start: number, inputs: Uint32Array): number {
  let sum = 0;
  for (const input of inputs) sum += rows[start + input];
  return sum;
}

/** `rows` [n, length] to [n, outputs]. */
export function project(rows: Float32Array, { length, outputs, scale }: Projection): Float32Array {
  const count = rows.length / length;
  const projected = new Float32Array(count * outputs.length);
  for (let row = 0, to = 0; row < count; row++) {
    for (const { plus, minus } of outputs) {
      projected[to++] = scale * (sumAt(rows, row * length, plus) - sumAt(rows, row * length, minus));
    }
  }
  return projected;
}
