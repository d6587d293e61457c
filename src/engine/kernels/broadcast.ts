/**
 * The products of a convolution for drivers whose memory reads are slow: lanes of a subgroup each read one vector of the weights and
 * hand it to all others, and each lane sums sixteen channels at several positions. On drivers that run on the CPU this is
 * four to five times faster than reading each weight in each lane. `lanes` is the size of every subgroup.
 */
import { epilogueName, epilogueReads, finishSum, type Epilogue } from './epilogue.ts';
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import { unroll, type Kernel } from './kernel.ts';

const V = 'vec4<f32>';
const workgroup = 64;

/** Output vectors of a thread: sixteen channels. */
const columns = 4;

/** Channels must come in fours on the way in and in sixteens on the way out. */
export function canBroadcast(inStride: number, outChannels: number): boolean {
  return inStride % 4 === 0 && outChannels % (4 * columns) === 0;
}

/** Positions of a thread: more, where there are enough for all threads. */
function positionsOfThread(positions: number): number {
  return [4, 2].find((count) => positions >= count * workgroup) ?? 1;
}

/** Adds `rows` channels of x times their weights: lane i reads vectors i, i + lanes, ... of the rows x columns weights. */
function sumProducts(rows: number, tile: number, lanes: number, weights: string): string {
  const vectors = rows * columns;
  const reads = Math.ceil(vectors / lanes);
  const read = (b: number) => `
        let i${b} = min(i32(lane) + ${b * lanes}, ${vectors - 1});
        let q${b} = ${weights}[at + i${b} / ${columns} * KV + i${b} % ${columns}];`;
  const product = (row: number, column: number) => {
    const at = row * columns + column;
    return `{ let v = subgroupBroadcast(q${Math.floor(at / lanes)}, ${at % lanes}u);
        ${unroll(tile, (p) => `sum${p}_${column} += x${p}.${'xyzw'.charAt(row)} * v;`)} }`;
  };
  return `${unroll(reads, read)}
        ${unroll(rows, (row) => unroll(columns, (column) => product(row, column)))}`;
}

function declareSums(p: number): string {
  return unroll(columns, (k) => `var sum${p}_${k} = V(0.0);`);
}

function finishForward(p: number, epilogue: Epilogue): string {
  const one = (k: number) => {
    const at = `at${p} + ${k}`;
    return `yStore(${at}, ${finishSum(`sum${p}_${k}`, { channel: `first + ${k}`, at }, epilogue)});`;
  };
  return `if (position${p} < POSITIONS) { let at${p} = position${p} * KV + first; ${unroll(columns, one)} }`;
}

/** Where the window of an output position starts. */
function locateOutput(p: number): string {
  return `
  let position${p} = start + ${p * workgroup};
  let image${p} = position${p} / (OH * OW) * H;
  let top${p} = position${p} / OW % OH * STRIDE - PAD_TOP;
  let left${p} = position${p} % OW * STRIDE - PAD_LEFT;
  ${declareSums(p)}`;
}

/** The input that tap (ky, kx) reads, and whether there is one. */
function findInput(p: number): string {
  return `
      let row${p} = top${p} + ky;
      let column${p} = left${p} + kx;
      let isIn${p} = position${p} < POSITIONS && row${p} >= 0 && row${p} < H && column${p} >= 0 && column${p} < W;
      let share${p} = select(0.0, 1.0, isIn${p});
      let base${p} = select(0, ((image${p} + row${p}) * W + column${p}) * CS / 4, isIn${p});`;
}

/** Reads x [N, H, W, C or more], w [kernelH, kernelW, C, K], bias [K], residual as y; writes y [N, outH, outW, K]. */
export function broadcastForwardKernel(
  geometry: ConvolutionGeometry,
  lanes: number,
  epilogue: Epilogue = {},
): Kernel {
  const { batch, outHeight, outWidth, outChannels, inChannels } = geometry;
  const positions = batch * outHeight * outWidth;
  const tile = positionsOfThread(positions);
  const rows = inChannels === 3 ? 3 : 4;
  return {
    name: `conv_forward_broadcast${lanes}_${tile}_${rows}${epilogueName(epilogue)}`,
    reads: [['x', V], ['w', V], ...epilogueReads(epilogue, V)],
    writes: [['y', V]],
    grid: {
      kind: 'tiles',
      workgroups: [Math.ceil(positions / (workgroup * tile)), outChannels / (4 * columns), 1],
      workgroupSize: [workgroup, 1],
      hasSubgroups: true,
    },
    integers: { ...integersOf(geometry), POSITIONS: positions },
    declarations: `alias V = ${V};`,
    body: `
  let KV = K / 4;
  let first = i32(workgroup.y) * ${columns};
  let start = i32(workgroup.x) * ${workgroup * tile} + i32(local.x);
  ${unroll(tile, locateOutput)}
  for (var ky = 0; ky < KH; ky++) {
    for (var kx = 0; kx < KW; kx++) {
      ${unroll(tile, findInput)}
      for (var c = 0; c < CS / 4; c++) {
        let at = ((ky * KW + kx) * C + c * 4) * KV + first;
        ${unroll(tile, (p) => `let x${p} = V(x[base${p} + c]) * share${p};`)}
        ${sumProducts(rows, tile, lanes, 'w')}
      }
    }
  }
  ${unroll(tile, (p) => finishForward(p, epilogue))}`,
  };
}

