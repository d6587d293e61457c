/** Learning-rate schedules. */

/** Single-cycle cosine: rate at `step` (from 0) of `total`, from `base` down to 0 [CutPaste Appendix A.1]. */
export function cosineRate(base: number, step: number, total: number): number {
  return 0.5 * base * (1 + Math.cos((Math.PI * step) / total));
}
