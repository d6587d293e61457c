/**
 * Products of matrices in tiles of 64 x 64 that a workgroup of 256 threads shares, sixteen steps of the inner length at a
 * time: a GPU reads each number from memory once for 64 uses. Drivers that run on the CPU pay dearly for the barriers.
 */
import { unroll, type Bindings, type Kernel } from './kernel.ts';

export const tileSide = 64;
const depth = 16;

/** How many tiles cover a length. */
export function tilesOf(length: number): number {
  return Math.ceil(length / tileSide);
}

interface TiledParts {
  readonly name: string;
  readonly reads: Bindings;
  readonly writes: Bindings;
  readonly tiles: readonly [rows: number, columns: number, layers: number];
  readonly integers: Kernel['integers'];
  /** Code that sets `from` and `end`, the inner range of this workgroup, and what else the loaders need. */
  readonly prepare: string;
  /** Expression of the vec4 that a thread puts into each shared tile, from `inner` (the first of the sixteen). */
  readonly left: string;
  readonly right: string;
  /** True where the left vec4 runs along the inner length, false where it runs along the rows. */
  readonly isLeftAlongInner: boolean;
  /** Code that writes the sum `value` of row `row`, columns from `column`. */
  readonly finish: string;
  /** Code after all rows are written; the shared tiles are free for it. */
  readonly after?: string;
  readonly helpers?: string;
}

/** Four rows of a thread, four inner steps at once: the left tile is [64 rows][4 vec4 of the inner length]. */
const sumAlongInner = `
    for (var k = 0; k < 4; k++) {
      let b0 = rightTile[(4 * k) * 16 + tx]; let b1 = rightTile[(4 * k + 1) * 16 + tx];
      let b2 = rightTile[(4 * k + 2) * 16 + tx]; let b3 = rightTile[(4 * k + 3) * 16 + tx];
      ${unroll(4, (i) => `let a${i} = leftTile[(4 * ty + ${i}) * 4 + k]; sum${i} += a${i}.x * b0 + a${i}.y * b1 + a${i}.z * b2 + a${i}.w * b3;`)}
    }`;

/** The left tile is [16 inner steps][16 vec4 of rows]. */
const sumAlongRows = `
    for (var k = 0; k < ${depth}; k++) {
      let a = leftTile[k * 16 + ty];
      let b = rightTile[k * 16 + tx];
      sum0 += a.x * b; sum1 += a.y * b; sum2 += a.z * b; sum3 += a.w * b;
    }`;

/**
 * The body knows `firstRow`, `firstColumn` of the tile and `layer`; a loader also `t`, the thread's number. A left vec4 along
 * the inner length is of row `firstRow + t / 4` at `inner + t % 4 * 4`; one along the rows is at `inner + t / 16`, of rows from
 * `firstRow + t % 16 * 4`. A right vec4 is at `inner + t / 16`, of columns from `firstColumn + t % 16 * 4`.
 */
export function tiledKernel(parts: TiledParts): Kernel {
  return {
    name: parts.name,
    reads: parts.reads,
    writes: parts.writes,
    grid: { kind: 'tiles', workgroups: parts.tiles, workgroupSize: [tileSide * 4, 1] },
    integers: parts.integers,
    declarations: `
alias V = vec4<f32>;
var<workgroup> leftTile : array<vec4<f32>, 256>;
var<workgroup> rightTile : array<vec4<f32>, 256>;
${parts.helpers ?? ''}`,
    body: `
  let t = i32(local.x);
  let tx = t % 16;
  let ty = t / 16;
  let firstRow = i32(workgroup.x) * ${tileSide};
  let firstColumn = i32(workgroup.y) * ${tileSide};
  let layer = i32(workgroup.z);
  ${parts.prepare}
  ${unroll(4, (i) => `var sum${i} = V(0.0);`)}
  for (var inner = from_; inner < end_; inner += ${depth}) {
    leftTile[t] = ${parts.left};
    rightTile[t] = ${parts.right};
    workgroupBarrier();
    ${parts.isLeftAlongInner ? sumAlongInner : sumAlongRows}
    workgroupBarrier();
  }
  let column = firstColumn + tx * 4;
  ${unroll(4, (i) => `{ let row = firstRow + ty * 4 + ${i}; let value = sum${i}; ${parts.finish} }`)}
  ${parts.after ?? ''}`,
  };
}