function finishInputGradient(p: number, hasAddend: boolean): string {
  const one = (k: number) =>
    `dx[at${p} + ${k}] = sum${p}_${k}${hasAddend ? ` + addend[at${p} + ${k}]` : ''};`;
  return `if (isRow${p}) {
    let at${p} = ((image${p} * H + top${p} - PAD_TOP) * W + left${p} - PAD_LEFT) * KV + first;
    ${unroll(columns, one)}
  }`;
}

/** An input position of the class (py, px). */
function locateInput(p: number): string {
  return `
  let position${p} = start + ${p * workgroup};
  let isRow${p} = position${p} < BATCH * rowsOf * columnsOf;
  let image${p} = position${p} / (rowsOf * columnsOf);
  let top${p} = position${p} / columnsOf % rowsOf * STRIDE + py + PAD_TOP;
  let left${p} = position${p} % columnsOf * STRIDE + px + PAD_LEFT;
  ${declareSums(p)}`;
}

/** The output that the input met by tap (ky, kx), and whether there is one. */
function findOutput(p: number): string {
  return `
      let row${p} = top${p} - ky;
      let column${p} = left${p} - kx;
      let isIn${p} = isRow${p} && row${p} >= 0 && column${p} >= 0 && row${p} / STRIDE < OH && column${p} / STRIDE < OW;
      let share${p} = select(0.0, 1.0, isIn${p});
      let from${p} = (image${p} * OH + row${p} / STRIDE) * OW + column${p} / STRIDE;
      let base${p} = select(0, from${p} * K / 4, isIn${p});`;
}

/**
 * Reads dy [N, outH, outW, K], weights [kernelH, kernelW, K, C] (transposed) and an addend as dx; writes dx [N, H, W, C]. With
 * a stride of s, positions fall into s^2 classes, each met by its own taps only: one layer of workgroups a class.
 */
export function broadcastInputGradientKernel(
  geometry: ConvolutionGeometry,
  lanes: number,
  hasAddend: boolean,
): Kernel {
  const { batch, inHeight, inWidth, inChannels, stride } = geometry;
  const rows = batch * Math.ceil(inHeight / stride) * Math.ceil(inWidth / stride);
  const tile = positionsOfThread(rows);
  return {
    name: `conv_input_gradient_broadcast${lanes}_${tile}${hasAddend ? '_add' : ''}`,
    reads: [['dy', V], ['weights', V], ...(hasAddend ? [['addend', V] as const] : [])],
    writes: [['dx', V]],
    grid: {
      kind: 'tiles',
      workgroups: [Math.ceil(rows / (workgroup * tile)), inChannels / (4 * columns), stride * stride],
      workgroupSize: [workgroup, 1],
      hasSubgroups: true,
    },
    integers: { ...integersOf(geometry), BATCH: batch },
    declarations: `alias V = ${V};`,
    body: `
  let KV = C / 4;
  let first = i32(workgroup.y) * ${columns};
  let py = i32(workgroup.z) / STRIDE;
  let px = i32(workgroup.z) % STRIDE;
  let rowsOf = (H - py + STRIDE - 1) / STRIDE;
  let columnsOf = (W - px + STRIDE - 1) / STRIDE;
  let start = i32(workgroup.x) * ${workgroup * tile} + i32(local.x);
  ${unroll(tile, locateInput)}
  for (var ky = (py + PAD_TOP) % STRIDE; ky < KH; ky += STRIDE) {
    for (var kx = (px + PAD_LEFT) % STRIDE; kx < KW; kx += STRIDE) {
      ${unroll(tile, findOutput)}
      for (var c = 0; c < K / 4; c++) {
        let at = ((ky * KW + kx) * K + c * 4) * KV + first;
        ${unroll(tile, (p) => `let x${p} = dy[base${p} + c] * share${p};`)}
        ${sumProducts(4, tile, lanes, 'weights')}
      }
    }
  }
  ${unroll(tile, (p) => finishInputGradient(p, hasAddend))}`,
  };
}
