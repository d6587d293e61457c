/** The engine's step and kernels against tfjs's own, on whatever WebGPU runs in Node. */
import * as tf from '@tensorflow/tfjs';
import type { Device } from '../../src/engine/device.ts';
import { geometryOf } from '../../src/engine/kernels/geometry.ts';
import { recordConvolution } from '../../src/engine/program/record/convolution.ts';
import { recordNorm } from '../../src/engine/program/record/norm.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../src/engine/testing/open-gpu.ts';
import { styleFor } from '../../src/engine/training/create-trainer.ts';
import { contrastiveBody } from '../../src/detectors/contrastive/body.ts';
import { bytesOfTraining } from '../../src/engine/training/estimate.ts';
import { countDevice, type DeviceCounts } from '../support/count-device.ts';
import { countLargestStep } from '../support/count-largest.ts';
import { depthwiseBench } from '../support/depthwise-bench.ts';
import { recordOne, timeCalls, timeStock } from '../support/kernel-bench.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { compareSteps } from '../support/compare-steps.ts';
import {
  batchOf,
  experimentOf,
  measureOurs,
  measureStorages,
  type StepShape,
} from '../support/step-bench.ts';

interface Layer {
  readonly name: string;
  /** Side of the map that comes in, for crops of 64 px. */
  readonly side: number;
  readonly kernel: number;
  readonly from: number;
  readonly to: number;
  readonly stride: number;
}

/** The kinds of convolution in ResNet18 at full width, for views of 64 px; at 128 px the sides double. */
const layers: readonly Layer[] = [
  { name: 'conv1', side: 64, kernel: 7, from: 4, to: 64, stride: 2 },
  { name: 'layer1', side: 16, kernel: 3, from: 64, to: 64, stride: 1 },
  { name: 'layer2.0', side: 16, kernel: 3, from: 64, to: 128, stride: 2 },
  { name: 'layer2', side: 8, kernel: 3, from: 128, to: 128, stride: 1 },
  { name: 'layer2.down', side: 16, kernel: 1, from: 64, to: 128, stride: 2 },
  { name: 'layer3', side: 4, kernel: 3, from: 256, to: 256, stride: 1 },
  { name: 'layer4', side: 2, kernel: 3, from: 512, to: 512, stride: 1 },
];

/** Views in a kernel's bench; at 128 px a quarter of them, so that the work is the same. */
const views = 16;

