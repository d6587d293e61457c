import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { createSlots, applyUpdate } from '../reference/update.ts';
import type { Device } from '../device.ts';
import { sizeOf, type NetworkSpec } from '../networks/parameters.ts';
import { compileProgram } from '../program/compile.ts';
import { layoutsOf, weightValuesOf } from '../program/layouts.ts';
import { createNetworkMemory } from '../program/network-memory.ts';
import { packValues } from '../program/layout.ts';
import { createRecorder } from '../program/recorder.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { gpuOf, openTestDevice } from '../testing/open-gpu.ts';
import { stepSettings, type OptimiserChoice } from './optimiser.ts';
import { recordUpdate } from './record-update.ts';

/** Odd sizes, so that tensors end inside of a block. */
const shapes = { conv: [3, 3, 5, 7], norm: [7], fc: [37, 41], bias: [41], still: [2, 3] };
const spec: NetworkSpec = {
  parameters: Object.entries(shapes).map(([name, shape]) => ({ name, shape, start: 'zeros', fan: 1 })),
  norms: {},
};

function draw(label: string): Readonly<Record<string, Float32Array<ArrayBuffer>>> {
  const random = createRandom(label);
  const values = (name: string, size: number) =>
    Float32Array.from({ length: size }, () => (name === 'still' ? 0 : random.normal()));
  return Object.fromEntries(spec.parameters.map(({ name, shape }) => [name, values(name, sizeOf(shape))]));
}

const base = { momentum: 0.9, weightDecay: 0.01, normDecay: true };
const choices: readonly OptimiserChoice[] = [
  { ...base, optimiser: 'sgd' },
  { ...base, optimiser: 'sgd', normDecay: false },
  { ...base, optimiser: 'adamw' },
  { ...base, optimiser: 'adamw', normDecay: false },
  { ...base, optimiser: 'lars' },
];
const rates = [0.1, 0.05, 0.02];

/** Weights after an update for each rate, in plain numbers: one weight, which decays. */
function descend(optimiser: 'sgd' | 'adamw', start: number, gradients: readonly number[]): number {
  let [w, first, second] = [start, 0, 0];
  gradients.forEach((gradient, i) => {
    const rate = rates[i] ?? 0;
    if (optimiser === 'sgd') {
      first = 0.9 * first + (gradient + 0.01 * w);
      w -= rate * first;
      return;
    }
    first = 0.9 * first + 0.1 * gradient;
    second = 0.999 * second + 0.001 * gradient * gradient;
    const root = Math.sqrt(second / (1 - 0.999 ** (i + 1))) + 1e-8;
    w = w * (1 - rate * 0.01) - (rate * (first / (1 - 0.9 ** (i + 1)))) / root;
  });
  return w;
}

async function updateComposed(choice: OptimiserChoice): Promise<Float32Array[]> {
  const start = draw('weights');
  const parameters = Object.fromEntries(
    spec.parameters.map(({ name, shape }) => [
      name,
      tf.tidy(() => tf.variable(tf.tensor(start[name], [...shape]))),
    ]),
  );
  const slots = createSlots(parameters, choice.optimiser);
  const before = tf.memory().numTensors;
  rates.forEach((rate, i) => {
    const values = draw(`gradients ${i}`);
    const gradients = Object.fromEntries(
      spec.parameters.map(({ name, shape }) => [name, tf.tensor(values[name], [...shape])]),
    );
    applyUpdate(parameters, gradients, slots, { ...choice, rate, update: i + 1 });
    tf.dispose(gradients);
  });
  expect(tf.memory().numTensors).toBe(before);
  const read = await Promise.all(Object.values(parameters).map((weight) => weight.data()));
  tf.dispose([...Object.values(parameters), ...slots.flatMap((slot) => Object.values(slot))]);
  return read as Float32Array[];
}

async function updatePlanned(gpu: GPUDevice, choice: OptimiserChoice): Promise<Float32Array[]> {
  const layouts = layoutsOf(spec, { style: { kind: 'direct' }, storage: 'f32' });
  const memory = createNetworkMemory(gpu, layouts, choice.optimiser);
  memory.restore({ parameters: draw('weights'), statistics: {}, slots: [] });
  const recorder = createRecorder(weightValuesOf(layouts), layouts);
  const settings = { name: 'settings', shape: [4] };
  const constants = recordUpdate(recorder, layouts.weights, choice, settings);
  const plan = { sections: [recorder.cut()], kept: [settings, ...constants.map(([value]) => value)] };
  const program = await compileProgram(gpu, plan, memory.arenas);
  for (const [value, contents] of constants) gpu.queue.writeBuffer(program.bufferOf(value), 0, contents);
  rates.forEach((rate, i) => {
    gpu.queue.writeBuffer(program.bufferOf(settings), 0, stepSettings(rate, i + 1));
    const gradients = packValues(layouts.gradients, draw(`gradients ${i}`));
    gpu.queue.writeBuffer(memory.arenas['gradients'], 0, gradients);
    program.run(0);
  });
  const { parameters } = await memory.save(3);
  program.dispose();
  memory.dispose();
  return spec.parameters.map(({ name }) => parameters[name]);
}

const hasGpu = await installNodeWebGpu();

describe('an update of all weights', () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  it.each(['sgd', 'adamw'] as const)(
    'by %s follows the formula, and leaves no tensors behind',
    async (name) => {
      const [conv] = await updateComposed({ ...base, optimiser: name });
      const start = draw('weights')['conv'];
      const gradients = rates.map((_, i) => draw(`gradients ${i}`)['conv'][4]);
      expect(conv[4]).toBeCloseTo(descend(name, start[4], gradients), 5);
    },
  );

  it.skipIf(!hasGpu).each(choices)(
    'is the same by kernels and by reference operations: %o',
    async (choice) => {
      const [planned, composed] = [await updatePlanned(gpuOf(device), choice), await updateComposed(choice)];
      expect(planned.map(({ length }) => length)).toEqual([315, 7, 1517, 41, 6]);
      planned.forEach((values, i) => {
        values.forEach((value, at) => {
          expect(Math.abs(value - composed[i][at])).toBeLessThan(2e-5);
        });
      });
      expect(device.takeFault()).toBeUndefined();
    },
  );
});
