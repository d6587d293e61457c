/**
 * The same training step as someone would write it with tfjs alone: convolutions, BatchNorm from `tf.moments`, automatic
 * differentiation, and tfjs's own momentum optimiser.
 */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { createRandom } from '../../src/core/random.ts';
import { renderViews } from '../../src/core/views/render.ts';
import { createModel, disposeModel, type ModelState } from '../../src/engine/reference/state.ts';
import { lossOf } from '../../src/detectors/contrastive/loss-of.ts';
import { resNet18Network } from '../../src/engine/networks/resnet18-network.ts';
import type { NormExtras, Operations } from '../../src/engine/networks/operations.ts';
import { refuseOthers } from '../../src/engine/networks/refuse.ts';
import { drawParameters, startStatistics } from '../../src/engine/networks/parameters.ts';
import { referenceConvolution } from '../../src/engine/reference/layer.ts';
import { referenceWeightless } from '../../src/engine/reference/weightless.ts';
import type { PairBatch } from '../../src/engine/training/batch.ts';

function stockOperations({ parameters }: ModelState): Operations<tf.Tensor> {
  const weight = (name: string) => parameters[name] as unknown as tf.Tensor;
  const normalise = (x: tf.Tensor, layer: string, extras: NormExtras<tf.Tensor> = {}) => {
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const { mean, variance } = tf.moments(x, axes);
    const normal = x.sub(mean).div(variance.add(1e-5).sqrt());
    const y = normal.mul(weight(`${layer}.weight`)).add(weight(`${layer}.bias`));
    const sum = extras.residual === undefined ? y : y.add(extras.residual);
    return extras.activation === 'relu' ? sum.relu() : sum;
  };
  return refuseOthers<tf.Tensor>('The step of plain tfjs', {
    normalise,
    convBatchNorm(x, { convolution, norm, ...shape }, extras) {
      const kernel = weight(`${convolution}.weight`);
      return normalise(referenceConvolution(x, kernel, shape), norm, extras);
    },
    pool: (x, { side, stride }) => tf.maxPool(x as tf.Tensor4D, side, stride, 1),
    averagePool: (x) => x.mean([1, 2]),
    linear: (x, layer) => tf.matMul(x, weight(`${layer}.weight`)).add(weight(`${layer}.bias`)),
    unary: referenceWeightless().unary,
  });
}

export interface StockStep {
  step(batch: PairBatch): Promise<number>;
  dispose(): void;
}

export function createStockStep(experiment: Experiment): StockStep {
  const network = resNet18Network(experiment);
  const { spec } = network;
  const random = createRandom(experiment.seed).fork('weights');
  const state = createModel(spec, drawParameters(spec, random), startStatistics(spec));
  const optimizer = tf.train.momentum(0.01, experiment.momentum);
  const variables = Object.values(state.parameters);
  return {
    async step({ pictures, views, classes }) {
      const shape: [number, number, number, number] = [views.length, pictures.side, pictures.side, 3];
      const images = tf.tensor4d(renderViews(pictures, views), shape);
      const loss = optimizer.minimize(
        () => {
          const { projected } = network.apply<tf.Tensor>({ images }, stockOperations(state));
          return lossOf(projected as tf.Tensor2D, classes, experiment);
        },
        true,
        variables,
      );
      const [value = Number.NaN] = (await loss?.data()) ?? [];
      tf.dispose([images, ...(loss === null ? [] : [loss])]);
      return value;
    },
    dispose() {
      optimizer.dispose();
      disposeModel(state);
    },
  };
}
