/** A convolution in shared tiles; channels divide by four, or are three padded to four. */
import { epilogueName, epilogueReads, finishSum, type Epilogue } from '../epilogue.ts';
import { integersOf, type ConvolutionGeometry } from '../geometry.ts';
import { unroll, type Kernel } from '../kernel.ts';
import { tileMoments } from './moments.ts';
import { cutForDevice, type ProductSizes } from './shares.ts';
import { advanceDigits, digitsOf, stepsOf, tiledKernel, type InnerShares, type Loads } from './tile.ts';

const V = 'vec4<f32>';

/** Row, column and channel of a patch: its lower radices. */
const radices = ['KW', 'CS'] as const;

/** Patches by weights; the inner length is that of a patch as it lies in memory. */
function sizesOf(geometry: ConvolutionGeometry): ProductSizes {
  const { batch, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, inStride } = geometry;
  return {
    rows: batch * outHeight * outWidth,
    columns: outChannels,
    inner: kernelHeight * kernelWidth * inStride,
  };
}

/** Into how many shares the patches are cut. */
export function sharesOfPatches(geometry: ConvolutionGeometry): InnerShares {
  return cutForDevice(sizesOf(geometry));
}

const helpers = `
fn pixel(at : i32, top : i32, left : i32, tap : vec3<i32>) -> V {
  let y = top + tap.x;
  let x_ = left + tap.y;
  if (tap.x >= sizes.KH || y < 0 || y >= sizes.H || x_ < 0 || x_ >= sizes.W) { return V(0.0); }
  return V(x[at + ((tap.x * sizes.W + tap.y) * sizes.CS + tap.z) / 4]);
}`;

/** Weights lie one row a channel; where three channels are padded to four, each fourth row is not there. */
function weightHelper({ inChannels, inStride }: ConvolutionGeometry): string {
  const isPadded = inChannels !== inStride;
  const row = isPadded ? 'at / 4 * sizes.C + at % 4' : 'at';
  return `
fn weight(at : i32, k4 : i32) -> V {
  if (at >= sizes.INNER || 4 * k4 >= sizes.K${isPadded ? ' || at % 4 >= sizes.C' : ''}) { return V(0.0); }
  return w[(${row}) * (sizes.K / 4) + k4];
}`;
}

const prepare = ({ left, right }: Loads) => `
  let from_ = layer * LENGTH;
  let end_ = min(INNER, from_ + LENGTH);
  let firstAt = from_ + ${left.group};
  var tap = ${digitsOf('firstAt', radices)};
  let steps = ${stepsOf(radices)};
  ${unroll(
    left.count,
    (i) => `
  let position${i} = firstRow + ${left.of(i)};
  let top${i} = select(-H - KH, position${i} / OW % OH * STRIDE - PAD_TOP, position${i} < POSITIONS);
  let left_${i} = position${i} % OW * STRIDE - PAD_LEFT;
  let at${i} = ((position${i} / (OH * OW) * H + top${i}) * W + left_${i}) * CS / 4;`,
  )}
  let k4 = (firstColumn + ${right.group}) / 4;`;

function finish(shares: number, epilogue: Epilogue): string {
  const sum = shares > 1 ? 'value' : finishSum('value', { channel: 'column / 4', at: 'at' }, epilogue);
  const at = 'row * (K / 4) + column / 4';
  const write =
    shares > 1
      ? `parts[layer * POSITIONS * (K / 4) + ${at}] = value;`
      : `let at = ${at}; yStore(at, ${sum});`;
  return `if (row < POSITIONS && column < K) { ${write} }`;
}

/**
 * y [positions, K] = patches of x [positions, taps C] times w [taps C, K]; where asked, also partial [tiles, 2, K]: mean and sum of
 * squared deviations of each tile's rows. In more than one share it is `parts` [shares, positions, K], each without the epilogue.
 */
export function tiledForwardKernel(geometry: ConvolutionGeometry, epilogue: Epilogue = {}): Kernel {
  const { rows, columns, inner } = sizesOf(geometry);
  const { shares, length } = sharesOfPatches(geometry);
  const isWhole = shares === 1;
  const isPadded = geometry.inChannels !== geometry.inStride;
  const writesMoments = isWhole && epilogue.hasMoments === true;
  return tiledKernel({
    name: `conv_forward_tiled${isPadded ? '_padded' : ''}${isWhole ? epilogueName(epilogue) : '_parts'}`,
    reads: [['x', V], ['w', V], ...(isWhole ? epilogueReads(epilogue, V) : [])],
    writes: [[isWhole ? 'y' : 'parts', V], ...(writesMoments ? [['partial', V] as const] : [])],
    rows,
    columns,
    layers: shares,
    integers: { ...integersOf(geometry), POSITIONS: rows, INNER: inner, LENGTH: length },
    left: 'inner',
    right: 'outer',
    prepare,
    advance: () => advanceDigits('tap', 'steps', radices),
    leftLoad: (i) => `pixel(at${i}, top${i}, left_${i}, tap)`,
    rightLoad: (i, { right }) => `weight(inner + ${right.of(i)}, k4)`,
    finish: finish(shares, epilogue),
    ...(writesMoments && { after: tileMoments }),
    helpers: helpers + weightHelper(geometry),
  });
}