async function convolutionBench(
  device: Device,
  gpu: GPUDevice,
  layer: Layer,
  scale: 1 | 2,
): Promise<BenchResult[]> {
  const { name, kernel, from, to, stride } = layer;
  const x = { name: 'x', shape: [views / scale ** 2, layer.side * scale, layer.side * scale, from] };
  const w = [kernel, kernel, from, to];
  const padding = (kernel - 1) / 2;
  const { outHeight } = geometryOf(x.shape, w, { stride, padding });
  const dyShape = [x.shape[0] ?? 1, outHeight, outHeight, to];
  const { recorder, calls: forward } = recordOne({ 'c.weight': w }, styleFor(device), (one) => {
    recordConvolution(one, x, 'c', { stride, padding });
  });
  const y = Object.values(forward[0]?.writes ?? {})[0] ?? x;
  recorder.backward(y, { name: 'dy', shape: dyShape });
  const backward = recorder.cut();
  const isOfWeights = (kernelName: string) => /weight_gradient|sum_shares/.test(kernelName);
  const dw = backward.filter((call) => isOfWeights(call.kernel.name));
  const dx = backward.filter((call) => !isOfWeights(call.kernel.name));
  const attributes = { strides: stride, pad: padding, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
  const run = (kernelName: string, inputs: Record<string, tf.Tensor>, extra: object): tf.Tensor => {
    const all = { ...attributes, ...extra } as unknown as tf.NamedAttrMap;
    return tf.engine().runKernel(kernelName, inputs, all);
  };
  const stockDw = await timeStock(gpu, [x.shape, dyShape], (a, dy) =>
    run(tf.Conv2DBackpropFilter, { x: a, dy: dy }, { filterShape: w }),
  );
  const note = `${x.shape.join('x')} by ${w.join('x')}, stride ${stride}`;
  const side = 64 * scale;
  const results = [
    compared({
      name: `conv-dw-${name}-${side}`,
      ours: await timeCalls(gpu, dw),
      baseline: stockDw,
      unit: 'ms',
      note,
    }),
  ];
  if (name === 'conv1') return results; // images need no gradient
  const stockDx = await timeStock(gpu, [dyShape, w], (dy, filter) =>
    run(tf.Conv2DBackpropInput, { dy: dy, filter: filter }, { inputShape: x.shape }),
  );
  const ours = await timeCalls(gpu, dx);
  return [
    ...results,
    compared({ name: `conv-dx-${name}-${side}`, ours, baseline: stockDx, unit: 'ms', note }),
  ];
}

async function normBench(device: Device, gpu: GPUDevice): Promise<BenchResult[]> {
  const shape = [views, 32, 32, 64];
  const x = { name: 'x', shape };
  const shapes = { 'n.weight': [64], 'n.bias': [64], n: [2, 64] };
  const { recorder, calls } = recordOne(shapes, styleFor(device), (one) => {
    recordNorm(one, x, 'n', { activation: 'relu' });
  });
  const y = calls.flatMap(({ writes }) => ('y' in writes ? [writes['y']] : []))[0] ?? x;
  recorder.backward(y, { name: 'dy', shape });
  const backward = recorder.cut();
  const apply = (a: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) => {
    const { mean, variance } = tf.moments(a, [0, 1, 2]);
    return a.sub(mean).div(variance.add(1e-5).sqrt()).mul(gamma).add(beta).relu();
  };
  const forwardStock = await timeStock(gpu, [shape, [64], [64]], (a, gamma, beta) => apply(a, gamma, beta));
  const bothStock = await timeStock(gpu, [shape, [64], [64], shape], (a, gamma, beta, dy) => {
    const inputs = [a, gamma, beta] as tf.Tensor[];
    const [dx = a] = tf.grads(apply)(inputs, dy);
    return dx;
  });
  const note = `${shape.join('x')}, activated`;
  const forward = await timeCalls(gpu, calls);
  const both = await timeCalls(gpu, [...calls, ...backward]);
  const backwardTimes = { ours: both - forward, baseline: bothStock - forwardStock };
  const difference = `${note}: forward and backward less forward`;
  return [
    compared({ name: 'bn-forward', ours: forward, baseline: forwardStock, unit: 'ms', note }),
    compared({ name: 'bn-forward-and-backward', ours: both, baseline: bothStock, unit: 'ms', note }),
    compared({ name: 'bn-backward-vs-stock', ...backwardTimes, unit: 'ms', note: difference }),
  ];
}

const stepShapes: readonly StepShape[] = [
  { width: 'quarter', side: 32, images: 16 },
  { width: 'quarter', side: 64, images: 16 },
  { width: 'full', side: 32, images: 4 },
  { width: 'full', side: 64, images: 8 },
];

async function stepBench(device: Device, counts: DeviceCounts): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const shape of stepShapes) {
    results.push(...(await compareSteps(shape, { device, counts, rounds: 3 })));
  }
  return results;
}

/** Activations in 16 bits against 32: bytes that a device held, time, and bytes that the plans of larger steps tell. */
async function storageBench(device: Device, counts: DeviceCounts): Promise<BenchResult[]> {
  const run: StepShape = { width: 'quarter', side: 64, images: 16 };
  const { f16, f32 } = await measureStorages(run, device, counts, 3);
  const held = 'ours f16, baseline f32; quarter width, 64 views of 64 px';
  const time = `${held}; software WebGPU computes halves in 32 bits, so its time says little of a GPU's`;
  const planned = [128, 224].map((side) => {
    const shape: StepShape = { width: 'full', side, images: 16 };
    const learner = contrastiveBody.learner(experimentOf(shape));
    const bytes = (storage: 'f16' | 'f32') =>
      bytesOfTraining(learner, batchOf(shape), { style: { kind: 'tiled' }, storage }) / 1e6;
    const note = `ours f16, baseline f32; full width, 64 views of ${side} px, as planned for a GPU`;
    const costs = { ours: bytes('f16'), baseline: bytes('f32') };
    return compared({ name: `step-bytes-f16-plan-${side}`, ...costs, unit: 'MB', note });
  });
  const bytes = { ours: f16.bytes / 1e6, baseline: f32.bytes / 1e6 };
  return [
    compared({ name: 'step-bytes-f16', ...bytes, unit: 'MB', note: held }),
    compared({ name: 'step-f16', ours: f16.ms, baseline: f32.ms, unit: 'ms', note: time }),
    ...planned,
  ];
}

