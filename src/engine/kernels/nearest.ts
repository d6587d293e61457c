/**
 * The nearest rows of a bank by squared Euclidean distance. Differences are squared and summed as they are: the shorter way by
 * lengths and products loses the digits of small distances. Each thread takes four queries and a slice of the bank.
 */
import { bindingsOf, type Kernel } from './kernel.ts';

export interface NearestShape {
  /** Padded to a multiple of 4. */
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

const four = [0, 1, 2, 3];
const inFours = (line: (k: number) => string) => four.map(line).join('\n      ');

/**
 * Reads queries [length, queries] and the bank [length, bank rows], transposed and padded to fours; writes for each slice the kept
 * distances and rows, [slices, kept, queries].
 */
export function nearestKernel({ queries, bankRows, length, kept, slices }: NearestShape): Kernel {
  const fours = Math.ceil(bankRows / 4);
  return {
    name: `nearest_${kept}`,
    reads: bindingsOf(['queries', 'bank'], 4),
    writes: [
      ['distances', 'f32'],
      ['rows', 'u32'],
    ],
    grid: { kind: 'flat', threads: (queries / 4) * slices },
    integers: {
      QUERIES: queries,
      ROWS: bankRows,
      FOURS: fours,
      LENGTH: length,
      FOURS_OF_SLICE: Math.ceil(fours / slices),
      KEPT: kept,
      LANES: 4,
    },
    declarations: listsOf(4, kept),
    body: `
  let query = index % (QUERIES / 4);
  let slice = index / (QUERIES / 4);
  clear();
  var worst = vec4<f32>(3.4e38);
  let end = min(FOURS, (slice + 1) * FOURS_OF_SLICE);
  for (var group = slice * FOURS_OF_SLICE; group < end; group++) {
    ${inFours((j) => `var sum${j} = vec4<f32>(0.0);`)}
    for (var k = 0; k < LENGTH; k++) {
      let a = queries[k * (QUERIES / 4) + query];
      let b = bank[k * FOURS + group];
      ${inFours((j) => `let apart${j} = a - b[${j}]; sum${j} += apart${j} * apart${j};`)}
    }
    ${inFours(
      (j) => `if (4 * group + ${j} < ROWS && any(sum${j} < worst)) {
        for (var q = 0; q < LANES; q++) { insert(q, sum${j}[q], u32(4 * group + ${j})); }
        worst = vec4<f32>(worstOf(0), worstOf(1), worstOf(2), worstOf(3));
      }`,
    )}
  }
  for (var q = 0; q < LANES; q++) {
    for (var i = 0; i < KEPT; i++) {
      let at = (slice * KEPT + i) * QUERIES + 4 * query + q;
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
