/** Batch normalisation over all but the last axis [BatchNorm Algorithm 1], with PyTorch's running statistics. */
import * as tf from '@tensorflow/tfjs';
import { combine } from '../kernels/combine.ts';
import { hasPasses } from '../kernels/run-pass.ts';
import { composedApply, composedMoments, composedNorm } from './composed-norm.ts';
import { fusedApply, fusedMoments, fusedNorm, type NormOperands } from './fused-norm.ts';
import type { ModelState } from './parameters.ts';

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

export interface NormContext {
  readonly state: ModelState;
  readonly mode: Mode;
  readonly sink: MomentSink;
}

export interface NormExtras<T extends tf.Tensor> {
  /** relu(y) in place of y. */
  readonly isRectified?: boolean;
  /** Added to y before the rectifier. */
  readonly residual?: T | undefined;
}

function finishComposed(y: tf.Tensor2D, { residual, isRectified }: NormOperands): tf.Tensor2D {
  const sum = residual === undefined ? y : y.add<tf.Tensor2D>(residual);
  return isRectified ? sum.relu() : sum;
}

function normaliseByRunning(operands: NormOperands, layer: string, { statistics }: ModelState): tf.Tensor2D {
  const moments = tf.stack([
    statistics[`${layer}.running_mean`],
    statistics[`${layer}.running_var`],
  ]) as tf.Tensor2D;
  if (hasPasses()) return fusedApply(operands, moments);
  return finishComposed(composedApply(operands.x, moments, operands.gamma, operands.beta), operands);
}

function normaliseByBatch(operands: NormOperands, layer: string, sink: MomentSink): tf.Tensor2D {
  const { x, gamma, beta } = operands;
  const moments = hasPasses() ? fusedMoments(operands) : composedMoments(x);
  const [mean, variance] = tf.unstack(moments) as tf.Tensor1D[];
  sink.push({ layer, mean: tf.keep(mean), variance: tf.keep(variance), count: x.shape[0] });
  if (hasPasses()) return fusedNorm(operands, moments);
  return finishComposed(composedNorm(x, moments, gamma, beta), operands);
}

/** `x` is [..., channels]; the result has its shape. Must run inside a tidy. */
export function batchNorm<T extends tf.Tensor>(
  x: T,
  layer: string,
  { state, mode, sink }: NormContext,
  { isRectified = false, residual }: NormExtras<T> = {},
): T {
  const channels = x.shape[x.shape.length - 1];
  const rows = (tensor: T) => tensor.as2D(x.size / channels, channels);
  const operands = {
    x: rows(x),
    gamma: state.parameters[`${layer}.weight`] as unknown as tf.Tensor1D,
    beta: state.parameters[`${layer}.bias`] as unknown as tf.Tensor1D,
    residual: residual && rows(residual),
    isRectified,
  };
  const y =
    mode === 'evaluate'
      ? normaliseByRunning(operands, layer, state)
      : normaliseByBatch(operands, layer, sink);
  return y.reshape(x.shape);
}

/** running <- 0.9 running + 0.1 batch, with the unbiased variance; frees the moments. */
export function updateStatistics({ statistics }: ModelState, sink: MomentSink): void {
  for (const { layer, mean, variance, count } of sink) {
    const unbiased = count / Math.max(1, count - 1);
    const move = (running: tf.Variable, batch: tf.Tensor, scale: number) => {
      running.assign(combine([running, 1 - momentum], [batch, momentum * scale]));
    };
    tf.tidy(() => {
      move(statistics[`${layer}.running_mean`], mean, 1);
      move(statistics[`${layer}.running_var`], variance, unbiased);
    });
    tf.dispose([mean, variance]);
  }
  sink.length = 0;
}
