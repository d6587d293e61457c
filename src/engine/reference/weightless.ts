/** The operations without weights of plain tfjs ones. */
import * as tf from '@tensorflow/tfjs';
import type {
  BinaryName,
  PoolShape,
  ReduceOver,
  UnaryName,
  WeightlessOperations,
} from '../networks/operations.ts';
import { partOf } from '../networks/part.ts';
import { gaussian11 } from '../../core/similarity/window.ts';
import { gaussianNumbers } from './gaussian.ts';
import { padMap } from './layer.ts';

const unary: Readonly<Record<UnaryName, (x: tf.Tensor, parameter?: number) => tf.Tensor>> = {
  relu: (x) => x.relu(),
  relu6: (x) => x.clipByValue(0, 6),
  leakyRelu: (x, slope = 0.01) => tf.leakyRelu(x, slope),
  sigmoid: (x) => x.sigmoid(),
  tanh: (x) => x.tanh(),
  softplus: (x) => x.softplus(),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  square: (x) => x.square(),
  absolute: (x) => x.abs(),
  scale: (x, factor = 1) => x.mul(factor),
};

/** b (1 - p)^g (-log p) + (1 - b) p^g (-log(1 - p)), p = sigmoid(a), as the kernel writes it. */
function focal(a: tf.Tensor, b: tf.Tensor, gamma = 2): tf.Tensor {
  const [misses, hits] = [a.neg().softplus(), a.softplus()];
  const positive = b.mul(hits.mul(-gamma).exp()).mul(misses);
  const negative = tf.sub(1, b).mul(misses.mul(-gamma).exp()).mul(hits);
  return positive.add(negative);
}

const binary: Readonly<Record<BinaryName, (a: tf.Tensor, b: tf.Tensor, parameter?: number) => tf.Tensor>> = {
  add: (a, b) => a.add(b),
  subtract: (a, b) => a.sub(b),
  multiply: (a, b) => a.mul(b),
  absoluteDifference: (a, b) => a.sub(b).abs(),
  squaredDifference: (a, b) => a.sub(b).square(),
  focal,
};

/** Lower than any pixel: zeros around a map must not win. */
const lowest = -3.4e38;

/** The sum of each window over the number of its pixels inside of the map: tfjs's own gradient counts the border too. */
function meanPool(x: tf.Tensor4D, { side, stride, padding }: Omit<PoolShape, 'kind'>): tf.Tensor {
  const channels = x.shape[3];
  const ones = tf.ones<tf.Rank.R4>([side, side, channels, 1]);
  const sums = (map: tf.Tensor4D) => tf.depthwiseConv2d(padMap(map, padding), ones, stride, 'valid');
  return sums(x).div(sums(tf.onesLike(x)));
}

function reduce(x: tf.Tensor, how: 'sum' | 'mean', over: ReduceOver): tf.Tensor {
  const channels = x.shape[x.shape.length - 1];
  if (over === 'channels') return x[how](-1);
  if (over === 'rows') return x.reshape([x.size / channels, channels])[how](0);
  return x[how]().reshape([1]);
}

function scaleGradient(x: tf.Tensor, factor: number): tf.Tensor {
  const apply = tf.customGrad((value) => ({
    value: (value as tf.Tensor).clone(),
    gradFunc: (dy: tf.Tensor) => dy.mul(factor),
  }));
  return apply(x);
}

/** The window's weights between `count` positions, mirrored at both ends: row i holds what position i gives to each. */
function windowMatrix(count: number): tf.Tensor2D {
  const rows = Array.from({ length: count }, (_, at) => {
    const row = new Array<number>(count).fill(0);
    for (let k = -gaussian11.radius; k <= gaussian11.radius; k++) {
      const inside = (((at + k) % (2 * count)) + 2 * count) % (2 * count);
      row[Math.min(inside, 2 * count - 1 - inside)] += gaussian11.weights[Math.abs(k)];
    }
    return row;
  });
  return tf.tensor2d(rows);
}

/** SSIM around each number, by products with the window's matrices: their gradient is tfjs's own. */
function ssim(a: tf.Tensor, b: tf.Tensor, range: number): tf.Tensor {
  const [batch, height, width, channels] = a.shape as [number, number, number, number];
  const [down, across] = [windowMatrix(height), windowMatrix(width)];
  const mean = (x: tf.Tensor) => {
    const planes = x.transpose([0, 3, 1, 2]).reshape([batch * channels * height, width]);
    const rows = tf.matMul(planes, across, false, true).reshape([batch * channels, height, width]);
    const columns = tf.matMul(
      rows.transpose([0, 2, 1]).reshape([batch * channels * width, height]),
      down,
      false,
      true,
    );
    return columns.reshape([batch, channels, width, height]).transpose([0, 3, 2, 1]);
  };
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  const [meanA, meanB] = [mean(a), mean(b)];
  const squares = meanA.square().add(meanB.square());
  const product = meanA.mul(meanB);
  const variances = mean(a.square()).add(mean(b.square())).sub(squares);
  const covariance = mean(a.mul(b)).sub(product);
  const numerator = product.mul(2).add(c1).mul(covariance.mul(2).add(c2));
  return numerator.div(squares.add(c1).mul(variances.add(c2)));
}

/** `update` is the step's number in training. */
export function referenceWeightless(update?: number): WeightlessOperations<tf.Tensor> {
  return { ...common, gaussian: (like, seed) => drawGaussian(like, seed, update) };
}

function drawGaussian({ shape, size }: tf.Tensor, seed: number, update: number | undefined): tf.Tensor {
  if (update === undefined) return tf.zeros(shape);
  return tf.tensor(gaussianNumbers(size, seed, update), shape);
}

const common: Omit<WeightlessOperations<tf.Tensor>, 'gaussian'> = {
  averagePool: (x) => x.mean([1, 2]),
  pool(x, { kind, side, stride, padding }) {
    if (kind === 'mean') return meanPool(x as tf.Tensor4D, { side, stride, padding });
    return tf.maxPool(padMap(x as tf.Tensor4D, padding, lowest), side, stride, 'valid');
  },
  /** tfjs's own resizing gives another gradient. */
  upsample(x) {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const wide = tf.concat([x, x], -1).reshape([batch * height, 1, 2 * width * channels]);
    return tf.concat([wide, wide], 1).reshape([batch, 2 * height, 2 * width, channels]);
  },
  concat: (xs) => tf.concat([...xs], -1),
  slice(x, first, count) {
    const start = x.shape.map((_, axis) => (axis === x.rank - 1 ? first : 0));
    return tf.slice(x, start, [...x.shape.slice(0, -1), count]);
  },
  stack: (xs) => tf.concat([...xs], 0),
  part(x, index, of) {
    const [rows, ...rest] = x.shape;
    const { first, count } = partOf(rows, index, of);
    return tf.slice(x, [first, ...rest.map(() => 0)], [count, ...rest]);
  },
  ssim,
  unary: (x, name, parameter) => unary[name](x, parameter),
  binary: (a, b, name, parameter) => binary[name](a, b, parameter),
  softmax: (x) => tf.softmax(x),
  reduce,
  scaleGradient,
};
