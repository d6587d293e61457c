/**
 * dw = sum over positions of x times dy: lanes take four channels of one kernel tap each, and every lane reads one vector of
 * dy and hands it to all others. Shares of the images are added in order afterwards.
 */
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import { unroll, type Kernel } from './kernel.ts';

const V = 'vec4<f32>';
/** Small, so that few threads of the last one have nothing to do. */
const workgroup = 16;
const columns = 4;

/** Workgroups that keep the cores of a machine busy. */
const wantedWorkgroups = 64;

/** Numbers of partial sums, at most: they cost memory. */
const mostPartials = 2 ** 21;

function rowVectors({ kernelHeight, kernelWidth, inStride }: ConvolutionGeometry): number {
  return (kernelHeight * kernelWidth * inStride) / 4;
}

/** Into how many shares the images are cut. */
export function broadcastShares(geometry: ConvolutionGeometry): number {
  const { batch, outChannels, kernelHeight, kernelWidth, inChannels } = geometry;
  const tiles = Math.ceil(rowVectors(geometry) / workgroup) * (outChannels / (4 * columns));
  const size = kernelHeight * kernelWidth * inChannels * outChannels;
  const wanted = Math.min(Math.ceil(wantedWorkgroups / tiles), Math.floor(mostPartials / size));
  return Math.max(1, Math.min(wanted, batch));
}

/** One position: lanes outside of the image add nothing. */
function addPosition(j: number, lanes: number): string {
  const products = (column: number) => `{
        let v = subgroupBroadcast(q${Math.floor((j * columns + column) / lanes)}, ${(j * columns + column) % lanes}u);
        ${unroll(4, (i) => `sum${i}_${column} += value.${'xyzw'.charAt(i)} * v;`)} }`;
  return `
      {
        let row = oy * STRIDE + ky;
        let column = ox * STRIDE + kx;
        let isIn = isRow && position + ${j} < end && row >= 0 && row < H && column >= 0 && column < W;
        let value = V(x[select(0, (((n * H + row) * W + column) * CS + c) / 4, isIn)]) * select(0.0, 1.0, isIn);
        ${unroll(columns, products)}
        ox++;
        if (ox == OW) { ox = 0; oy++; }
        if (oy == OH) { oy = 0; n++; }
      }`;
}

/** Reads x [N, H, W, C or more] and dy [N, outH, outW, K]; writes partial [shares, kernelH, kernelW, C, K]. */
export function broadcastWeightGradientKernel(geometry: ConvolutionGeometry, lanes: number): Kernel {
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const shares = broadcastShares(geometry);
  const images = Math.ceil(batch / shares);
  const steps = Math.max(1, lanes / columns);
  const reads = Math.max(1, columns / lanes);
  return {
    name: `conv_weight_gradient_broadcast${lanes}`,
    reads: [
      ['x', V],
      ['dy', V],
    ],
    writes: [['partial', V]],
    grid: {
      kind: 'tiles',
      workgroups: [Math.ceil(rowVectors(geometry) / workgroup), outChannels / (4 * columns), shares],
      workgroupSize: [workgroup, 1],
      hasSubgroups: true,
    },
    integers: { ...integersOf(geometry), IMAGES: images, BATCH: batch, SIZE: outHeight * outWidth },
    declarations: `alias V = ${V};`,
    body: `
  let KV = K / 4;
  let first = i32(workgroup.y) * ${columns};
  let vector = i32(workgroup.x) * ${workgroup} + i32(local.x);
  let tap = vector * 4 / CS;
  let c = vector * 4 % CS;
  let ky = tap / KW - PAD_TOP;
  let kx = tap % KW - PAD_LEFT;
  let isRow = tap < KH * KW;
  var n = i32(workgroup.z) * IMAGES;
  let end = min(BATCH, n + IMAGES) * SIZE;
  var oy = 0;
  var ox = 0;
  ${unroll(4, (i) => unroll(columns, (k) => `var sum${i}_${k} = V(0.0);`))}
  for (var position = n * SIZE; position < end; position += ${steps}) {
    ${unroll(
      reads,
      (b) => `
    let i${b} = i32(lane) + ${b * lanes};
    let q${b} = dy[min(position + i${b} / ${columns}, end - 1) * KV + first + i${b} % ${columns}];`,
    )}
    ${unroll(steps, (j) => addPosition(j, lanes))}
  }
  let to = ((i32(workgroup.z) * KH * KW + tap) * C + c) * KV + first;
  ${unroll(4, (i) => `if (isRow && c + ${i} < C) { ${unroll(columns, (k) => `partial[to + ${i} * KV + ${k}] = sum${i}_${k};`)} }`)}`,
  };
}
