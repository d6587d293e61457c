import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOver, evenEdges, histogram } from './histogram.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('histogram', () => {
  it('counts a value on an edge in the bin above it, and the last edge in the last bin', () => {
    expect(histogram([0, 0.25, 0.5, 0.75, 1], [0, 0.5, 1])).toEqual([2, 3]);
  });

  it('leaves out what lies outside, and what is no number', () => {
    expect(histogram([-0.1, 1.1, Number.NaN, Infinity, 0.5], [0, 1])).toEqual([1]);
  });

  it('over its own edges counts each finite value once, in a bin that holds it', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (values, bins) => {
        const edges = edgesOver(values, bins);
        const wanted = edges
          .slice(1)
          .map(
            (high, i) =>
              values.filter((v) => v >= edges[i] && (v < high || (i === bins - 1 && v === high))).length,
          );
        expect(histogram(values, edges)).toEqual(wanted);
        expect(wanted.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
      { seed: 5 },
    );
  });

  it('has edges around a single value, and from 0 to 1 over none', () => {
    expect(edgesOver([3, 3], 2)).toEqual([2.5, 3, 3.5]);
    expect(edgesOver([Number.NaN], 2)).toEqual([0, 0.5, 1]);
  });

  it('ends exactly where it was told', () => {
    expect(evenEdges(0.1, 0.7, 7).at(-1)).toBe(0.7);
    expect(evenEdges(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  });
});
