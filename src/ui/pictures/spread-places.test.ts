import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadPlaces, type PlanePoint } from './spread-places.ts';

const room = { width: 640, height: 400, side: 26 };

function worstOverlap(places: readonly PlanePoint[]): number {
  let worst = 0;
  places.forEach((a, i) => {
    for (const b of places.slice(i + 1))
      worst = Math.max(worst, Math.min(room.side - Math.abs(a.x - b.x), room.side - Math.abs(a.y - b.y)));
  });
  return worst;
}

it('leaves alone what does not overlap', () => {
  const places = [
    { x: 100, y: 100 },
    { x: 126, y: 100 },
    { x: 300, y: 50 },
  ];
  expect(spreadPlaces(places, room)).toEqual(places);
  expect(spreadPlaces([], room)).toEqual([]);
});

it('parts two at one place along one axis, by half each', () => {
  const place = { x: 100, y: 100 };
  expect(spreadPlaces([place, place], room)).toEqual([
    { x: 87, y: 100 },
    { x: 113, y: 100 },
  ]);
});

it('leaves sixty-four pictures side by side, inside of the room, however near they were', () => {
  const point = fc.record({
    x: fc.double({ min: 300, max: 340, noNaN: true }),
    y: fc.double({ min: 180, max: 220, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 64, maxLength: 64 }), (places) => {
      const spread = spreadPlaces(places, room);
      expect(worstOverlap(spread)).toBeLessThan(1);
      for (const { x, y } of spread) {
        expect(x).toBeGreaterThanOrEqual(13);
        expect(x).toBeLessThanOrEqual(627);
        expect(y).toBeGreaterThanOrEqual(13);
        expect(y).toBeLessThanOrEqual(387);
      }
    }),
    { numRuns: 5, seed: 1 },
  );
});
