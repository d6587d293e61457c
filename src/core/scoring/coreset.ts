/** Few rows that lie close to all: a bank of patches small enough to search, without losing the rare ones [PatchCore section 3.2]. */
import type { Random } from '../random.ts';
import { requireRows } from './distances.ts';
import { createProjection, project } from './projection.ts';
import { squaredDistanceUpTo } from './squared-distance.ts';

/** PatchCore's. */
export const defaultProjectedLength = 128;

export interface CoresetOptions {
  /** Rows to keep, >= 1; cut to the number of rows. */
  readonly size: number;
  readonly random: Random;
  /** Distances are taken after a random projection to so many dimensions, where there are more. PatchCore: 128. */
  readonly projectedLength?: number;
}

interface Search {
  readonly rows: Float32Array; // [n, length]
  readonly length: number;
  /** Squared distance of each row to the chosen row nearest to it. */
  readonly nearest: Float64Array; // [n]
  /** Which of the chosen rows that is. */
  readonly owner: Uint32Array; // [n]
  readonly chosen: number[];
}

function rowAt({ rows, length }: Search, row: number): Float32Array {
  return rows.subarray(row * length, (row + 1) * length);
}

/**
 * Adds `row` and lets it take the rows that it is nearest to. A row whose owner lies at least twice as far from the new
 * one as from that row cannot change hands, by the triangle inequality [Elkan].
 */
function choose(search: Search, row: number): void {
  const { rows, length, nearest, owner, chosen } = search;
  const centre = rowAt(search, row);
  const toChosen = Float64Array.from(chosen, (other) =>
    squaredDistanceUpTo(rows, other * length, centre, Infinity),
  );
  for (let i = 0; i < nearest.length; i++) {
    if (toChosen[owner[i]] >= 4 * nearest[i]) continue;
    const distance = squaredDistanceUpTo(rows, i * length, centre, nearest[i]);
    if (!(distance < nearest[i])) continue; // NaN, too
    nearest[i] = distance;
    owner[i] = chosen.length;
  }
  nearest[row] = 0; // NaN is no distance: without this a broken row would be chosen again and again
  chosen.push(row);
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

export interface CoresetSearch {
  /** Row indices in the order chosen. */
  readonly chosen: readonly number[];
  /** Chooses one more row; false where enough are chosen, or all others repeat one of them. */
  chooseNext(): boolean;
  /**
   * What is chosen of the other rows alone, as close to them as the rows chosen so far lie: where rows that are left out stood for
   * others, more are chosen. Row indices.
   */
  chosenWithout(isLeft: (row: number) => boolean): number[];
}

/** The search among the rows that are not left out, with what was chosen of them. */
function searchWithout(search: Search, isLeft: (row: number) => boolean): Search {
  const { rows, length, nearest, owner, chosen } = search;
  const kept = chosen.filter((row) => !isLeft(row));
  const placeOf = new Map(kept.map((row, place) => [row, place]));
  const rest: Search = { ...search, nearest: nearest.slice(), owner: owner.slice(), chosen: kept };
  const takeNearest = (i: number) => {
    rest.nearest[i] = Infinity;
    kept.forEach((other, place) => {
      const distance = squaredDistanceUpTo(rows, other * length, rowAt(search, i), rest.nearest[i]);
      if (!(distance < rest.nearest[i])) return;
      rest.nearest[i] = distance;
      rest.owner[i] = place;
    });
  };
  for (let i = 0; i < nearest.length; i++) {
    const place = placeOf.get(chosen[owner[i]]);
    if (isLeft(i))
      rest.nearest[i] = 0; // never chosen
    else if (place === undefined) takeNearest(i);
    else rest.owner[i] = place;
  }
  return rest;
}

/**
 * Greedy k-centre [PatchCore Algorithm 1], row by row: from row `first` on, always the row farthest from those chosen, the first
 * of equals. `rows` is [n, length].
 */
export function searchCoreset(
  rows: Float32Array,
  length: number,
  { size, first }: { readonly size: number; readonly first: number },
): CoresetSearch {
  const count = rows.length / length;
  const search: Search = {
    rows,
    length,
    nearest: new Float64Array(count).fill(Infinity),
    owner: new Uint32Array(count),
    chosen: [],
  };
  choose(search, first);
  return {
    chosen: search.chosen,
    chooseNext() {
      if (search.chosen.length >= Math.min(size, count)) return false;
      const farthest = indexOfLargest(search.nearest);
      if (search.nearest[farthest] === 0) return false;
      choose(search, farthest);
      return true;
    },
    chosenWithout(isLeft) {
      const reach = search.nearest[indexOfLargest(search.nearest)];
      const rest = searchWithout(search, isLeft);
      for (;;) {
        const farthest = indexOfLargest(rest.nearest);
        if (rest.nearest[farthest] <= reach) return rest.chosen;
        choose(rest, farthest);
      }
    },
  };
}

export interface Coreset {
  /** Row indices in the order chosen. */
  readonly rows: Uint32Array;
  /** As close a coreset of the rows that are not left out. */
  readonly without: (isLeft: (row: number) => boolean) => Uint32Array;
}

/**
 * A coreset of `rows` [n, length], n >= 1, so that the largest distance of any row to it is at most twice the least possible.
 * Row indices in the order chosen, from a random one on; fewer than `size` where all others repeat one of them. O(n size)
 * distances at most.
 */
export function createCoreset(
  rows: Float32Array,
  length: number,
  { size, random, projectedLength = defaultProjectedLength }: CoresetOptions,
): Coreset {
  requireRows(rows, length);
  const isProjected = length > projectedLength;
  const projected = isProjected ? project(rows, createProjection(length, projectedLength, random)) : rows;
  const first = random.integer(rows.length / length);
  const search = searchCoreset(projected, Math.min(length, projectedLength), { size, first });
  while (search.chooseNext());
  return {
    rows: Uint32Array.from(search.chosen),
    without: (isLeft) => Uint32Array.from(search.chosenWithout(isLeft)),
  };
}

/** The rows of such a coreset, once. */
export function greedyCoreset(rows: Float32Array, length: number, options: CoresetOptions): Uint32Array {
  return createCoreset(rows, length, options).rows;
}

/** The rows at `indices`, one after another: [indices, length]. */
export function takeRows(rows: Float32Array, length: number, indices: ArrayLike<number>): Float32Array {
  const taken = new Float32Array(indices.length * length);
  for (let i = 0; i < indices.length; i++) {
    taken.set(rows.subarray(indices[i] * length, (indices[i] + 1) * length), i * length);
  }
  return taken;
}
