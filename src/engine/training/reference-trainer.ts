/** Training by plain tfjs operations and their automatic differentiation: slower, on any backend. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { renderViews } from '../../core/views/render.ts';
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { plainView, type ViewParameters } from '../../core/views/view.ts';
import { referenceOperations, updateStatistics, type MomentSink } from '../reference/operations.ts';
import { createModel, disposeModel, readValues, writeValues, type ModelState } from '../reference/state.ts';
import { applyUpdate, createSlots, type Slots } from '../reference/update.ts';
import { lossOf, stepNumbers } from '../losses/objective.ts';
import { embeddingLengthOf, valueOf, type Network } from '../networks/network.ts';
import { frozenLayersOf } from '../networks/parameters.ts';
import type { StepBatch } from './batch.ts';
import { differentiate } from '../reference/differentiate.ts';
import { nameNumbers, type FirstValues, type Trainer } from './trainer.ts';

function imagesOf(
  pictures: PackedImages,
  parameters: ViewParameters,
  normalisation: Normalisation,
): tf.Tensor4D {
  const views = Array.from({ length: pictures.count }, (_, source) => ({ source, parameters }));
  const { side, count } = pictures;
  return tf.tensor4d(renderViews(pictures, views, normalisation), [count, side, side, 3]);
}

interface Training {
  readonly experiment: Experiment;
  readonly network: Network;
  readonly state: ModelState;
  readonly slots: Slots;
}

/** One step; gives its numbers [5], which are the caller's. `update` counts from 1. */
function takeStep(
  { experiment, network, state, slots }: Training,
  { pictures, views, classes }: StepBatch,
  { rate, update }: { readonly rate: number; readonly update: number },
): tf.Tensor1D {
  const sink: MomentSink = [];
  const trainedNames = network.spec.parameters.filter(({ isFrozen = false }) => !isFrozen);
  const trained = Object.fromEntries(trainedNames.map(({ name }) => [name, state.parameters[name]]));
  const frozen = frozenLayersOf(network.spec);
  const images = tf.tensor4d(renderViews(pictures, views, network.normalisation), [
    views.length,
    pictures.side,
    pictures.side,
    3,
  ]);
  const applied: tf.Tensor1D[] = [];
  const { loss, gradients } = differentiate(() => {
    const operations = referenceOperations({ state, mode: 'train', sink, frozen });
    const { pooled: features, projected: output } = network.apply<tf.Tensor>({ images }, operations);
    const rows = { features: features as tf.Tensor2D, output: output as tf.Tensor2D };
    const value = lossOf(rows.output, classes, experiment);
    applied.push(tf.keep(stepNumbers(value, rows, experiment.objective)));
    return value;
  }, trained);
  applyUpdate(state.parameters, gradients, slots, { ...experiment, rate, update });
  updateStatistics(state.statistics, sink);
  tf.dispose([images, loss, ...Object.values(gradients)]);
  return applied[0];
}

/** What the network in evaluation mode makes of images, which are disposed. */
function evaluate(
  { network, state }: Pick<Training, 'network' | 'state'>,
  images: tf.Tensor4D,
  wanted: readonly string[],
): tf.Tensor[] {
  const outputs = tf.tidy(() => {
    const operations = referenceOperations({ state, mode: 'evaluate', sink: [] });
    const applied = network.apply<tf.Tensor>({ images }, operations);
    return wanted.map((name) => valueOf(applied, name));
  });
  images.dispose();
  return outputs;
}

/** Copies off the device, and disposes. */
async function read(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return values as Float32Array[];
}

export function createReferenceTrainer({ experiment, network, ...first }: FirstValues): Trainer {
  const state = createModel(network.spec, first.parameters, first.statistics);
  const slots = createSlots(state.parameters, experiment.optimiser);
  const training = { experiment, network, state, slots };
  let updates = 0;

  return {
    length: embeddingLengthOf(network),
    async step(batch, rate) {
      updates++;
      const [numbers] = await read([takeStep(training, batch, { rate, update: updates })]);
      return nameNumbers(numbers);
    },
    forward: (pictures, wanted, view = plainView) =>
      read(evaluate(training, imagesOf(pictures, view, network.normalisation), wanted)),
    async save() {
      return {
        parameters: await readValues(state.parameters),
        statistics: await readValues(state.statistics),
        slots: await Promise.all(slots.map(readValues)),
        updates,
      };
    },
    restore(checkpoint) {
      writeValues(state.parameters, checkpoint.parameters);
      writeValues(state.statistics, checkpoint.statistics);
      slots.forEach((slot, i) => {
        writeValues(slot, checkpoint.slots[i]);
      });
      updates = checkpoint.updates;
    },
    dispose() {
      disposeModel(state);
      tf.dispose(slots.flatMap((slot) => Object.values(slot)));
    },
  };
}
