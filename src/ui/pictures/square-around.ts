/** What is looked at closely: a square part of a picture. */
import type { Box } from '../../core/image/image.ts';

/** Pixels of the picture around the part, as a share of the part's longer side, and the least that is shown of a side. */
const [room, least] = [0.35, 0.2];

/** A square around the box, inside a picture of `side`; all of it where the box has no size. */
export function squareAround({ left, top, width, height }: Box, side: number): Box {
  const size =
    width === 0 ? side : Math.min(side, Math.max(least * side, (1 + 2 * room) * Math.max(width, height)));
  const begin = (middle: number) => Math.min(side - size, Math.max(0, middle - size / 2));
  return { left: begin(left + width / 2), top: begin(top + height / 2), width: size, height: size };
}
