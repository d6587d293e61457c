/** The three products of a convolution in shared tiles; channels divide by four, or are three padded to four. */
import { epilogueName, epilogueReads, finishSum, type Epilogue } from './epilogue.ts';
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import { widthOf, type Kernel } from './kernel.ts';
import { tileMoments } from './tile-moments.ts';
import { tiledKernel, tileSide, tilesOf } from './tiled.ts';

const V = 'vec4<f32>';

export function canTile(inChannels: number, outChannels: number): boolean {
  return widthOf(inChannels) === 4 && widthOf(outChannels) === 4;
}

function finishForward(epilogue: Epilogue): string {
  return `if (row < POSITIONS && column < K) {
    let at = row * (K / 4) + column / 4;
    yStore(at, ${finishSum('value', { channel: 'column / 4', at: 'at' }, epilogue)});
  }`;
}

/**
 * y [positions, K] = patches of x [positions, taps C] times w [taps C, K]; where asked, also partial [tiles, 2, K]: mean and sum of
 * squared deviations of each tile's rows.
 */
export function tiledForwardKernel(geometry: ConvolutionGeometry, epilogue: Epilogue = {}): Kernel {
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const positions = batch * outHeight * outWidth;
  return tiledKernel({
    name: `conv_forward_tiled${epilogueName(epilogue)}`,
    reads: [['x', V], ['w', V], ...epilogueReads(epilogue, V)],
    writes: [['y', V], ...(epilogue.hasMoments ? [['partial', V] as const] : [])],
    tiles: [tilesOf(positions), tilesOf(outChannels), 1],
    integers: { ...integersOf(geometry), POSITIONS: positions },
    prepare: `
  let from_ = 0;
  let end_ = KH * KW * CS;
  let position = firstRow + t / 4;
  let image = position / (OH * OW) * H;
  let top = position / OW % OH * STRIDE - PAD_TOP;
  let left = position % OW * STRIDE - PAD_LEFT;
  let isRow = position < POSITIONS;
  let k4 = firstColumn / 4 + t % 16;`,
    helpers: `
fn pixel(isRow : bool, image : i32, top : i32, left : i32, at : i32) -> V {
  let tap = at / sizes.CS;
  let y = top + tap / sizes.KW;
  let x_ = left + tap % sizes.KW;
  if (!isRow || tap >= sizes.KH * sizes.KW || y < 0 || y >= sizes.H || x_ < 0 || x_ >= sizes.W) { return V(0.0); }
  return V(x[(((image + y) * sizes.W + x_) * sizes.CS + at % sizes.CS) / 4]);
}
fn weight(at : i32, k4 : i32) -> V {
  let c = at % sizes.CS;
  if (at >= sizes.KH * sizes.KW * sizes.CS || c >= sizes.C || 4 * k4 >= sizes.K) { return V(0.0); }
  return w[(at / sizes.CS * sizes.C + c) * (sizes.K / 4) + k4];
}`,
    left: 'pixel(isRow, image, top, left, inner + t % 4 * 4)',
    right: 'weight(inner + t / 16, k4)',
    isLeftAlongInner: true,
    finish: finishForward(epilogue),
    after: epilogue.hasMoments ? tileMoments : '',
  });
}

/** Reads of dy and of the transposed weights, zero outside; `first` and `counts` tell the taps of a class. */
const gradientHelpers = `
fn upstream(image : i32, top : i32, left : i32, at : i32, first : vec2<i32>, counts : vec2<i32>) -> V {
  let tap = at / sizes.K;
  if (image >= sizes.BATCH || tap >= counts.x * counts.y) { return V(0.0); }
  let y = top - (first.x + tap / counts.y * sizes.STRIDE);
  let x = left - (first.y + tap % counts.y * sizes.STRIDE);
  if (y < 0 || x < 0 || y / sizes.STRIDE >= sizes.OH || x / sizes.STRIDE >= sizes.OW) { return V(0.0); }
  let position = (image * sizes.OH + y / sizes.STRIDE) * sizes.OW + x / sizes.STRIDE;
  return dy[(position * sizes.K + at % sizes.K) / 4];
}
fn weight(at : i32, c4 : i32, first : vec2<i32>, counts : vec2<i32>) -> V {
  let tap = at / sizes.K;
  if (tap >= counts.x * counts.y || 4 * c4 >= sizes.C) { return V(0.0); }
  let ky = first.x + tap / counts.y * sizes.STRIDE;
  let kx = first.y + tap % counts.y * sizes.STRIDE;
  return weights[((ky * sizes.KW + kx) * sizes.K + at % sizes.K) * (sizes.C / 4) + c4];
}`;

/**
 * dx [positions, C] = patches of dy [positions, taps K] times weights [taps K, C] (transposed). With a stride of s, positions fall into s^2
 * classes, each met by its own taps only: one layer of workgroups a class.
 */
