/** The input gradient of a convolution in shared tiles; channels divide by four. */
import { integersOf, type ConvolutionGeometry } from '../geometry.ts';
import { unroll, type Kernel } from '../kernel.ts';
import { cutForDevice, type ProductSizes } from './shares.ts';
import { advanceDigits, digitsOf, stepsOf, tiledKernel, type InnerShares, type Loads } from './tile.ts';

const V = 'vec4<f32>';

/** Row and column of a tap among those of a class, and output channel: the lower radices. */
const radices = ['max(kxs, 1)', 'K'] as const;

/** Positions of the largest class, and the inner length of the one with the most taps. */
function sizesOf(geometry: ConvolutionGeometry): ProductSizes {
  const { batch, inHeight, inWidth, inChannels, outChannels, kernelHeight, kernelWidth, stride } = geometry;
  return {
    rows: batch * Math.ceil(inHeight / stride) * Math.ceil(inWidth / stride),
    columns: inChannels,
    inner: Math.ceil(kernelHeight / stride) * Math.ceil(kernelWidth / stride) * outChannels,
  };
}

/** Into how many shares the taps and output channels of each class are cut. */
export function sharesOfTaps(geometry: ConvolutionGeometry): InnerShares {
  return cutForDevice(sizesOf(geometry), geometry.stride ** 2);
}

const helpers = `
fn upstream(at : i32, oy : i32, ox : i32, tap : vec3<i32>, kys : i32) -> V {
  let y = oy - tap.x;
  let x = ox - tap.y;
  if (tap.x >= kys || y < 0 || y >= sizes.OH || x < 0 || x >= sizes.OW) { return V(0.0); }
  return dy[at + (tap.z - (tap.x * sizes.OW + tap.y) * sizes.K) / 4];
}
fn weight(c : i32, tap : vec3<i32>, first : vec2<i32>, kys : i32) -> V {
  if (c >= sizes.C || tap.x >= kys) { return V(0.0); }
  let row = (first.x + tap.x * sizes.STRIDE) * sizes.KW + first.y + tap.y * sizes.STRIDE;
  return w[((row * sizes.C + c) * sizes.K + tap.z) / 4];
}`;

const prepare = ({ left }: Loads) => `
  let class_ = layer / SHARES;
  let py = class_ / STRIDE;
  let px = class_ % STRIDE;
  let rowsOf = (H - py + STRIDE - 1) / STRIDE;
  let columnsOf = (W - px + STRIDE - 1) / STRIDE;
  let first = vec2<i32>((py + PAD_TOP) % STRIDE, (px + PAD_LEFT) % STRIDE);
  let kys = max(0, (KH - first.x + STRIDE - 1) / STRIDE);
  let kxs = max(0, (KW - first.y + STRIDE - 1) / STRIDE);
  let from_ = layer % SHARES * LENGTH;
  let end_ = min(kys * kxs * K, from_ + LENGTH);
  let firstAt = from_ + ${left.group};
  var tap = ${digitsOf('firstAt', radices)};
  let steps = ${stepsOf(radices)};
  ${unroll(
    left.count,
    (i) => `
  let position${i} = firstRow + ${left.of(i)};
  let image${i} = position${i} / (rowsOf * columnsOf);
  let oy${i} = select(-1, position${i} / columnsOf % rowsOf + (py + PAD_TOP) / STRIDE, image${i} < BATCH);
  let ox${i} = position${i} % columnsOf + (px + PAD_LEFT) / STRIDE;
  let at${i} = ((image${i} * OH + oy${i}) * OW + ox${i}) * K / 4;`,
  )}`;

const place = `
    let y = row / columnsOf % rowsOf * STRIDE + py;
    let x = row % columnsOf * STRIDE + px;
    let at = (((row / (rowsOf * columnsOf)) * H + y) * W + x) * (C / 4) + column / 4;`;

/**
 * dx [positions, C] = patches of dy [positions, taps K] times w [taps C, K] with its channels exchanged, plus an addend where there is one. With
 * a stride of s, positions fall into s^2 classes, each met by its own taps only: one layer of workgroups a class. In more than one share it is
 * `parts` [shares, positions, C], without the addend.
 */
export function tiledInputGradientKernel(geometry: ConvolutionGeometry, hasAddend: boolean): Kernel {
  const { batch, inHeight, inWidth, stride } = geometry;
  const { rows, columns } = sizesOf(geometry);
  const { shares, length } = sharesOfTaps(geometry);
  const isWhole = shares === 1;
  const addsHere = isWhole && hasAddend;
  const write = isWhole
    ? `dx[at] = value${hasAddend ? ' + addend[at]' : ''};`
    : 'parts[layer % SHARES * PIXELS * (C / 4) + at] = value;';
  return tiledKernel({
    name: `conv_input_gradient_tiled${isWhole ? '' : '_parts'}${addsHere ? '_add' : ''}`,
    reads: [['dy', V], ['w', V], ...(addsHere ? [['addend', V] as const] : [])],
    writes: [[isWhole ? 'dx' : 'parts', V]],
    rows,
    columns,
    layers: stride * stride * shares,
    integers: {
      ...integersOf(geometry),
      BATCH: batch,
      PIXELS: batch * inHeight * inWidth,
      SHARES: shares,
      LENGTH: length,
    },
    left: 'inner',
    right: 'inner',
    prepare,
    advance: () => advanceDigits('tap', 'steps', radices),
    leftLoad: (i) => `upstream(at${i}, oy${i}, ox${i}, tap, kys)`,
    rightLoad: (i, { right }) => `weight(firstColumn + ${right.of(i)}, tap, first, kys)`,
    finish: `if (row < BATCH * rowsOf * columnsOf && column < C) {${place} ${write} }`,
    helpers,
  });
}
