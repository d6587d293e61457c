/** What follows a product that was carried out in shares: their sum, its epilogue, and its moments by tiles. */
import { epilogueName, epilogueReads, finishSum, type Epilogue } from '../epilogue.ts';
import { unroll, type Kernel } from '../kernel.ts';
import { tileMoments } from './moments.ts';
import { tileFor, tileRows, tilesOfRows } from './tile.ts';

const V = 'vec4<f32>';

interface Joined {
  readonly rows: number;
  readonly channels: number;
  readonly shares: number;
}

/** Reads parts [shares, rows, C] and what the epilogue needs; writes y [rows, C]. */
function joinKernel({ rows, channels, shares }: Joined, epilogue: Epilogue): Kernel {
  return {
    name: `join_parts${epilogueName(epilogue)}`,
    reads: [['parts', V], ...epilogueReads(epilogue, V)],
    writes: [['y', V]],
    grid: { kind: 'flat', threads: (rows * channels) / 4 },
    integers: { CV: channels / 4, SHARES: shares },
    declarations: `alias V = ${V};`,
    body: `
  var sum = parts[index];
  for (var share = 1; share < SHARES; share++) { sum += parts[share * sizes.THREADS + index]; }
  yStore(index, ${finishSum('sum', { channel: 'index % CV', at: 'index' }, epilogue)});`,
  };
}

/** Reads parts [shares, rows, C]; writes their sum y [rows, C] and partial [tiles, 2, C], the moments of its tiles. */
function joinAndMeasureKernel({ rows, channels, shares }: Joined): Kernel {
  const shape = tileFor(16);
  const across = shape.columns / 4;
  return {
    name: 'join_parts_moments',
    reads: [['parts', V]],
    writes: [
      ['y', V],
      ['partial', V],
    ],
    grid: {
      kind: 'tiles',
      workgroups: [tilesOfRows(rows), Math.ceil(channels / shape.columns), 1],
      workgroupSize: [shape.threads, 1],
    },
    integers: { POSITIONS: rows, K: channels, SHARES: shares },
    declarations: `
alias V = ${V};
var<workgroup> leftTile : array<vec4<f32>, ${shape.threads}>;
var<workgroup> rightTile : array<vec4<f32>, ${shape.threads}>;
fn sumOf(row : i32, column : i32) -> V {
  var sum = V(0.0);
  if (row >= sizes.POSITIONS || column >= sizes.K) { return sum; }
  for (var share = 0; share < sizes.SHARES; share++) {
    sum += parts[(share * sizes.POSITIONS + row) * (sizes.K / 4) + column / 4];
  }
  return sum;
}`,
    body: `
  let t = i32(local.x);
  let tx = t % ${across};
  let ty = t / ${across};
  let firstRow = i32(workgroup.x) * ${tileRows};
  let column = i32(workgroup.y) * ${shape.columns} + tx * 4;
  ${unroll(shape.threadRows, (i) => `let row${i} = firstRow + ty * ${shape.threadRows} + ${i}; let sum${i} = sumOf(row${i}, column);`)}
  ${unroll(shape.threadRows, (i) => `if (row${i} < POSITIONS && column < K) { yStore(row${i} * (K / 4) + column / 4, sum${i}); }`)}
  ${tileMoments(shape)}`,
  };
}

export function joinPartsKernel(joined: Joined, epilogue: Epilogue): Kernel {
  return epilogue.hasMoments === true ? joinAndMeasureKernel(joined) : joinKernel(joined, epilogue);
}
