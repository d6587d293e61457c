/** Small kernels on rows [M, C] that a linear layer needs beside its product. */
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

/** Reads dy [M, C]; writes dbias [C], the sum of its rows. */
export function columnSumsKernel(rows: number, channels: number): Kernel {
  const vector = widthOf(channels);
  return {
    name: `column_sums_${vector}`,
    reads: bindingsOf(['dy'], vector),
    writes: bindingsOf(['dbias'], vector),
    grid: { kind: 'flat', threads: channels / vector },
    integers: { ROWS: rows },
    declarations: `alias V = ${vectorOf(vector)};`,
    body: `
  var sum = V(0.0);
  for (var row = 0; row < ROWS; row++) { sum += dy[row * sizes.THREADS + index]; }
  dbias[index] = sum;`,
  };
}

/** Reads dy and y of one size; writes dx = dy where y > 0, else 0. */
export function reluGradientKernel(size: number): Kernel {
  const vector = widthOf(size);
  const V = vectorOf(vector);
  return {
    name: `rectifier_gradient_${vector}`,
    reads: bindingsOf(['dy', 'y'], vector),
    writes: bindingsOf(['dx'], vector),
    grid: { kind: 'flat', threads: size / vector },
    integers: {},
    body: `  dx[index] = select(${V}(0.0), dy[index], y[index] > ${V}(0.0));`,
  };
}

/** Reads x; writes y = max(x, 0). */
export function reluKernel(size: number): Kernel {
  const vector = widthOf(size);
  return {
    name: `rectify_${vector}`,
    reads: bindingsOf(['x'], vector),
    writes: bindingsOf(['y'], vector),
    grid: { kind: 'flat', threads: size / vector },
    integers: {},
    body: `  y[index] = max(x[index], ${vectorOf(vector)}(0.0));`,
  };
}
