/** Places of pictures on a plane, moved apart until none lies over another. */

export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** Side of a picture. */
  readonly side: number;
}

/** Rounds at most; where the room is too small for all, some overlap stays. */
const mostRounds = 100;

/** Overlap that is not seen. */
const slack = 0.25;

interface Moved {
  x: number;
  y: number;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Moves both by half of what they overlap, along the axis on which that is less; of equal ones the first goes left. */
function part(a: Moved, b: Moved, side: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [overX, overY] = [side - Math.abs(dx), side - Math.abs(dy)];
  if (overX <= slack || overY <= slack) return false;
  if (overX <= overY) {
    const half = (dx < 0 ? -1 : 1) * (overX / 2);
    a.x -= half;
    b.x += half;
  } else {
    const half = (dy < 0 ? -1 : 1) * (overY / 2);
    a.y -= half;
    b.y += half;
  }
  return true;
}

/** Centres in the same order. Those that overlap no other stay where they are; all are kept inside of the room. */
export function spreadPlaces(places: readonly PlanePoint[], { width, height, side }: Room): PlanePoint[] {
  const moved = places.map(({ x, y }) => ({ x, y }));
  const keepInside = (place: Moved) => {
    place.x = clamp(place.x, side / 2, width - side / 2);
    place.y = clamp(place.y, side / 2, height - side / 2);
  };
  moved.forEach(keepInside);
  for (let round = 0, isMoving = true; isMoving && round < mostRounds; round++) {
    isMoving = false;
    moved.forEach((a, i) => {
      for (let j = i + 1; j < moved.length; j++) {
        const b = moved[j];
        if (b === undefined || !part(a, b, side)) continue;
        isMoving = true;
        keepInside(a);
        keepInside(b);
      }
    });
  }
  return moved;
}
