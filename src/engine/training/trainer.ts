/** One network being trained. The interface is what a faster engine would offer in place of this one. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import { crossEntropy } from '../losses/cross-entropy.ts';
import { decoupled } from '../losses/decoupled.ts';
import { firm } from '../losses/firm.ts';
import { unitRows } from '../losses/similarity.ts';
import { updateStatistics, type MomentSink, type NormContext } from '../models/batch-norm.ts';
import { createModel, disposeModel, type ModelState } from '../models/parameters.ts';
import { classifierSpecs, classify, headNorms, headSpecs, project } from '../models/projection-head.ts';
import { embeddingLength, encode, encoderNorms, encoderSpecs } from '../models/resnet18.ts';
import { applySgd, createVelocities } from '../optimisers/sgd.ts';
import type { StepBatch } from './batch.ts';
import { restoreCheckpoint, saveCheckpoint, type Checkpoint } from './checkpoint.ts';
import { differentiate } from './gradients.ts';

export interface StepNumbers {
  readonly loss: number;
  /** Mean cosine of different normal views, and of normal against pseudo views, of what the loss compares. */
  readonly positiveSimilarity: number;
  readonly negativeSimilarity: number;
}

export interface Trainer {
  /** Length of an embedding. */
  readonly length: number;
  step(batch: StepBatch, learningRate: number): Promise<StepNumbers>;
  /** Pooled features in evaluation mode, [views, length], of pixels [views, side, side, 3]. */
  embed(pixels: Float32Array, side: number): Promise<Float32Array>;
  /** All that the next step depends on, copied off the device. */
  save(): Promise<Checkpoint>;
  /** Puts back what a network of the same experiment saved. */
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}

function createNetwork(experiment: Experiment): ModelState {
  const { width, headBatchNorm, objective } = experiment;
  const length = embeddingLength(width);
  const isClassifier = objective === 'cross-entropy';
  const head = isClassifier ? classifierSpecs(length) : headSpecs(length, headBatchNorm);
  const norms = isClassifier ? {} : headNorms(length, headBatchNorm);
  const random = createRandom(experiment.seed).fork('weights');
  return createModel([...encoderSpecs(width), ...head], { ...encoderNorms(width), ...norms }, random);
}

/** Mean cosines among the first half of rows, and between the halves, from sums of unit rows. */
function meanCosines(z: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    const half = z.shape[0] / 2;
    const unit = unitRows(z);
    const normal = unit.slice([0, 0], [half, -1]).sum(0);
    const pseudo = unit.slice([half, 0], [half, -1]).sum(0);
    const among = normal
      .square()
      .sum()
      .sub(half)
      .div(half * (half - 1));
    const between = normal
      .mul(pseudo)
      .sum()
      .div(half * half);
    return tf.stack([among, between]).as1D();
  });
}

/** What the loss compares, and the loss itself; cross-entropy's similarities are those of the features. */
function applyObjective(
  features: tf.Tensor2D,
  { objective, headBatchNorm, temperature }: Experiment,
  context: NormContext,
): { compared: tf.Tensor2D; loss: tf.Scalar } {
  if (objective === 'cross-entropy') {
    return { compared: features, loss: crossEntropy(classify(features, context.state)) };
  }
  const compared = project(features, headBatchNorm, context);
  return {
    compared,
    loss: objective === 'firm' ? firm(compared, temperature) : decoupled(compared, temperature),
  };
}

/** A fresh network on tfjs's current backend, trained by its automatic differentiation. */
export function createTrainer(experiment: Experiment): Trainer {
  const state = createNetwork(experiment);
  const velocities = createVelocities(state.parameters);
  const variables = { ...state, velocities };
  const { width } = experiment;

  function update(batch: StepBatch, learningRate: number): tf.Tensor1D {
    const sink: MomentSink = [];
    const cosines: tf.Tensor1D[] = [];
    const images = tf.tensor4d(batch.pixels, [4 * batch.images, batch.side, batch.side, 3]);
    const { loss, gradients } = differentiate(() => {
      const context = { state, mode: 'train', sink } as const;
      const applied = applyObjective(encode(images, width, context), experiment, context);
      cosines.push(tf.keep(meanCosines(applied.compared)));
      return applied.loss;
    }, state.parameters);
    applySgd(state.parameters, gradients, velocities, { ...experiment, learningRate });
    updateStatistics(state, sink);
    const numbers = tf.tidy(() => tf.concat1d([loss.as1D(), ...cosines]));
    tf.dispose([images, loss, ...cosines, ...Object.values(gradients)]);
    return numbers;
  }

  return {
    length: embeddingLength(width),
    async step(batch, learningRate) {
      const numbers = update(batch, learningRate);
      const [loss, positiveSimilarity, negativeSimilarity] = await numbers.data();
      numbers.dispose();
      return { loss, positiveSimilarity, negativeSimilarity };
    },
    async embed(pixels, side) {
      const views = pixels.length / (side * side * 3);
      const features = tf.tidy(() =>
        encode(tf.tensor4d(pixels, [views, side, side, 3]), width, { state, mode: 'evaluate', sink: [] }),
      );
      const values = (await features.data()) as Float32Array;
      features.dispose();
      return values;
    },
    save: () => saveCheckpoint(variables),
    restore(checkpoint) {
      restoreCheckpoint(variables, checkpoint);
    },
    dispose() {
      disposeModel(state);
      tf.dispose(Object.values(velocities));
    },
  };
}
