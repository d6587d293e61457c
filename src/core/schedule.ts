/** Learning-rate schedules. */

export interface RateSchedule {
  readonly base: number;
  /** Steps in all. */
  readonly total: number;
  /** Steps over which the rate rises in a line from base / warmUp; 0 for none. */
  readonly warmUp: number;
}

/** Single-cycle cosine: rate at `step` (from 0), from `base` down to 0 [CutPaste Appendix A.1], times the rise. */
export function cosineRate({ base, total, warmUp }: RateSchedule, step: number): number {
  const rise = warmUp === 0 ? 1 : Math.min(1, (step + 1) / warmUp);
  return rise * 0.5 * base * (1 + Math.cos((Math.PI * step) / total));
}
