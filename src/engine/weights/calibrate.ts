/**
 * Gives BatchNorm back to layers that had it folded into their convolution: scale and shift are set so that, on a first
 * batch, normalising by the batch changes nothing; training can then continue as if the norm had been there.
 */
import * as tf from '@tensorflow/tfjs';
import { referenceApply } from '../reference/norm.ts';
import { referenceWeightless } from '../reference/weightless.ts';
import type { NormExtras, Operations } from '../networks/operations.ts';
import { refuseOthers } from '../networks/refuse.ts';
import { referenceConvolution } from '../reference/layer.ts';
import { encode } from '../networks/resnet18.ts';
import type { FirstValues } from '../training/trainer.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { normEpsilon } from './map-weights.ts';

export type Calibrated = Pick<FirstValues, 'parameters' | 'statistics'>;

interface Measured {
  readonly norm: string;
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

/** Evaluation by plain tfjs operations that measures what each folded layer's convolution gives. */
export function measuringOperations(
  { parameters, statistics }: Calibrated,
  folded: ReadonlySet<string>,
  measured: Measured[],
): Operations<tf.Tensor> {
  const vector = (values: Float32Array) => tf.tensor1d(values);
  const finish = (y: tf.Tensor, { activation, residual }: NormExtras<tf.Tensor>) => {
    const sum = residual === undefined ? y : y.add(residual);
    return activation === 'relu' ? sum.relu() : sum;
  };
  const { pool, averagePool } = referenceWeightless();
  return refuseOthers<tf.Tensor>('Calibrating folded BatchNorm', {
    convBatchNorm(x, { convolution, norm, ...shape }, extras = {}) {
      const values = parameters[`${convolution}.weight`];
      const from = shape.isDepthwise === true ? 1 : (x.shape[3] ?? 1);
      const to = parameters[`${norm}.bias`].length;
      const side = Math.sqrt(values.length / (from * to));
      const y = referenceConvolution(x, tf.tensor4d(values, [side, side, from, to]), shape);
      const beta = vector(parameters[`${norm}.bias`]);
      if (folded.has(norm)) {
        const { mean, variance } = tf.moments(y, [0, 1, 2]);
        measured.push({
          norm,
          mean: tf.keep(mean as tf.Tensor1D),
          variance: tf.keep(variance as tf.Tensor1D),
        });
        return finish(y.add(beta), extras);
      }
      const running = tf.stack(
        ['running_mean', 'running_var'].map((name) => vector(statistics[`${norm}.${name}`])),
      );
      const gamma = vector(parameters[`${norm}.weight`]);
      const rows = referenceApply(y.as2D(y.size / to, to), running as tf.Tensor2D, gamma, beta);
      return finish(rows.reshape(y.shape), extras);
    },
    pool,
    averagePool,
  });
}

/**
 * gamma = sqrt(var + epsilon), beta = bias + mean, running mean and variance = those of the batch, for each layer of
 * `folded`. `images` [N, S, S, 3] are normalised as the file's network was trained; they stay the caller's.
 */
export async function calibrateFolded(
  start: Calibrated,
  folded: readonly string[],
  images: tf.Tensor4D,
  width: Experiment['width'],
): Promise<Calibrated> {
  const measured: Measured[] = [];
  tf.tidy(() => {
    encode<tf.Tensor>(images, width, measuringOperations(start, new Set(folded), measured));
  });
  const parameters: Record<string, Float32Array> = { ...start.parameters };
  const statistics: Record<string, Float32Array> = { ...start.statistics };
  for (const { norm, mean, variance } of measured) {
    const [means, variances] = (await Promise.all([mean.data(), variance.data()])) as Float32Array[];
    parameters[`${norm}.weight`] = variances.map((value) => Math.sqrt(value + normEpsilon));
    parameters[`${norm}.bias`] = start.parameters[`${norm}.bias`].map((bias, c) => bias + means[c]);
    statistics[`${norm}.running_mean`] = means;
    statistics[`${norm}.running_var`] = variances;
    tf.dispose([mean, variance]);
  }
  return { parameters, statistics };
}
