/** What training will cost, found out before it starts. */

export interface CostEstimate {
  /** Images in a step for which the numbers below were found: the wanted number, or the largest that fits. */
  readonly batchSize: number;
  readonly wantedBatchSize: number;
  /** Device memory in bytes; `undefined` if tfjs alone decides. */
  readonly bytes: number | undefined;
  /** Median time of a step in milliseconds. */
  readonly stepMs: number;
  readonly steps: number;
}

/** Time for all steps in milliseconds; drawing the batches continues meanwhile. */
export function totalMs({ stepMs, steps }: CostEstimate): number {
  return stepMs * steps;
}
