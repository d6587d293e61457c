/** The mark on the printed capsule. */
import { coverage, distanceToPath } from './scene.ts';

/** A line through places. */
export type Stroke = readonly (readonly [number, number])[];

/** The mark "KZ 5" as strokes; one letter is 1 high and 0.7 wide. */
const letters: readonly { readonly at: number; readonly strokes: readonly Stroke[] }[] = [
  {
    at: 0,
    strokes: [
      [
        [0, 0],
        [0, 1],
      ],
      [
        [0.62, 0],
        [0, 0.52],
        [0.62, 1],
      ],
    ],
  },
  {
    at: 0.95,
    strokes: [
      [
        [0, 0],
        [0.62, 0],
        [0, 1],
        [0.62, 1],
      ],
    ],
  },
  {
    at: 2.15,
    strokes: [
      [
        [0.6, 0],
        [0.05, 0],
        [0, 0.45],
        [0.45, 0.42],
        [0.6, 0.7],
        [0.45, 1],
        [0, 0.95],
      ],
    ],
  },
];
const letterHeight = 0.085;
/** Where the print begins along the capsule's axis. */
export const printStart = 0.035;

/** Ink of the print at (u, v): u along the axis, v across, 0 in the middle of the print. */
export function inkAt(u: number, v: number, pixel: number): number {
  const [a, b] = [(u - printStart) / letterHeight, v / letterHeight + 0.5];
  if (a < -0.3 || a > 3.1 || b < -0.3 || b > 1.3) return 0;
  let nearest = Infinity;
  for (const { at, strokes } of letters) {
    for (const stroke of strokes) nearest = Math.min(nearest, distanceToPath(a - at, b, stroke));
  }
  return coverage((nearest - 0.085) * letterHeight, pixel);
}
