/**
 * Depthwise convolution: each channel by its own kernel, y[c] = x[c] * w[c]. Weights are [kernelH, kernelW, 1, C], as PyTorch's
 * grouped ones after the same exchange of axes. Little is computed for what is read, so threads read vectors of four channels.
 */
import { epilogueName, epilogueReads, finishSum, type Epilogue } from './epilogue.ts';
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import { bindingsOf, tileOf, unroll, vectorOf, widthOf, type Kernel } from './kernel.ts';

/** The window of output position `p`: where it starts, and its sum. */
function startWindow(p: number): string {
  return `
  let position${p} = first + ${p};
  let image${p} = position${p} / (OH * OW) * H;
  let top${p} = position${p} / OW % OH * STRIDE - PAD_TOP;
  let left${p} = position${p} % OW * STRIDE - PAD_LEFT;
  var sum${p} = V(0.0);`;
}

function addTap(p: number): string {
  return `{
        let y = top${p} + ky;
        let z = left${p} + kx;
        if (y >= 0 && y < H && z >= 0 && z < W) { sum${p} += V(x[((image${p} + y) * W + z) * CV + c]) * weight; }
      }`;
}

/** Reads x [N, H, W, C], w [kernelH, kernelW, 1, C], and bias [C], residual as y where asked; writes y [N, outH, outW, C]. */
export function depthwiseKernel(geometry: ConvolutionGeometry, epilogue: Epilogue = {}): Kernel {
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const positions = batch * outHeight * outWidth;
  const [tile, width] = [tileOf(positions), widthOf(outChannels)];
  const V = vectorOf(width);
  const finish = (p: number) => {
    const at = `at${p}`;
    return `let ${at} = position${p} * CV + c; yStore(${at}, ${finishSum(`sum${p}`, { channel: 'c', at }, epilogue)});`;
  };
  return {
    name: `depthwise_${tile}_${width}${epilogueName(epilogue)}`,
    reads: [...bindingsOf(['x', 'w'], width), ...epilogueReads(epilogue, V)],
    writes: bindingsOf(['y'], width),
    grid: { kind: 'flat', threads: (positions / tile) * (outChannels / width) },
    integers: integersOf(geometry),
    declarations: `alias V = ${V};`,
    body: `
  let CV = K / ${width};
  let c = index % CV;
  let first = index / CV * ${tile};
  ${unroll(tile, startWindow)}
  for (var ky = 0; ky < KH; ky++) {
    for (var kx = 0; kx < KW; kx++) {
      let weight = w[(ky * KW + kx) * CV + c];
      ${unroll(tile, addTap)}
    }
  }
  ${unroll(tile, finish)}`,
  };
}

/** Reads dy [N, outH, outW, C], w, and, where asked, an addend as dx; writes dx [N, H, W, C]. */
export function depthwiseInputGradientKernel(geometry: ConvolutionGeometry, hasAddend: boolean): Kernel {
  const { batch, inHeight, inWidth, outChannels } = geometry;
  const width = widthOf(outChannels);
  return {
    name: `depthwise_input_gradient_${width}${hasAddend ? '_add' : ''}`,
    reads: bindingsOf(['dy', 'w', ...(hasAddend ? ['addend'] : [])], width),
    writes: bindingsOf(['dx'], width),
    grid: { kind: 'flat', threads: (batch * inHeight * inWidth * outChannels) / width },
    integers: integersOf(geometry),
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  let CV = K / ${width};
  let c = index % CV;
  let left = index / CV % W + PAD_LEFT;
  let top = index / CV / W % H + PAD_TOP;
  let image = index / CV / W / H * OH;
  var sum = V(0.0);
  for (var ky = top % STRIDE; ky < KH; ky += STRIDE) {
    let y = (top - ky) / STRIDE;
    if (ky > top || y >= OH) { continue; }
    for (var kx = left % STRIDE; kx < KW; kx += STRIDE) {
      let z = (left - kx) / STRIDE;
      if (kx > left || z >= OW) { continue; }
      sum += dy[((image + y) * OW + z) * CV + c] * w[(ky * KW + kx) * CV + c];
    }
  }
  dx[index] = sum${hasAddend ? ' + addend[index]' : ''};`,
  };
}

/** Enough threads to fill a large GPU. */
const wantedThreads = 16_384;

/** Into how many shares the rows of all outputs are cut. */
export function sharesOfDepthwise(geometry: ConvolutionGeometry): number {
  const { batch, outHeight, outChannels, kernelHeight, kernelWidth } = geometry;
  const threads = (kernelHeight * kernelWidth * outChannels) / widthOf(outChannels);
  return Math.max(1, Math.min(Math.ceil(wantedThreads / threads), Math.ceil((batch * outHeight) / 4)));
}

/** Reads x and dy; writes partial [shares, kernelH, kernelW, 1, C]: every thread sums one tap over its share of the rows. */
export function depthwiseWeightGradientKernel(geometry: ConvolutionGeometry): Kernel {
  const { batch, outHeight, outChannels, kernelHeight, kernelWidth } = geometry;
  const shares = sharesOfDepthwise(geometry);
  const rows = batch * outHeight;
  const width = widthOf(outChannels);
  return {
    name: `depthwise_weight_gradient_${width}`,
    reads: bindingsOf(['x', 'dy'], width),
    writes: bindingsOf(['partial'], width),
    grid: { kind: 'flat', threads: (kernelHeight * kernelWidth * outChannels * shares) / width },
    integers: { ...integersOf(geometry), ROWS: rows, ROWS_OF_SHARE: Math.ceil(rows / shares) },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  let CV = K / ${width};
  let c = index % CV;
  let tap = index / CV % (KH * KW);
  let share = index / CV / (KH * KW);
  let kx = tap % KW - PAD_LEFT;
  let ky = tap / KW - PAD_TOP;
  let firstColumn = max(0, (STRIDE - 1 - kx) / STRIDE);
  let last = W - 1 - kx;
  let columns = select(0, min(OW, last / STRIDE + 1), last >= 0);
  var sum = V(0.0);
  for (var row = share * ROWS_OF_SHARE; row < min(ROWS, (share + 1) * ROWS_OF_SHARE); row++) {
    let y = row % OH * STRIDE + ky;
    if (y < 0 || y >= H) { continue; }
    let rowX = ((row / OH * H + y) * W + kx) * CV + c;
    let rowY = row * OW * CV + c;
    for (var ox = firstColumn; ox < columns; ox++) {
      sum += V(x[rowX + ox * STRIDE * CV]) * dy[rowY + ox * CV];
    }
  }
  partial[index] = sum;`,
  };
}
