/** Depthwise convolutions of MobileNetV2 against tfjs's own kernels. */
import * as tf from '@tensorflow/tfjs';
import type { Device } from '../../src/engine/device.ts';
import { geometryOf } from '../../src/engine/kernels/geometry.ts';
import { recordConvolution } from '../../src/engine/program/record/convolution.ts';
import { styleFor } from '../../src/engine/training/create-trainer.ts';
import { recordOne, timeCalls, timeStock } from './kernel-bench.ts';
import { compared, type BenchResult } from './report.ts';

/** Maps that come in for images of 224 px; an early wide one, a late narrow one, and one that is halved. */
const layers = [
  { name: 'early', side: 56, channels: 144, stride: 1 },
  { name: 'halving', side: 56, channels: 144, stride: 2 },
  { name: 'late', side: 14, channels: 576, stride: 1 },
] as const;

const images = 4;

async function layerBench(
  device: Device,
  gpu: GPUDevice,
  { name, side, channels, stride }: (typeof layers)[number],
): Promise<BenchResult[]> {
  const x = { name: 'x', shape: [images, side, side, channels] };
  const [ours, theirs] = [
    [3, 3, 1, channels],
    [3, 3, channels, 1],
  ];
  const shape = { stride, padding: 1, isDepthwise: true };
  const { outHeight, outWidth } = geometryOf(x.shape, ours, shape);
  const dyShape = [images, outHeight, outWidth, channels];
  const { recorder, calls: forward } = recordOne({ 'c.weight': ours }, styleFor(device), (one) => {
    recordConvolution(one, x, 'c', shape);
  });
  const y = Object.values(forward[0]?.writes ?? {})[0] ?? x;
  recorder.backward(y, { name: 'dy', shape: dyShape });
  const backward = recorder.cut();
  const isOfInput = (kernelName: string) => kernelName.includes('input_gradient');
  const attributes = { strides: stride, pad: 1, dilations: 1, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
  const run = (kernelName: string, inputs: Record<string, tf.Tensor>, extra: object): tf.Tensor => {
    const all = { ...attributes, ...extra } as unknown as tf.NamedAttrMap;
    return tf.engine().runKernel(kernelName, inputs, all);
  };
  const note = `${x.shape.join('x')} by ${theirs.join('x')}, stride ${stride}`;
  const row = (part: string, one: number, baseline: number) =>
    compared({ name: `depthwise-${part}-${name}`, ours: one, baseline, unit: 'ms', note });
  return [
    row(
      'forward',
      await timeCalls(gpu, forward),
      await timeStock(gpu, [x.shape, theirs], (a, filter) =>
        run(tf.DepthwiseConv2dNative, { x: a, filter: filter }, {}),
      ),
    ),
    row(
      'dx',
      await timeCalls(
        gpu,
        backward.filter(({ kernel }) => isOfInput(kernel.name)),
      ),
      await timeStock(gpu, [dyShape, theirs], (dy, filter) =>
        run(tf.DepthwiseConv2dNativeBackpropInput, { dy: dy, filter: filter }, { inputShape: x.shape }),
      ),
    ),
    row(
      'dw',
      await timeCalls(
        gpu,
        backward.filter(({ kernel }) => !isOfInput(kernel.name)),
      ),
      await timeStock(gpu, [x.shape, dyShape], (a, dy) =>
        run(tf.DepthwiseConv2dNativeBackpropFilter, { x: a, dy: dy }, { filterShape: theirs }),
      ),
    ),
  ];
}

export async function depthwiseBench(device: Device, gpu: GPUDevice): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const layer of layers) results.push(...(await layerBench(device, gpu, layer)));
  return results;
}
