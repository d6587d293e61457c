/** Unrolled code for a thread that works on several positions at once. */

/** The code of `line` for 0, 1, ... count - 1. */
export function unroll(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n        ');
}

/** Positions a thread takes: as many as divide their number, at most four, so that no thread has a ragged end. */
export function positionTile(positions: number): number {
  return [4, 2].find((tile) => positions % tile === 0) ?? 1;
}
