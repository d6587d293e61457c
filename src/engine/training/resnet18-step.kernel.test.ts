import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { pairings } from '../../core/contrast/pairing.ts';
import golden from '../fixtures/resnet18-step.json' with { type: 'json' };
import { contrastive } from '../../detectors/contrastive/losses.ts';
import { referenceOperations, updateStatistics, type MomentSink } from '../reference/operations.ts';
import { differentiate } from '../reference/differentiate.ts';
import { createModel, disposeModel } from '../reference/state.ts';
import { applyUpdate, createSlots } from '../reference/update.ts';
import type { Device } from '../device.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { sizeOf, startStatistics, type Values } from '../networks/parameters.ts';
import { encode } from '../networks/resnet18.ts';
import { stepSettings } from '../optimisers/optimiser.ts';
import { recordUpdate } from '../optimisers/record-update.ts';
import { compileProgram } from '../program/compile.ts';
import { readNumbers } from '../program/storage.ts';
import { evaluationOperations } from '../program/evaluation-operations.ts';
import { unpackValues } from '../program/layout.ts';
import { layoutsOf, weightValuesOf } from '../program/layouts.ts';
import { createNetworkMemory } from '../program/network-memory.ts';
import { createRecorder, type Execution } from '../program/recorder.ts';
import { trainingOperations } from '../program/training-operations.ts';
import { bytesOf, type Value } from '../program/value.ts';
import { kernelsHere } from '../testing/kernels-here.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { gpuOf, openTestDevice } from '../testing/open-gpu.ts';
import {
  firstOf,
  fixtureImages,
  fixtureParameters,
  network,
  padToFour,
  rate,
  settings,
  spec,
  type Step,
} from '../testing/resnet18-fixture.ts';