/** Least squares of milliseconds over images, and how much of their spread the line explains. */
async function linearBench(device: Device, counts: DeviceCounts): Promise<BenchResult> {
  const sizes = [4, 8, 16, 32, 64];
  const times: number[] = [];
  for (const images of sizes) {
    times.push((await measureOurs({ width: 'quarter', side: 64, images }, device, counts, 5)).ms);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanSize, meanTime] = [mean(sizes), mean(times)];
  const covariance = mean(sizes.map((size, i) => (size - meanSize) * ((times[i] ?? 0) - meanTime)));
  const slope = covariance / mean(sizes.map((size) => (size - meanSize) ** 2));
  const start = meanTime - slope * meanSize;
  const residual = mean(sizes.map((size, i) => ((times[i] ?? 0) - start - slope * size) ** 2));
  const spread = mean(times.map((time) => (time - meanTime) ** 2));
  const fit = (1 - residual / spread).toFixed(4);
  const seen = sizes.map((size, i) => `${size}: ${(times[i] ?? 0).toFixed(0)} ms`).join(', ');
  const note = `${start.toFixed(1)} ms + this a step, R² ${fit}; ${seen}; quarter width, 64 px`;
  return { name: 'step-ms-an-image', ours: slope, unit: 'ms', note };
}

/** The largest of the steps that are carried out here, by the name under which readers of the JSON look for it. */
function largestStep(results: readonly BenchResult[]): BenchResult[] {
  const last = results.filter(({ unit, baseline }) => unit === 'ms' && baseline !== undefined).at(-1);
  return last === undefined ? [] : [{ ...last, name: 'step-vs-stock', note: `${last.name}; ${last.note}` }];
}

/** All kinds of convolution together, each counted once at 64 and once at 128 px. */
function totalOf(kind: 'conv-dw' | 'conv-dx', results: readonly BenchResult[]): BenchResult {
  const parts = results.filter(({ name }) => name.startsWith(`${kind}-`));
  const ours = parts.reduce((sum, part) => sum + part.ours, 0);
  const baseline = parts.reduce((sum, part) => sum + (part.baseline ?? 0), 0);
  const ratios = parts.map(({ ratio = Number.NaN }) => ratio);
  const range = `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`;
  const note = `sum over ${parts.length} shapes, whose ratios are ${range}`;
  return compared({ name: `${kind}-vs-stock`, ours, baseline, unit: 'ms', note });
}

async function convolutionsBench(device: Device, gpu: GPUDevice): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const scale of [1, 2] as const) {
    for (const layer of layers) results.push(...(await convolutionBench(device, gpu, layer, scale)));
  }
  return [...results, totalOf('conv-dw', results), totalOf('conv-dx', results)];
}

export async function engineBench(): Promise<BenchResult[]> {
  if (!(await installNodeWebGpu())) {
    console.log('engine: skipped, there is no Vulkan driver here');
    return [];
  }
  const device = await openTestDevice();
  const { gpu } = device;
  if (gpu === undefined) return [];
  const results: BenchResult[] = [];
  const counts = countDevice(gpu);
  const steps = await stepBench(device, counts);
  results.push(...steps, ...largestStep(steps), await linearBench(device, counts));
  if (device.report.hasHalfStorage) results.push(...(await storageBench(device, counts)));
  results.push(
    ...(await normBench(device, gpu)),
    ...(await convolutionsBench(device, gpu)),
    ...(await depthwiseBench(device, gpu)),
  );
  return [...results, ...(await countLargestStep())];
}
