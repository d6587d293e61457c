/** Training by plain tfjs operations and their automatic differentiation: slower, on any backend. */
import * as tf from '@tensorflow/tfjs';
import { renderViews } from '../../core/views/render.ts';
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { plainView, type ViewParameters } from '../../core/views/view.ts';
import { referenceOperations, updateStatistics, type MomentSink } from '../reference/operations.ts';
import { createModel, disposeModel, readValues, writeValues, type ModelState } from '../reference/state.ts';
import { applyUpdate, createSlots, type Slots } from '../reference/update.ts';
import { embeddingLengthOf, generatorOf, valueOf, type Named } from '../networks/network.ts';
import { frozenLayersOf } from '../networks/parameters.ts';
import type { ReferenceObjective } from '../program/objective.ts';
import type { StepBatch } from './step-batch.ts';
import { differentiate } from '../reference/differentiate.ts';
import { nameNumbers, untrained, type FirstValues, type Learner, type Trainer } from './trainer.ts';

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
  readonly learner: Learner;
  readonly state: ModelState;
  readonly slots: Slots;
}

function inputsOf({ inputs }: StepBatch, normalisation: Normalisation): Record<string, tf.Tensor4D> {
  const entries = Object.entries(inputs).map(([name, { pictures, views }]) => {
    const { side } = pictures;
    const pixels = renderViews(pictures, views, normalisation);
    return [name, tf.tensor4d(pixels, [views.length, side, side, 3])] as const;
  });
  return Object.fromEntries(entries);
}

/** One step; gives its numbers, which are the caller's. `update` counts from 1. */
function takeStep(
  { learner: { network, optimiser }, state, slots }: Training,
  objective: ReferenceObjective,
  batch: StepBatch,
  { rate, update }: { readonly rate: number; readonly update: number },
): tf.Tensor1D {
  const sink: MomentSink = [];
  const trainedSpecs = network.spec.parameters.filter(({ isFrozen = false }) => !isFrozen);
  const trained = Object.fromEntries(trainedSpecs.map(({ name }) => [name, state.parameters[name]]));
  const frozen = frozenLayersOf(network.spec);
  const inputs = inputsOf(batch, network.normalisation);
  const kept: { numbers: tf.Tensor1D; moved: Named<tf.Tensor> }[] = [];
  const { loss, gradients } = differentiate(() => {
    const operations = referenceOperations({ state, mode: 'train', sink, frozen, update });
    const outputs = network.apply<tf.Tensor>(inputs, operations);
    const weight = (name: string) => state.parameters[name] as tf.Tensor;
    const step = objective({ outputs, targets: batch.targets, weight, update });
    const moved = Object.entries(step.moved ?? {}).map(([name, value]) => [name, tf.keep(value)] as const);
    kept.push({ numbers: tf.keep(step.numbers), moved: Object.fromEntries(moved) });
    return step.loss;
  }, trained);
  const [{ numbers, moved }] = kept;
  applyUpdate(state.parameters, gradients, slots, { ...optimiser, rate, update });
  updateStatistics(state.statistics, sink);
  for (const [name, value] of Object.entries(moved)) state.parameters[name].assign(value);
  tf.dispose([...Object.values(inputs), loss, ...Object.values(gradients), ...Object.values(moved)]);
  return numbers;
}

/** What the network in evaluation mode makes of images, which are disposed. */
function evaluate(
  { learner: { network }, state }: Training,
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

export function createReferenceTrainer(learner: Learner, first: FirstValues): Trainer {
  const { network, objective, optimiser } = learner;
  const state = createModel(network.spec, first.parameters, first.statistics);
  const slots = createSlots(state.parameters, optimiser.optimiser);
  const training = { learner, state, slots };
  let updates = 0;
  let reference: Promise<ReferenceObjective> | undefined;

  return {
    network,
    length: embeddingLengthOf(network),
    async step(batch, rate) {
      reference ??= objective?.loadReference() ?? untrained();
      const loaded = await reference;
      updates++;
      const [numbers] = await read([takeStep(training, loaded, batch, { rate, update: updates })]);
      return nameNumbers(numbers, objective?.series ?? []);
    },
    forward: (pictures, wanted, view = plainView) =>
      read(evaluate(training, imagesOf(pictures, view, network.normalisation), wanted)),
    async generate(codes) {
      const generator = generatorOf(network);
      const { length } = generator;
      const operations = referenceOperations({ state, mode: 'evaluate', sink: [] });
      const pictures = tf.tidy(() =>
        generator.apply<tf.Tensor>(tf.tensor4d(codes, [codes.length / length, 1, 1, length]), operations),
      );
      return (await read([pictures]))[0];
    },
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
