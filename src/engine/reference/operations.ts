/**
 * The network's operations as plain tfjs ones: the path on WebGL and on the CPU, and what the kernels are checked
 * against. Everything must run inside a tidy.
 */
import * as tf from '@tensorflow/tfjs';
import type { NormExtras, Operations } from '../networks/operations.ts';
import { finishLayer, referenceConvolution, referenceTransposed } from './layer.ts';
import { referenceApply, referenceMoments, referenceNorm } from './norm.ts';
import type { ModelState, Variables } from './state.ts';
import { referenceWeightless } from './weightless.ts';

/** Training normalises by the batch, evaluation by the running statistics. */
export type Mode = 'train' | 'evaluate';

/** What a training-mode layer measured: moved into the running statistics after the step, outside the tape. */
interface BatchMoments {
  readonly layer: string;
  readonly mean: tf.Tensor1D;
  /** Biased variance of the batch. */
  readonly variance: tf.Tensor1D;
  readonly count: number;
}

/** Collects moments during one forward pass. */
export type MomentSink = BatchMoments[];

export interface ReferenceContext {
  readonly state: ModelState;
  readonly mode: Mode;
  readonly sink: MomentSink;
  /** The step's number in training, by which normal numbers are drawn. */
  readonly update?: number;
  /** Frozen layers, by name, are normalised as in evaluation. */
  readonly frozen?: ReadonlySet<string>;
}

/** A variable is a tensor of every rank, which its type does not say. */
function vector({ parameters }: ModelState, name: string): tf.Tensor1D {
  return parameters[name] as unknown as tf.Tensor1D;
}

function normaliseRows(x: tf.Tensor2D, layer: string, context: ReferenceContext): tf.Tensor2D {
  const { state, mode, sink, frozen } = context;
  const gamma = vector(state, `${layer}.weight`);
  const beta = vector(state, `${layer}.bias`);
  if (mode === 'evaluate' || frozen?.has(layer) === true) {
    const running = [state.statistics[`${layer}.running_mean`], state.statistics[`${layer}.running_var`]];
    return referenceApply(x, tf.stack(running) as tf.Tensor2D, gamma, beta);
  }
  const moments = referenceMoments(x);
  const [mean, variance] = tf.unstack(moments) as tf.Tensor1D[];
  sink.push({ layer, mean: tf.keep(mean), variance: tf.keep(variance), count: x.shape[0] });
  return referenceNorm(x, moments, gamma, beta);
}

export function referenceOperations(context: ReferenceContext): Operations<tf.Tensor> {
  const { state } = context;
  const weightless = referenceWeightless(context.update);
  /** A weight, whose gradient stays zero where its layer is fixed. */
  const weight = (name: string, isFixed = false): tf.Tensor => {
    const one = state.parameters[name] as tf.Tensor;
    return isFixed ? weightless.scaleGradient(one, 0) : one;
  };
  const normalise = (x: tf.Tensor, layer: string, { activation, residual }: NormExtras<tf.Tensor> = {}) => {
    const channels = x.shape[x.shape.length - 1];
    const y = normaliseRows(x.as2D(x.size / channels, channels), layer, context).reshape(x.shape);
    const sum = residual === undefined ? y : y.add(residual);
    return activation === 'relu' ? sum.relu() : sum;
  };
  return {
    normalise,
    convBatchNorm(x, { convolution, norm, ...shape }, extras) {
      const weight = state.parameters[`${convolution}.weight`];
      return normalise(referenceConvolution(x, weight, shape), norm, extras);
    },
    convolve(x, { name, hasBias = true, isFixed, ...shape }, extras) {
      const y = referenceConvolution(x, weight(`${name}.weight`, isFixed), shape);
      return finishLayer(hasBias ? y.add(weight(`${name}.bias`, isFixed)) : y, extras);
    },
    convolveTransposed(x, { name, hasBias = true, isFixed, ...shape }, extras) {
      const y = referenceTransposed(x, weight(`${name}.weight`, isFixed), shape);
      return finishLayer(hasBias ? y.add(weight(`${name}.bias`, isFixed)) : y, extras);
    },
    linear(x, layer) {
      const weight = state.parameters[`${layer}.weight`];
      return tf.matMul(x, weight).add(vector(state, `${layer}.bias`));
    },
    ...weightless,
  };
}

/** Share of the new batch in the running statistics. */
const momentum = 0.1;

/** running <- 0.9 running + 0.1 batch, with the unbiased variance; frees the moments. */
export function updateStatistics(statistics: Variables, sink: MomentSink): void {
  for (const { layer, mean, variance, count } of sink) {
    const move = (running: tf.Variable, batch: tf.Tensor, scale: number) => {
      running.assign(running.mul(1 - momentum).add(batch.mul(momentum * scale)));
    };
    tf.tidy(() => {
      move(statistics[`${layer}.running_mean`], mean, 1);
      move(statistics[`${layer}.running_var`], variance, count / Math.max(1, count - 1));
    });
    tf.dispose([mean, variance]);
  }
  sink.length = 0;
}
