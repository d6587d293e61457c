/**
 * Products of matrices in tiles of 64 rows and 16, 32 or 64 columns, sixteen steps of the inner length at a time: a GPU reads
 * each number from memory once for a whole tile. There are two copies of the shared tiles: while the threads multiply what is in one, what comes
 * next is on its way into the other, so that sixteen steps cost one barrier. Drivers that run on the CPU pay dearly for the barriers.
 */
import { unroll, type Bindings, type Kernel } from '../kernel.ts';

export const tileRows = 64;
const depth = 16;

/** How many tiles cover rows. */
export function tilesOfRows(rows: number): number {
  return Math.ceil(rows / tileRows);
}

/** What a workgroup and each of its threads take of a product. */
export interface TileShape {
  readonly columns: 16 | 32 | 64;
  /** Of a thread's part, which has four columns. */
  readonly threadRows: 4 | 8;
  readonly threads: number;
}

function tileShape(columns: 16 | 32 | 64): TileShape {
  const threadRows = columns === 16 ? 4 : 8;
  return { columns, threadRows, threads: ((tileRows / threadRows) * columns) / 4 };
}

/** The widest tile of those that leave the fewest columns empty. */
export function tileFor(columns: number): TileShape {
  const covered = (width: number) => width * Math.ceil(columns / width);
  const best = ([64, 32, 16] as const).reduce((a, b) => (covered(b) < covered(a) ? b : a));
  return tileShape(best);
}

export function tilesOfColumns(columns: number): number {
  return Math.ceil(columns / tileFor(columns).columns);
}

/** Into how many shares an inner length is cut, and how much of it one takes: a multiple of the depth of a tile. */
export interface InnerShares {
  readonly shares: number;
  readonly length: number;
}

export function cutInner(inner: number, wanted: number): InnerShares {
  const length = depth * Math.ceil(inner / Math.max(1, wanted) / depth);
  return { shares: Math.ceil(inner / length), length };
}

/** How an operand lies in memory: four steps of the inner length side by side, or four rows (of the right one: columns). */
type Run = 'inner' | 'outer';

interface TiledParts {
  readonly name: string;
  readonly reads: Bindings;
  readonly writes: Bindings;
  readonly rows: number;
  readonly columns: number;
  readonly layers: number;
  readonly integers: Kernel['integers'];
  readonly left: Run;
  readonly right: Run;
  /**
   * Code that sets `from_` and `end_`, the inner range of this workgroup, and what the loads need of a thread; it knows `t`, the
   * thread's number, `firstRow`, `firstColumn` and `layer`.
   */
  readonly prepare: (loads: Loads) => string;
  /** Code that moves what the loads need by sixteen steps; it may name `inner`, which is the first of them. */
  readonly advance: (loads: Loads) => string;
  /** Expression of the vec4 that a thread's load of number `i` brings. */
  readonly leftLoad: (i: number, loads: Loads) => string;
  readonly rightLoad: (i: number, loads: Loads) => string;
  /** Code that writes the sum `value` of row `row`, columns from `column`. */
  readonly finish: string;
  /** Code after all rows are written; the shared tiles are free for it. */
  readonly after?: (shape: TileShape) => string;
  readonly helpers?: string;
}

/** Where the loads of a thread lie in the tiles; `of` is WGSL of the place of load `i`, from the thread's number `t`. */
interface Placed {
  readonly count: number;
  /** Of `inner`: the row or column, whose steps are `t % 4 * 4` and three more. Of `outer`: the step, of rows or columns from `group`. */
  readonly of: (i: number) => string;
  readonly group: string;
}

export interface Loads {
  readonly left: Placed;
  readonly right: Placed;
}

function placed(run: Run, length: number, threads: number): Placed {
  const across = run === 'inner' ? 4 : length / 4;
  return {
    count: (4 * length) / threads,
    of: (i) => `(t / ${across} + ${(i * threads) / across})`,
    group: run === 'inner' ? '(t % 4 * 4)' : `(t % ${across} * 4)`,
  };
}

/** Where load `i` goes in its shared tile: so that threads side by side read numbers side by side. */
function slot(run: Run, { of }: Placed, i: number, side: { length: number; perThread: number }): string {
  const { length, perThread } = side;
  if (run === 'outer') return `${of(i)} * ${length / 4} + t % ${length / 4}`;
  return `t % 4 * ${length} + ${of(i)} % ${perThread} * ${length / perThread} + ${of(i)} / ${perThread}`;
}

