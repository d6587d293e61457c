/** Sums of [M, C] over everything, over the rows or over the channels, their spreading back, and the softmax of each row. */
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

const wantedThreads = 1024;

/** Fewest numbers that are worth a share. */
const leastNumbers = 64;

/** Into how many shares all numbers are cut. */
export function sharesOfAll(size: number): number {
  return Math.max(1, Math.min(wantedThreads, Math.floor(size / leastNumbers)));
}

/** Reads x [size]; writes partial [shares], each the sum of every shares-th number times `scale`. */
export function sumAllKernel(size: number, shares: number, scale: number): Kernel {
  const width = widthOf(size);
  return {
    name: `sum_all_${width}`,
    reads: bindingsOf(['x'], width),
    writes: [['partial', 'f32']],
    grid: { kind: 'flat', threads: shares },
    integers: { COUNT: size / width },
    floats: { SCALE: scale },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  var sum = V(0.0);
  for (var at = index; at < COUNT; at += sizes.THREADS) { sum += V(x[at]); }
  partial[index] = SCALE * ${width === 4 ? 'dot(sum, V(1.0))' : 'sum'};`,
  };
}

/** Reads x [M, C]; writes y [M], the sum of each row times `scale`. */
export function sumChannelsKernel(rows: number, channels: number, scale: number): Kernel {
  const width = widthOf(channels);
  return {
    name: `sum_channels_${width}`,
    reads: bindingsOf(['x'], width),
    writes: [['y', 'f32']],
    grid: { kind: 'flat', threads: rows },
    integers: { CV: channels / width },
    floats: { SCALE: scale },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  var sum = V(0.0);
  for (var c = 0; c < CV; c++) { sum += V(x[index * CV + c]); }
  yStore(index, SCALE * ${width === 4 ? 'dot(sum, V(1.0))' : 'sum'});`,
  };
}

export type Spread = 'all' | 'rows' | 'channels';

/** Reads dy [1], [C] or [M]; writes dx [M, C] = scale dy where a sum over everything, the rows or the channels took it from. */
export function spreadKernel(
  over: Spread,
  { rows, channels }: { readonly rows: number; readonly channels: number },
  scale: number,
): Kernel {
  const from = { all: '0', rows: 'index % C', channels: 'index / C' }[over];
  return {
    name: `spread_${over}`,
    reads: [['dy', 'f32']],
    writes: [['dx', 'f32']],
    grid: { kind: 'flat', threads: rows * channels },
    integers: { C: channels },
    floats: { SCALE: scale },
    body: `  dx[index] = SCALE * dy[${from}];`,
  };
}

/** Reads x [M, C]; writes y = exp(x) / sum of exp(x) of each row, shifted by the row's largest so that nothing overflows. */
export function softmaxKernel(rows: number, channels: number): Kernel {
  return {
    name: 'softmax',
    reads: [['x', 'f32']],
    writes: [['y', 'f32']],
    grid: { kind: 'flat', threads: rows },
    integers: { C: channels },
    body: `
  let first = index * C;
  var most = f32(x[first]);
  for (var c = 1; c < C; c++) { most = max(most, f32(x[first + c])); }
  var total = 0.0;
  for (var c = 0; c < C; c++) { total += exp(f32(x[first + c]) - most); }
  for (var c = 0; c < C; c++) { yStore(first + c, exp(f32(x[first + c]) - most) / total); }`,
  };
}

/** Reads dy and y [M, C]; writes dx = y (dy - sum of dy y over the row). */
export function softmaxGradientKernel(rows: number, channels: number): Kernel {
  return {
    name: 'softmax_gradient',
    reads: [
      ['dy', 'f32'],
      ['y', 'f32'],
    ],
    writes: [['dx', 'f32']],
    grid: { kind: 'flat', threads: rows },
    integers: { C: channels },
    body: `
  let first = index * C;
  var along = 0.0;
  for (var c = 0; c < C; c++) { along += dy[first + c] * y[first + c]; }
  for (var c = 0; c < C; c++) { dx[first + c] = y[first + c] * (dy[first + c] - along); }`,
  };
}