export function tiledInputGradientKernel(geometry: ConvolutionGeometry, hasAddend: boolean): Kernel {
  const { batch, inHeight, inWidth, inChannels, stride } = geometry;
  const rows = batch * Math.ceil(inHeight / stride) * Math.ceil(inWidth / stride);
  return tiledKernel({
    name: `conv_input_gradient_tiled${hasAddend ? '_add' : ''}`,
    reads: [['dy', V], ['weights', V], ...(hasAddend ? [['addend', V] as const] : [])],
    writes: [['dx', V]],
    tiles: [tilesOf(rows), tilesOf(inChannels), stride * stride],
    integers: { ...integersOf(geometry), BATCH: batch },
    prepare: `
  let py = layer / STRIDE;
  let px = layer % STRIDE;
  let rowsOf = (H - py + STRIDE - 1) / STRIDE;
  let columnsOf = (W - px + STRIDE - 1) / STRIDE;
  let ky0 = (py + PAD_TOP) % STRIDE;
  let kx0 = (px + PAD_LEFT) % STRIDE;
  let kys = max(0, (KH - ky0 + STRIDE - 1) / STRIDE);
  let kxs = max(0, (KW - kx0 + STRIDE - 1) / STRIDE);
  let from_ = 0;
  let end_ = kys * kxs * K;
  let position = firstRow + t / 4;
  let image = position / (rowsOf * columnsOf);
  let top = position / columnsOf % rowsOf * STRIDE + py + PAD_TOP;
  let left = position % columnsOf * STRIDE + px + PAD_LEFT;
  let c4 = firstColumn / 4 + t % 16;`,
    helpers: gradientHelpers,
    left: 'upstream(image, top, left, inner + t % 4 * 4, vec2<i32>(ky0, kx0), vec2<i32>(kys, kxs))',
    right: 'weight(inner + t / 16, c4, vec2<i32>(ky0, kx0), vec2<i32>(kys, kxs))',
    isLeftAlongInner: true,
    finish: `if (row < BATCH * rowsOf * columnsOf && column < C) {
    let y = row / columnsOf % rowsOf * STRIDE + py;
    let x = row % columnsOf * STRIDE + px;
    let at = (((row / (rowsOf * columnsOf)) * H + y) * W + x) * (C / 4) + column / 4;
    dx[at] = value${hasAddend ? ' + addend[at]' : ''};
  }`,
  });
}

/** Enough workgroups to fill a large GPU. */
const wantedWorkgroups = 512;

/** Fewest positions that are worth a share. */
const leastPositions = 256;

/** Into how many shares the positions of a weight gradient are cut. */
export function sharesOfPositions(geometry: ConvolutionGeometry): number {
  const { batch, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, inStride } = geometry;
  const positions = batch * outHeight * outWidth;
  const tiles = tilesOf(kernelHeight * kernelWidth * inStride) * tilesOf(outChannels);
  const wanted = Math.ceil(wantedWorkgroups / tiles);
  return Math.max(1, Math.min(wanted, Math.floor(positions / leastPositions)));
}

/** partial [shares, taps C, K] = patches of x, transposed, times dy, over each share of the positions. */
export function tiledWeightGradientKernel(geometry: ConvolutionGeometry): Kernel {
  const { batch, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, inStride } = geometry;
  const positions = batch * outHeight * outWidth;
  const shares = sharesOfPositions(geometry);
  const length = tileSide * Math.ceil(positions / shares / tileSide);
  return tiledKernel({
    name: 'conv_weight_gradient_tiled',
    reads: [
      ['x', V],
      ['dy', V],
    ],
    writes: [['partial', V]],
    tiles: [tilesOf(kernelHeight * kernelWidth * inStride), tilesOf(outChannels), shares],
    integers: { ...integersOf(geometry), POSITIONS: positions, LENGTH: length },
    prepare: `
  let from_ = layer * LENGTH;
  let end_ = min(POSITIONS, from_ + LENGTH);
  let at = firstRow + t % 16 * 4;
  let tap = at / CS;
  let ky = tap / KW;
  let kx = tap % KW;
  let c = at % CS;
  let k4 = firstColumn / 4 + t % 16;`,
    helpers: `
fn pixel(position : i32, end : i32, ky : i32, kx : i32, c : i32) -> V {
  let y = position / sizes.OW % sizes.OH * sizes.STRIDE - sizes.PAD_TOP + ky;
  let x_ = position % sizes.OW * sizes.STRIDE - sizes.PAD_LEFT + kx;
  let isOutside = y < 0 || y >= sizes.H || x_ < 0 || x_ >= sizes.W;
  if (position >= end || ky >= sizes.KH || isOutside) { return V(0.0); }
  return V(x[(((position / (sizes.OH * sizes.OW) * sizes.H + y) * sizes.W + x_) * sizes.CS + c) / 4]);
}
fn upstream(position : i32, end : i32, k4 : i32) -> V {
  if (position >= end || 4 * k4 >= sizes.K) { return V(0.0); }
  return dy[position * (sizes.K / 4) + k4];
}`,
    left: 'pixel(inner + t / 16, end_, ky, kx, c)',
    right: 'upstream(inner + t / 16, end_, k4)',
    isLeftAlongInner: false,
    finish: `if (row < KH * KW * CS && row % CS < C && column < K) {
    partial[((layer * KH * KW + row / CS) * C + row % CS) * (K / 4) + column / 4] = value;
  }`,
  });
}
