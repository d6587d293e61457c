/** The operations without weights by their definitions, in float64 loops; derivatives by central differences. */
import type { GrayImage } from '../../core/image/image.ts';
import { ssimAt } from '../../core/similarity/ssim.oracle.ts';
import type { BinaryName, PoolShape, UnaryName, WeightlessOperations } from './operations.ts';
import { sidesOf } from './padding.ts';
import { sizeOf } from './parameters.ts';

export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

function build(shape: readonly number[], value: (i: number) => number): Numbers {
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => value(i)) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const unary: Readonly<Record<UnaryName, (x: number, parameter?: number) => number>> = {
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  leakyRelu: (x, slope = 0.01) => (x > 0 ? x : slope * x),
  sigmoid,
  tanh: Math.tanh,
  softplus: (x) => Math.log(1 + Math.exp(x)),
  exp: Math.exp,
  log: Math.log,
  square: (x) => x * x,
  absolute: Math.abs,
  scale: (x, factor = 1) => factor * x,
};

const binary: Readonly<Record<BinaryName, (a: number, b: number, parameter?: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  absoluteDifference: (a, b) => Math.abs(a - b),
  squaredDifference: (a, b) => (a - b) ** 2,
  focal(a, b, gamma = 2) {
    const p = sigmoid(a);
    return -b * (1 - p) ** gamma * Math.log(p) - (1 - b) * p ** gamma * Math.log(1 - p);
  },
};

/** Positions of [N, outH, outW, C] as the windows over x that they see, each a list of values inside of the map. */
function pool(x: Numbers, { kind, side, stride, padding }: PoolShape): Numbers {
  const [batch, height, width, channels] = x.shape;
  const { top, bottom, left, right } = sidesOf(padding);
  const outHeight = Math.floor((height + top + bottom - side) / stride) + 1;
  const outWidth = Math.floor((width + left + right - side) / stride) + 1;
  return build([batch, outHeight, outWidth, channels], (i) => {
    const c = i % channels;
    const column = Math.floor(i / channels) % outWidth;
    const row = Math.floor(i / channels / outWidth) % outHeight;
    const image = Math.floor(i / channels / outWidth / outHeight);
    const seen: number[] = [];
    for (let tap = 0; tap < side * side; tap++) {
      const y = row * stride - top + Math.floor(tap / side);
      const z = column * stride - left + (tap % side);
      if (y < 0 || y >= height || z < 0 || z >= width) continue;
      seen.push(x.data[((image * height + y) * width + z) * channels + c]);
    }
    return kind === 'max' ? Math.max(...seen) : mean(seen);
  });
}

function rowsOf({ shape, data }: Numbers): number[][] {
  const channels = shape[shape.length - 1];
  return Array.from({ length: data.length / channels }, (_, row) => [
    ...data.slice(row * channels, (row + 1) * channels),
  ]);
}

function concat(xs: readonly Numbers[]): Numbers {
  const all = xs.map(rowsOf);
  const joined = all[0].flatMap((_, row) => all.flatMap((rows) => rows[row]));
  const shape = xs[0].shape.slice(0, -1);
  return build([...shape, joined.length / sizeOf(shape)], (i) => joined[i]);
}

/** One channel of one image as numbers of range 255. */
function planeOf({ shape, data }: Numbers, image: number, channel: number, range: number): GrayImage {
  const [, height, width, channels] = shape;
  const pixels = Float64Array.from({ length: height * width }, (_, i) => {
    return (data[(image * height * width + i) * channels + channel] * 255) / range;
  });
  return { width, height, data: pixels };
}

function ssim(a: Numbers, b: Numbers, range: number): Numbers {
  const [batch, height, width, channels] = a.shape;
  const planes = Array.from({ length: batch * channels }, (_, i) => {
    const at = [Math.floor(i / channels), i % channels, range] as const;
    return [planeOf(a, ...at), planeOf(b, ...at)] as const;
  });
  return build(a.shape, (i) => {
    const [planeA, planeB] = planes[Math.floor(i / (channels * width * height)) * channels + (i % channels)];
    const column = Math.floor(i / channels) % width;
    return ssimAt(planeA, planeB, column, Math.floor(i / channels / width) % height);
  });
}

/** `scaleGradient` is only its value here, since differences do not see what it does, and normal numbers are zeros, as in evaluation. */
export const oracle: WeightlessOperations<Numbers> = {
  averagePool({ shape, data }) {
    const [batch, height, width, channels] = shape;
    const positions = Array.from({ length: height * width }, (_, position) => position);
    return build([batch, channels], (i) => {
      const image = Math.floor(i / channels) * positions.length;
      return mean(positions.map((position) => data[(image + position) * channels + (i % channels)]));
    });
  },
  pool,
  upsample({ shape, data }) {
    const [batch, height, width, channels] = shape;
    return build([batch, 2 * height, 2 * width, channels], (i) => {
      const column = Math.floor(i / channels) % (2 * width);
      const row = Math.floor(i / channels / (2 * width)) % (2 * height);
      const image = Math.floor(i / channels / (4 * width * height));
      const at = (image * height + Math.floor(row / 2)) * width + Math.floor(column / 2);
      return data[at * channels + (i % channels)];
    });
  },
  concat,
  slice(x, first, count) {
    const taken = rowsOf(x).flatMap((row) => row.slice(first, first + count));
    return build([...x.shape.slice(0, -1), count], (i) => taken[i]);
  },
  stack(xs) {
    const all = xs.flatMap(({ data }) => [...data]);
    const rows = xs.reduce((total, { shape }) => total + shape[0], 0);
    return build([rows, ...xs[0].shape.slice(1)], (i) => all[i]);
  },
  part({ shape, data }, index, of) {
    const [size, count] = [data.length / shape[0], Math.max(1, Math.floor(shape[0] / of))];
    return build(
      [count, ...shape.slice(1)],
      (i) => data[Math.min(index * count, shape[0] - count) * size + i],
    );
  },
  ssim,
  unary: ({ shape, data }, name, parameter) => build(shape, (i) => unary[name](data[i], parameter)),
  binary: (a, b, name, parameter) => build(a.shape, (i) => binary[name](a.data[i], b.data[i], parameter)),
  softmax(x) {
    const shares = rowsOf(x).flatMap((row) => {
      const total = sum(row.map(Math.exp));
      return row.map((value) => Math.exp(value) / total);
    });
    return build(x.shape, (i) => shares[i]);
  },
  reduce(x, how, over) {
    const reduce = { sum, mean }[how];
    const rows = rowsOf(x);
    if (over === 'all') return build([1], () => reduce([...x.data]));
    if (over === 'channels') return build(x.shape.slice(0, -1), (i) => reduce(rows[i]));
    return build([rows[0].length], (c) => reduce(rows.map((row) => row[c])));
  },
  scaleGradient: (x) => x,
  gaussian: ({ shape }) => build(shape, () => 0),
};

/** d <f(inputs), dy> / d inputs, by central differences. */
export function gradientsByDifferences(
  f: (inputs: readonly Numbers[]) => Numbers,
  inputs: readonly Numbers[],
  dy: ArrayLike<number>,
): Float64Array[] {
  const step = 1e-6;
  const along = () => f(inputs).data.reduce((total, value, i) => total + value * dy[i], 0);
  return inputs.map(({ data }) =>
    Float64Array.from(data, (value, i) => {
      data[i] = value + step;
      const above = along();
      data[i] = value - step;
      const below = along();
      data[i] = value;
      return (above - below) / (2 * step);
    }),
  );
}