/** All products of one shared tile, sixteen steps deep. */
function multiply({ left, right }: Pick<TiledParts, 'left' | 'right'>, shape: TileShape): string {
  const { columns, threadRows } = shape;
  const across = columns / 4;
  const rowGroups = tileRows / threadRows;
  if (left === 'outer') {
    const vectors = threadRows / 4;
    return `
    for (var k = 0; k < ${depth}; k++) {
      let b = rightTile[rightAt + k * ${across} + tx];
      ${unroll(vectors, (v) => `let a${v} = leftTile[leftAt + k * ${tileRows / 4} + ${vectors} * ty + ${v}];`)}
      ${unroll(threadRows, (i) => `sum${i} += a${Math.floor(i / 4)}.${'xyzw'.charAt(i % 4)} * b;`)}
    }`;
  }
  const rightSlot = (j: number) =>
    right === 'inner' ? `k * ${columns} + ${j * across} + tx` : `(4 * k + ${j}) * ${across} + tx`;
  const product = (i: number) =>
    right === 'inner'
      ? `V(dot(a${i}, b0), dot(a${i}, b1), dot(a${i}, b2), dot(a${i}, b3))`
      : `a${i}.x * b0 + a${i}.y * b1 + a${i}.z * b2 + a${i}.w * b3`;
  return `
    for (var k = 0; k < 4; k++) {
      ${unroll(4, (j) => `let b${j} = rightTile[rightAt + ${rightSlot(j)}];`)}
      ${unroll(threadRows, (i) => `let a${i} = leftTile[leftAt + k * ${tileRows} + ${i * rowGroups} + ty]; sum${i} += ${product(i)};`)}
    }`;
}

export function tiledKernel(parts: TiledParts): Kernel {
  const shape = tileFor(parts.columns);
  const { columns, threadRows, threads } = shape;
  const loads: Loads = {
    left: placed(parts.left, tileRows, threads),
    right: placed(parts.right, columns, threads),
  };
  const sides = {
    left: { length: tileRows, perThread: threadRows },
    right: { length: columns, perThread: 4 },
  };
  const [leftSize, rightSize] = [4 * tileRows, 4 * columns];
  const store = (leftAt: string, rightAt: string) => `
    ${unroll(loads.left.count, (i) => `leftTile[${leftAt} + ${slot(parts.left, loads.left, i, sides.left)}] = left${i};`)}
    ${unroll(loads.right.count, (i) => `rightTile[${rightAt} + ${slot(parts.right, loads.right, i, sides.right)}] = right${i};`)}`;
  const load = `
    ${unroll(loads.left.count, (i) => `left${i} = ${parts.leftLoad(i, loads)};`)}
    ${unroll(loads.right.count, (i) => `right${i} = ${parts.rightLoad(i, loads)};`)}`;
  return {
    name: `${parts.name}_${columns}`,
    reads: parts.reads,
    writes: parts.writes,
    grid: {
      kind: 'tiles',
      workgroups: [tilesOfRows(parts.rows), Math.ceil(parts.columns / columns), parts.layers],
      workgroupSize: [threads, 1],
    },
    integers: parts.integers,
    declarations: `
alias V = vec4<f32>;
var<workgroup> leftTile : array<vec4<f32>, ${2 * leftSize}>;
var<workgroup> rightTile : array<vec4<f32>, ${2 * rightSize}>;
${parts.helpers ?? ''}`,
    body: `
  let t = i32(local.x);
  let tx = t % ${columns / 4};
  let ty = t / ${columns / 4};
  let firstRow = i32(workgroup.x) * ${tileRows};
  let firstColumn = i32(workgroup.y) * ${columns};
  let layer = i32(workgroup.z);
  ${parts.prepare(loads)}
  ${unroll(threadRows, (i) => `var sum${i} = V(0.0);`)}
  ${unroll(loads.left.count, (i) => `var left${i} = V(0.0);`)}
  ${unroll(loads.right.count, (i) => `var right${i} = V(0.0);`)}
  var inner = from_;
  ${load}
  ${store('0', '0')}
  var leftAt = 0;
  var rightAt = 0;
  while (inner < end_) {
    workgroupBarrier();
    inner += ${depth};
    ${parts.advance(loads)}
    if (inner < end_) {${load}
    }
    ${multiply(parts, shape)}
    if (inner < end_) {
    leftAt = ${leftSize} - leftAt;
    rightAt = ${rightSize} - rightAt;
    ${store('leftAt', 'rightAt')}
    }
  }
  let column = firstColumn + tx * 4;
  ${unroll(threadRows, (i) => `{ let row = firstRow + ty * ${threadRows} + ${i}; let value = sum${i}; ${parts.finish} }`)}
  ${parts.after === undefined ? '' : `workgroupBarrier();\n${parts.after(shape)}`}`,
  };
}

/** A number of three digits that grows by sixteen: `digits` and `steps` are names of vec3<i32>, `second` and `third` WGSL of the two lower radices. */
export function advanceDigits(
  digits: string,
  steps: string,
  [second, third]: readonly [string, string],
): string {
  return `${digits} += ${steps};
    if (${digits}.z >= ${third}) { ${digits}.z -= ${third}; ${digits}.y += 1; }
    if (${digits}.y >= ${second}) { ${digits}.y -= ${second}; ${digits}.x += 1; }`;
}

/** The digits of a number, as WGSL. */
export function digitsOf(value: string, [second, third]: readonly [string, string]): string {
  return `vec3<i32>(${value} / (${second} * ${third}), ${value} / ${third} % ${second}, ${value} % ${third})`;
}

/** The digits of what such a number grows by, as WGSL. */
export function stepsOf(radices: readonly [string, string]): string {
  return digitsOf(String(depth), radices);
}
