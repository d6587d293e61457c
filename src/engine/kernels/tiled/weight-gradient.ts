/** The weight gradient of a convolution in shared tiles; channels divide by four, or are three padded to four. */
import { integersOf, type ConvolutionGeometry } from '../geometry.ts';
import { unroll, type Kernel } from '../kernel.ts';
import type { ProductSizes } from './shares.ts';
import {
  advanceDigits,
  cutInner,
  digitsOf,
  stepsOf,
  tiledKernel,
  tilesOfColumns,
  tilesOfRows,
  type InnerShares,
  type Loads,
} from './tile.ts';

const V = 'vec4<f32>';

/** Image, row and column of a position: its lower radices. */
const radices = ['OH', 'OW'] as const;

/** Enough workgroups for two rounds of a large GPU. */
const wantedWorkgroups = 256;

/** Fewest positions that are worth a share. */
const leastPositions = 64;

function sizesOf(geometry: ConvolutionGeometry): ProductSizes {
  const { batch, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, inStride } = geometry;
  return {
    rows: kernelHeight * kernelWidth * inStride,
    columns: outChannels,
    inner: batch * outHeight * outWidth,
  };
}

/** Into how many shares the positions are cut. */
export function sharesOfPositions(geometry: ConvolutionGeometry): InnerShares {
  const { rows, columns, inner } = sizesOf(geometry);
  const wanted = Math.ceil(wantedWorkgroups / (tilesOfRows(rows) * tilesOfColumns(columns)));
  return cutInner(inner, Math.min(wanted, Math.floor(inner / leastPositions)));
}

const helpers = `
fn pixel(place : vec3<i32>, isIn : bool, ky : i32, kx : i32, c : i32) -> V {
  let y = place.y * sizes.STRIDE - sizes.PAD_TOP + ky;
  let x_ = place.z * sizes.STRIDE - sizes.PAD_LEFT + kx;
  if (!isIn || y < 0 || y >= sizes.H || x_ < 0 || x_ >= sizes.W) { return V(0.0); }
  return V(x[(((place.x * sizes.H + y) * sizes.W + x_) * sizes.CS + c) / 4]);
}
fn upstream(position : i32, end : i32, k4 : i32) -> V {
  if (position >= end || 4 * k4 >= sizes.K) { return V(0.0); }
  return dy[position * (sizes.K / 4) + k4];
}`;

const prepare = ({ left, right }: Loads) => `
  let from_ = layer * LENGTH;
  let end_ = min(POSITIONS, from_ + LENGTH);
  let at = firstRow + ${left.group};
  let ky = at / CS / KW;
  let kx = at / CS % KW;
  let c = at % CS;
  let isRow = ky < KH;
  let steps = ${stepsOf(radices)};
  ${unroll(
    left.count,
    (i) => `
  let first${i} = from_ + ${left.of(i)};
  var place${i} = ${digitsOf(`first${i}`, radices)};`,
  )}
  let k4 = (firstColumn + ${right.group}) / 4;`;

/** partial [shares, taps C, K] = patches of x, transposed, times dy, over each share of the positions. */
export function tiledWeightGradientKernel(geometry: ConvolutionGeometry): Kernel {
  const { rows, columns, inner } = sizesOf(geometry);
  const { shares, length } = sharesOfPositions(geometry);
  return tiledKernel({
    name: 'conv_weight_gradient_tiled',
    reads: [
      ['x', V],
      ['dy', V],
    ],
    writes: [['partial', V]],
    rows,
    columns,
    layers: shares,
    integers: { ...integersOf(geometry), POSITIONS: inner, LENGTH: length },
    left: 'outer',
    right: 'outer',
    prepare,
    advance: ({ left }) => unroll(left.count, (i) => advanceDigits(`place${i}`, 'steps', radices)),
    leftLoad: (i, { left }) => `pixel(place${i}, isRow && inner + ${left.of(i)} < end_, ky, kx, c)`,
    rightLoad: (i, { right }) => `upstream(inner + ${right.of(i)}, end_, k4)`,
    finish: `if (row < KH * KW * CS && row % CS < C && column < K) {
    partial[((layer * KH * KW + row / CS) * C + row % CS) * (K / 4) + column / 4] = value;
  }`,
    helpers,
  });
}
