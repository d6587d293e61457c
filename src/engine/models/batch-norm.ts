/** Batch normalisation over all but the last axis [BatchNorm Algorithm 1], with PyTorch's running statistics. */
import * as tf from '@tensorflow/tfjs';
import type { ModelState } from './parameters.ts';

const epsilon = 1e-5;
/** Share of the new batch in the running statistics. */
const momentum = 0.1;

/** How a model is applied: training normalises by the batch, evaluation by the running statistics. */
export type Mode = 'train' | 'evaluate';

/** What a training-mode layer measured: moved into the running statistics after the step, outside the tape. */
export interface BatchMoments {
  readonly layer: string;
  readonly mean: tf.Tensor1D;
  /** Biased variance of the batch. */
  readonly variance: tf.Tensor1D;
  readonly count: number;
}

/** Collects moments during one forward pass; undefined entries never occur. */
export type MomentSink = BatchMoments[];

interface Normalised {
  readonly output: tf.Tensor2D;
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

/**
 * y = gamma (x - mean) / sqrt(var + eps) + beta on rows [n, c]. The sums over rows are matrix products with a row of
 * ones, which tfjs runs in parallel, where its own reductions over the first axis transpose first.
 */
function normaliseRows(x: tf.Tensor2D, gamma: tf.Tensor1D, beta: tf.Tensor1D): Normalised {
  const count = x.shape[0];
  const columnMeans = (rows: tf.Tensor2D) => averageRows(rows, count);
  const moments = tf.tidy(() => {
    const mean = columnMeans(x);
    const centred = x.sub<tf.Tensor2D>(mean);
    return { mean, variance: columnMeans(centred.square()) };
  });
  const apply = tf.customGrad((...inputs) => {
    const [rows, scale, offset, save] = inputs as unknown as [
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.GradSaveFunc,
    ];
    const inverse = moments.variance.add(epsilon).rsqrt();
    const normal = rows.sub(moments.mean).mul<tf.Tensor2D>(inverse);
    save([normal, inverse, scale]);
    return {
      value: normal.mul(scale).add(offset),
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => {
        const [kept, keptInverse, keptScale] = saved as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
        const dy = upstream as tf.Tensor2D;
        const meanDy = columnMeans(dy);
        const meanDyX = columnMeans(dy.mul(kept));
        const dx = dy.sub(meanDy).sub(kept.mul(meanDyX)).mul(keptInverse.mul(keptScale));
        return [dx, meanDyX.mul(count), meanDy.mul(count)];
      },
    };
  });
  return { output: apply(x, gamma, beta).as2D(count, x.shape[1]), ...moments };
}

/** Sums over rows are cut into this many parts, added in order at the end. */
function partsOf(rows: number): number {
  return [64, 32, 16, 8, 4, 2].find((parts) => rows % parts === 0 && rows / parts >= 32) ?? 1;
}

/**
 * Column means of [n, c], in parts: short float32 sums, and never tfjs's split product of one big matrix, which adds by
 * atomics and so in no fixed order.
 */
function averageRows(rows: tf.Tensor2D, count: number): tf.Tensor1D {
  return tf.tidy(() => {
    const parts = partsOf(count);
    const channels = rows.shape[1];
    const ones = tf.fill([parts, 1, count / parts], 1 / count);
    const partial = tf.matMul(ones, rows.reshape([parts, count / parts, channels]));
    return partial.sum(0).as1D();
  });
}

export interface NormContext {
  readonly state: ModelState;
  readonly mode: Mode;
  readonly sink: MomentSink;
}

/** `x` is [..., channels]; the result has its shape. Must run inside a tidy. */
export function batchNorm<T extends tf.Tensor>(x: T, layer: string, { state, mode, sink }: NormContext): T {
  const channels = x.shape[x.shape.length - 1];
  const gamma = state.parameters[`${layer}.weight`] as unknown as tf.Tensor1D;
  const beta = state.parameters[`${layer}.bias`] as unknown as tf.Tensor1D;
  if (mode === 'evaluate') {
    const inverse = state.statistics[`${layer}.running_var`].add(epsilon).rsqrt().mul(gamma);
    return x.sub(state.statistics[`${layer}.running_mean`]).mul(inverse).add(beta);
  }
  const rows = x.as2D(x.size / channels, channels);
  const { output, mean, variance } = normaliseRows(rows, gamma, beta);
  sink.push({ layer, mean: tf.keep(mean), variance: tf.keep(variance), count: rows.shape[0] });
  return output.reshape(x.shape);
}

/** running <- 0.9 running + 0.1 batch, with the unbiased variance; frees the moments. */
export function updateStatistics(state: ModelState, sink: MomentSink): void {
  for (const { layer, mean, variance, count } of sink) {
    tf.tidy(() => {
      const unbiased = variance.mul(count / Math.max(1, count - 1));
      const runningMean = state.statistics[`${layer}.running_mean`];
      const runningVariance = state.statistics[`${layer}.running_var`];
      runningMean.assign(runningMean.mul(1 - momentum).add(mean.mul(momentum)));
      runningVariance.assign(runningVariance.mul(1 - momentum).add(unbiased.mul(momentum)));
    });
    tf.dispose([mean, variance]);
  }
  sink.length = 0;
}
