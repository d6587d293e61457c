/**
 * The nearest rows of a bank by squared Euclidean distance. Differences are squared and summed as they are: the shorter way by
 * lengths and products loses the digits of small distances. Each thread takes eight queries and a slice of the bank.
 */
import { bindingsOf, type Kernel } from './kernel.ts';

export interface NearestShape {
  /** A multiple of the tile. */
  readonly queries: number;
  readonly bankRows: number;
  readonly length: number;
  /** Rows wanted for each query, nearest first. */
  readonly kept: number;
  /** Parts that the bank is cut into, so that there are enough threads. */
  readonly slices: number;
}

/** Stands for a row that was not found: all distances to a query that is not a number. */
export const noRow = 0xffff_ffff;

/**
 * `insert` keeps the nearest of each of `lists` lists, the first of equals first, and `worstOf` is what a distance must be below.
 * Rows must come in rising order. Loops end at uniforms, so that they are not unrolled: that would take seconds to compile.
 */
const listsOf = (lists: number, kept: number): string => `
var<private> least : array<f32, ${lists * kept}>;
var<private> rowOf : array<u32, ${lists * kept}>;
fn clear() {
  for (var i = 0; i < ${lists} * sizes.KEPT; i++) { least[i] = 3.4e38; rowOf[i] = ${noRow}u; }
}
fn worstOf(list : i32) -> f32 { return least[(list + 1) * sizes.KEPT - 1]; }
fn insert(list : i32, distance : f32, row : u32) {
  let first = list * sizes.KEPT;
  var at = first + sizes.KEPT - 1;
  if (!(distance < least[at])) { return; }
  for (; at > first && distance < least[at - 1]; at--) {
    least[at] = least[at - 1];
    rowOf[at] = rowOf[at - 1];
  }
  least[at] = distance;
  rowOf[at] = row;
}`;

/** Queries and rows of the bank that a thread compares at once, each with each; both are padded to a multiple of it. */
export const nearestTile = 8;

const halves = [0, 1];
const rowsOfTile = Array.from({ length: nearestTile }, (_, j) => j);
const lines = (parts: readonly string[]) => parts.join('\n      ');

/** Adds to the sums of one half of the queries the squares of one dimension. */
function addSquares(half: number): string {
  const part = (j: number) => `b${Math.floor(j / 4)}[${j % 4}]`;
  return lines(
    rowsOfTile.map(
      (j) =>
        `let apart${half}${j} = a${half} - ${part(j)}; sum${half}${j} += apart${half}${j} * apart${half}${j};`,
    ),
  );
}

/**
 * Reads queries [length, queries] and the bank [length, bank rows], transposed and padded to tiles; writes for each slice the kept
 * distances and rows, [slices, kept, queries].
 */
export function nearestKernel({ queries, bankRows, length, kept, slices }: NearestShape): Kernel {
  const tiles = Math.ceil(bankRows / nearestTile);
  return {
    name: `nearest_${kept}`,
    reads: bindingsOf(['queries', 'bank'], 4),
    writes: [
      ['distances', 'f32'],
      ['rows', 'u32'],
    ],
    grid: { kind: 'flat', threads: (queries / nearestTile) * slices },
    integers: {
      QUERIES: queries,
      ROWS: bankRows,
      TILES: tiles,
      LENGTH: length,
      TILES_OF_SLICE: Math.ceil(tiles / slices),
      KEPT: kept,
      LANES: 4,
      SUMS: 2 * nearestTile,
    },
    declarations: `${listsOf(nearestTile, kept)}
var<private> sums : array<vec4<f32>, ${2 * nearestTile}>;
var<private> worst : array<vec4<f32>, 2>;`,
    body: `
  let query = index % (QUERIES / ${nearestTile});
  let slice = index / (QUERIES / ${nearestTile});
  clear();
  worst[0] = vec4<f32>(3.4e38);
  worst[1] = worst[0];
  let end = min(TILES, (slice + 1) * TILES_OF_SLICE);
  for (var tile = slice * TILES_OF_SLICE; tile < end; tile++) {
    ${lines(halves.flatMap((half) => rowsOfTile.map((j) => `var sum${half}${j} = vec4<f32>(0.0);`)))}
    for (var k = 0; k < LENGTH; k++) {
      ${lines(halves.map((half) => `let a${half} = queries[k * (QUERIES / 4) + 2 * query + ${half}];`))}
      ${lines(halves.map((half) => `let b${half} = bank[(k * TILES + tile) * 2 + ${half}];`))}
      ${lines(halves.map(addSquares))}
    }
    ${lines(halves.flatMap((half) => rowsOfTile.map((j) => `sums[${nearestTile * half + j}] = sum${half}${j};`)))}
    for (var at = 0; at < SUMS; at++) {
      let half = at / ${nearestTile};
      let row = ${nearestTile} * tile + at % ${nearestTile};
      if (row >= ROWS || !any(sums[at] < worst[half])) { continue; }
      for (var q = 0; q < LANES; q++) {
        insert(4 * half + q, sums[at][q], u32(row));
        worst[half][q] = worstOf(4 * half + q);
      }
    }
  }
  for (var q = 0; q < 2 * LANES; q++) {
    for (var i = 0; i < KEPT; i++) {
      let at = (slice * KEPT + i) * QUERIES + ${nearestTile} * query + q;
      distances[at] = least[q * KEPT + i];
      rows[at] = rowOf[q * KEPT + i];
    }
  }`,
  };
}

/** Reads what the slices kept; writes found [queries, kept], the nearest rows of the whole bank. */
export function mergeNearestKernel({ queries, kept, slices }: NearestShape): Kernel {
  return {
    name: `merge_nearest_${kept}`,
    reads: [
      ['distances', 'f32'],
      ['rows', 'u32'],
    ],
    writes: [['found', 'u32']],
    grid: { kind: 'flat', threads: queries },
    integers: { SLICES: slices, KEPT: kept },
    declarations: listsOf(1, kept),
    body: `
  clear();
  for (var i = 0; i < SLICES * KEPT; i++) {
    insert(0, distances[i * sizes.THREADS + index], rows[i * sizes.THREADS + index]);
  }
  for (var i = 0; i < KEPT; i++) { found[index * KEPT + i] = rowOf[i]; }`,
  };
}
