/** What follows from a gallery's draws. */
import { wilsonInterval } from '../../core/metrics/proportion.ts';

export interface Acceptance {
  readonly kept: number;
  readonly draws: number;
  /** Undefined when nothing was drawn. */
  readonly share: number | undefined;
  /** 95 % interval of the share. */
  readonly interval: readonly [number, number];
}

/** How many draws the gate keeps at threshold T: discard iff SSIM >= T. */
export function acceptanceAt(threshold: number, ssims: Float64Array): Acceptance {
  const draws = ssims.length;
  const kept = ssims.filter((ssim) => ssim < threshold).length;
  return {
    kept,
    draws,
    share: draws === 0 ? undefined : kept / draws,
    interval: wilsonInterval(kept, draws),
  };
}
