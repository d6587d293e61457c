import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../device.ts';
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import {
  applyGolden,
  goldenInputs,
  readGoldenCases,
  wave,
  weightNames,
  type GoldenCase,
} from '../testing/golden-operations.ts';
import { kernelsHere } from '../testing/kernels-here.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { difference } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import { evaluationOperations } from './evaluation-operations.ts';
import { trainingOperations } from './training-operations.ts';

const hasGpu = await installNodeWebGpu();
const { styles } = await kernelsHere();

describe.skipIf(!hasGpu)('the compiled operations (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  async function check(golden: GoldenCase, style: ConvolutionStyle): Promise<void> {
    const { shapes } = golden;
    const names = Object.keys(shapes);
    const isWeight = (name: string) => weightNames.includes(name);
    const weights = names.filter(isWeight).map((name) => [`layer.${name}`, shapes[name]] as const);
    const recorder = createTestRecorder(Object.fromEntries(weights), style);
    const inputs = Object.fromEntries(names.map((name) => [name, { name, shape: shapes[name] }]));
    const y = applyGolden(golden, trainingOperations(recorder), inputs);
    const seen = applyGolden(golden, evaluationOperations(recorder), inputs);
    const dy = { name: 'dy', shape: y.shape };
    recorder.backward(y, dy);
    const gradients = names.map((name) => {
      return isWeight(name) ? recorder.gradient(`layer.${name}`) : recorder.gradientOf(inputs[name])!;
    });
    const contents = Object.entries(goldenInputs(golden)).map(
      ([name, values]) => [isWeight(name) ? recorder.weight(`layer.${name}`) : inputs[name], values] as const,
    );
    const given = [...contents, [dy, wave(golden.shape, 1)] as const];
    const [gotY, gotSeen, ...got] = await runRecorded(gpu, recorder, given, [y, seen, ...gradients]);
    expect(y.shape).toEqual(golden.shape);
    expect(difference([1, ...gotY], [1, ...golden.value])).toBeLessThan(2e-6);
    expect(gotSeen).toEqual(gotY);
    for (const [i, name] of names.entries()) {
      expect(difference(got[i], golden.gradients[name]), name).toBeLessThan(3e-6);
    }
    expect(device.takeFault()).toBeUndefined();
  }

  it.each(readGoldenCases())('agree with PyTorch, forward and backward: $name', async (golden) => {
    for (const style of styles) await check(golden, style);
  });
});
