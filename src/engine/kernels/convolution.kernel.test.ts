import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { convolveByDefinition } from './convolution.oracle.ts';
import { readGeometry, type ConvolutionGeometry } from './geometry.ts';
import { registerDirectConvolutions, restoreStockConvolutions } from './register.ts';
import { sharesOf } from './weight-gradient.ts';

interface Case {
  readonly name: string;
  readonly x: [number, number, number, number];
  readonly w: [number, number, number, number];
  readonly stride: number;
  readonly pad: number;
}

const cases: readonly Case[] = [
  { name: '3x3', x: [4, 8, 8, 16], w: [3, 3, 16, 16], stride: 1, pad: 1 },
  { name: '3x3 by steps of 2, even side', x: [2, 8, 8, 8], w: [3, 3, 8, 16], stride: 2, pad: 1 },
  { name: '3x3 by steps of 2, odd side, odd batch', x: [3, 5, 7, 12], w: [3, 3, 12, 20], stride: 2, pad: 1 },
  { name: '1x1 by steps of 2', x: [2, 6, 6, 8], w: [1, 1, 8, 4], stride: 2, pad: 0 },
  { name: '3x3 on a single pixel', x: [5, 1, 1, 32], w: [3, 3, 32, 32], stride: 1, pad: 1 },
  { name: '3x3 by steps of 2 on a single pixel', x: [4, 1, 1, 8], w: [3, 3, 8, 8], stride: 2, pad: 1 },
  { name: '7x7 stem of three channels', x: [3, 13, 13, 3], w: [7, 7, 3, 8], stride: 2, pad: 3 },
];

function geometryOf({ x, w, stride, pad }: Case): ConvolutionGeometry {
  const geometry = readGeometry(x, w, { strides: stride, pad, dataFormat: 'NHWC' });
  if (geometry === undefined) throw new Error('the direct kernels should take this shape');
  return geometry;
}

function draw(shape: readonly number[], label: string): Float32Array {
  const random = createRandom(label);
  return Float32Array.from({ length: shape.reduce((product, n) => product * n, 1) }, () => random.normal());
}

/** Largest difference, relative to the largest value. */
function difference(got: ArrayLike<number>, wanted: Float64Array): number {
  const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i])), 0) / scale;
}

const hasGpu = await installNodeWebGpu();

describe.skipIf(!hasGpu)('the direct convolutions (skipped where there is no Vulkan driver)', () => {
  let device: Device;

  beforeAll(async () => {
    const { openDevice } = await import('../device.ts');
    device = await openDevice();
    expect(device.report.backend).toBe('webgpu');
    registerDirectConvolutions({ isSoftware: true });
  });

  it.each(cases)('agree with the definition to float32: $name', async (one) => {
    const geometry = geometryOf(one);
    const operands = {
      x: draw(one.x, 'x'),
      w: draw(one.w, 'w'),
      dy: draw([geometry.batch, geometry.outHeight, geometry.outWidth, geometry.outChannels], 'dy'),
    };
    const wanted = convolveByDefinition(geometry, operands);
    const x = tf.tensor4d(operands.x, one.x);
    const w = tf.tensor4d(operands.w, one.w);
    const y = tf.conv2d(x, w, one.stride, one.pad);
    const convolve = (a: tf.Tensor, b: tf.Tensor) =>
      tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, one.stride, one.pad);
    const [dx, dw] = tf.grads(convolve)([x, w], tf.tensor(operands.dy, y.shape));
    expect(difference(await y.data(), wanted.output)).toBeLessThan(2e-6);
    expect(difference(await dw.data(), wanted.weightGradient)).toBeLessThan(5e-6);
    expect(difference(await dx.data(), wanted.inputGradient)).toBeLessThan(2e-6);
    expect(device.takeFault()).toBeUndefined();
  });

  it('replace only the backward kernels on a GPU', () => {
    const kernelOf = (name: string) => tf.getKernel(name, 'webgpu').kernelFunc;
    restoreStockConvolutions();
    const names = [tf.Conv2D, tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter];
    const stock = names.map(kernelOf);
    registerDirectConvolutions({ isSoftware: false });
    expect(names.map((name, i) => kernelOf(name) === stock[i])).toEqual([true, false, false]);
    registerDirectConvolutions({ isSoftware: true });
    expect(names.map((name, i) => kernelOf(name) === stock[i])).toEqual([false, false, false]);
  });

  it('cut the images of a small convolution into shares, and not those of a large one', () => {
    expect(sharesOf(geometryOf({ ...cases[0], x: [64, 8, 8, 16] }))).toBeGreaterThan(8);
    expect(sharesOf(geometryOf({ ...cases[0], x: [64, 4, 4, 256], w: [3, 3, 256, 256] }))).toBe(1);
  });

  it('give the same bits every time', async () => {
    const x = tf.tensor4d(draw(cases[0].x, 'x'), cases[0].x);
    const w = tf.tensor4d(draw(cases[0].w, 'w'), cases[0].w);
    const loss = (v: tf.Tensor) => tf.conv2d(x, v as tf.Tensor4D, 1, 1).square<tf.Tensor>();
    const gradient = () => tf.grad(loss)(w).data();
    expect(await gradient()).toEqual(await gradient());
  });

  it('leave shapes they do not cover, and everything after a restore, to tfjs', async () => {
    const x = tf.tensor4d(draw([1, 5, 5, 6], 'x'), [1, 5, 5, 6]);
    const w = tf.tensor4d(draw([3, 3, 6, 2], 'w'), [3, 3, 6, 2]);
    const direct = await tf.conv2d(x, w, 1, 'same').data();
    restoreStockConvolutions();
    expect(await tf.conv2d(x, w, 1, 'same').data()).toEqual(direct);
    expect(Math.abs(direct[0])).toBeGreaterThan(0);
    registerDirectConvolutions({ isSoftware: true });
  });
});