function norm(values: Float32Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function expectNear(
  got: ArrayLike<number>,
  wanted: readonly number[],
  scale: number,
  tolerance: number,
): void {
  wanted.forEach((value, i) => {
    expect(Math.abs(got[i] - value) / scale).toBeLessThan(tolerance);
  });
}

/** What one step gives, whichever path took it. */
interface StepResult {
  readonly features: ArrayLike<number>;
  readonly projection: ArrayLike<number>;
  readonly loss: number;
  readonly gradients: Values;
  readonly parameters: Values;
  readonly statistics: Values;
  /** Pooled features in evaluation mode after the step. */
  readonly evaluated: ArrayLike<number>;
}

async function readAll(tensors: Readonly<Record<string, tf.Tensor>>): Promise<Values> {
  const entries = Object.entries(tensors).map(
    async ([name, tensor]) => [name, (await tensor.data()) as Float32Array] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function takeComposedStep(step: Step): Promise<StepResult> {
  const state = createModel(spec, fixtureParameters, startStatistics(spec));
  const slots = createSlots(state.parameters, 'sgd');
  const images = tf.tensor4d(fixtureImages(step), [step.batch, step.side, step.side, 3]);
  const sink: MomentSink = [];
  const kept: tf.Tensor[] = [];
  const { loss, gradients } = differentiate(() => {
    const operations = referenceOperations({ state, mode: 'train', sink });
    const { pooled: features, projected: output } = network.apply<tf.Tensor>({ images }, operations);
    kept.push(tf.keep(features), tf.keep(output));
    return contrastive(output as tf.Tensor2D, { temperature: 0.5, softNormals: 0 }, pairings.pair);
  }, state.parameters);
  applyUpdate(state.parameters, gradients, slots, { ...settings, rate, update: 1 });
  updateStatistics(state.statistics, sink);
  const evaluated = tf.tidy(() => {
    const operations = referenceOperations({ state, mode: 'evaluate', sink: [] });
    return encode<tf.Tensor>(images, 'full', operations).pooled;
  });
  const result = {
    features: await kept[0].data(),
    projection: await kept[1].data(),
    loss: (await loss.data())[0],
    gradients: await readAll(gradients),
    parameters: await readAll(state.parameters),
    statistics: await readAll(state.statistics),
    evaluated: await evaluated.data(),
  };
  tf.dispose([images, evaluated, loss, kept, gradients, ...slots]);
  disposeModel(state);
  return result;
}

/** Images are made by a kernel, so that they are kept for the backward pass as those of training are. */
function copyKernel(size: number): Kernel {
  return {
    name: 'copy',
    reads: [['x', 'vec4<f32>']],
    writes: [['y', 'vec4<f32>']],
    integers: {},
    grid: { kind: 'flat', threads: size / 4 },
    body: '  yStore(index, x[index]);',
  };
}

async function takePlannedStep(gpu: GPUDevice, step: Step, execution: Execution): Promise<StepResult> {
  const layouts = layoutsOf(spec, execution);
  const memory = createNetworkMemory(gpu, layouts, 'sgd');
  memory.restore({ parameters: fixtureParameters, statistics: startStatistics(spec), slots: [] });
  const recorder = createRecorder(weightValuesOf(layouts), layouts);
  const given: Value = { name: 'given images', shape: [step.batch, step.side, step.side, 4] };
  const images: Value = { name: 'images', shape: given.shape };
  recorder.emit(copyKernel(sizeOf(given.shape)), 'images', { x: given }, { y: images });
  recorder.stopGradient(images);
  const applied = network.apply({ images }, trainingOperations(recorder));
  const { pooled: features, projected: output } = applied;
  const forward = recorder.cut();
  const outputGradient = { name: 'loss gradient', shape: output.shape };
  recorder.backward(output, outputGradient);
  const rates = { name: 'settings', shape: [4] };
  recordUpdate(recorder, layouts.weights, settings, rates);
  const backward = recorder.cut();
  const { pooled } = encode(images, 'full', evaluationOperations(recorder));
  const kept = [given, images, features, output, outputGradient, rates, pooled];
  const plan = { sections: [forward, backward, recorder.cut()], kept };
  const program = await compileProgram(gpu, plan, memory.arenas);
  const read = (value: Value) => readNumbers(gpu, program.bufferOf(value), bytesOf(value) / 4);

  gpu.queue.writeBuffer(program.bufferOf(given), 0, padToFour(fixtureImages(step)));
  gpu.queue.writeBuffer(program.bufferOf(rates), 0, stepSettings(rate, 1));
  program.run(0);
  const projection = await read(output);
  const z = tf.tensor2d(projection, [step.batch, 128]);
  const { value, grad } = tf.valueAndGrad((rows) =>
    contrastive(rows as tf.Tensor2D, { temperature: 0.5, softNormals: 0 }, pairings.pair),
  )(z);
  const upstream = Float32Array.from(await grad.data());
  gpu.queue.writeBuffer(program.bufferOf(outputGradient), 0, upstream);
  program.run(1);
  program.run(2);
  const packed = await readNumbers(gpu, memory.arenas['gradients'], layouts.gradients.bytes / 4);
  const saved = await memory.save(1);
  const result = {
    features: await read(features),
    projection,
    loss: (await value.data())[0],
    gradients: unpackValues(layouts.gradients, packed),
    parameters: saved.parameters,
    statistics: saved.statistics,
    evaluated: await read(pooled),
  };
  tf.dispose([z, value, grad]);
  program.dispose();
  memory.dispose();
  return result;
}

const shapes = new Map(spec.parameters.map(({ name, shape: sizes }) => [name, sizes]));

function expectRows(got: ArrayLike<number>, wanted: readonly (readonly number[])[], tolerance: number): void {
  const length = got.length / wanted.length;
  wanted.forEach((row, i) => {
    expectNear(Array.from(got).slice(i * length, (i + 1) * length), row, norm(row), tolerance);
  });
}

/** Largest relative differences. */
interface Tolerances {
  readonly results: number;
  readonly gradients: number;
}

function expectGolden(got: StepResult, step: Step, { results: tolerance, gradients }: Tolerances): void {
  expectRows(got.features, step.trainFeaturesFirst8, tolerance);
  expectRows(got.projection, step.trainProjectionFirst8, tolerance);
  expect(Math.abs(got.loss / step['lossPairAgainstPseudoTau0.5'] - 1)).toBeLessThan(tolerance);
  for (const [name, wanted] of Object.entries(step.gradients)) {
    const gradient = got.gradients[name];
    expect(Math.abs(norm(gradient) / wanted.norm - 1), `gradient norm of ${name}`).toBeLessThan(gradients);
    const firstGradients = firstOf(gradient, shapes.get(name) ?? [], wanted.first.length);
    expectNear(firstGradients, wanted.first, wanted.norm, gradients);
  }
  for (const [name, wanted] of Object.entries(step.parametersAfterSgd)) {
    const after = got.parameters[name];
    expect(Math.abs(norm(after) / wanted.norm - 1), `norm of ${name}`).toBeLessThan(tolerance);
    const first = firstOf(after, shapes.get(name) ?? [], wanted.first.length);
    expectNear(first, wanted.first, norm(wanted.first), tolerance);
  }
  for (const [name, wanted] of Object.entries(step.runningStatisticsAfter)) {
    expectNear(got.statistics[name], wanted, norm(wanted), tolerance);
  }
  expectRows(got.evaluated, step.evalFeaturesFirst8, tolerance);
}

const exact: Tolerances = { results: 1e-3, gradients: 1e-3 };

/** What comes forward is the same; the backward pass reads rounded copies. */
const inHalves: Tolerances = { results: 1e-3, gradients: 1e-3 };

const hasGpu = await installNodeWebGpu();
const { styles, storages, isSlow } = await kernelsHere();

describe('a ResNet18 step agrees with PyTorch: features, gradients, SGD, running statistics', () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
    expect(device.report.backend).toBe(hasGpu ? 'webgpu' : 'cpu');
  });

  const steps = golden.steps.map((step) => [step.batch, step] as const);

  it.for(steps)('of %i images, by plain tfjs operations', async ([batch, step], { skip }) => {
    skip(isSlow && batch > 4, 'minutes on this driver; the smaller step is taken');
    expectGolden(await takeComposedStep(step), step, exact);
    expect(device.takeFault()).toBeUndefined();
  });

  const styled = golden.steps.flatMap((step) =>
    styles.map((style) => [step.batch, style.kind, style, step] as const),
  );

  it.skipIf(!hasGpu).each(styled)('of %i images, by %s kernels', async (_batch, _kind, style, step) => {
    expectGolden(await takePlannedStep(gpuOf(device), step, { style, storage: 'f32' }), step, exact);
    expect(device.takeFault()).toBeUndefined();
  });

  const inHalvesHere = it.skipIf(!hasGpu || !storages.includes('f16'));

  inHalvesHere.each(styled)('of %i images, by %s kernels, activations kept in 16 bits', async (...parts) => {
    const [, , style, step] = parts;
    const got = await takePlannedStep(gpuOf(device), step, { style, storage: 'f16' });
    expectGolden(got, step, inHalves);
    expect(device.takeFault()).toBeUndefined();
  });
});
