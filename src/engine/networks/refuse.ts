/** Operations for code that can carry out only some of them: the rest refuse by name. */
import type { Operations } from './operations.ts';

const table: Record<keyof Operations<unknown>, true> = {
  convBatchNorm: true,
  convolve: true,
  convolveTransposed: true,
  normalise: true,
  averagePool: true,
  linear: true,
  pool: true,
  upsample: true,
  concat: true,
  slice: true,
  stack: true,
  part: true,
  ssim: true,
  unary: true,
  binary: true,
  softmax: true,
  reduce: true,
  scaleGradient: true,
  gaussian: true,
};

/** A network uses an operation that something lacks. */
export class OperationRefusedError extends Error {
  readonly operation: string;

  /** `who` cannot carry out `operation`; `known` are those that it can. */
  constructor(who: string, operation: string, known: readonly string[]) {
    super(`${who} expected only the operations ${known.join(', ')}; the network uses ${operation}`);
    this.name = 'OperationRefusedError';
    this.operation = operation;
  }
}

/** `known` as it is; each of the other operations throws an `OperationRefusedError` in the name of `who`. */
export function refuseOthers<T>(who: string, known: Partial<Operations<T>>): Operations<T> {
  const refusals = Object.keys(table).map((operation) => {
    const refuse = () => {
      throw new OperationRefusedError(who, operation, Object.keys(known));
    };
    return [operation, refuse] as const;
  });
  return { ...(Object.fromEntries(refusals) as unknown as Operations<T>), ...known };
}
