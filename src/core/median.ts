/** The middle of some numbers. */

/** Of an even count the higher of the two in the middle; 0 without any. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
