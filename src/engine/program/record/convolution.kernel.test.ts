import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../device.ts';
import { convolveByDefinition } from '../../kernels/convolution.oracle.ts';
import type { ConvolutionStyle } from '../../kernels/convolution.ts';
import { geometryOf } from '../../kernels/geometry.ts';
import type { ConvolutionShape } from '../../networks/operations.ts';
import { sharesOfImages } from '../../kernels/weight-gradient.ts';
import { sidesOf } from '../../networks/padding.ts';
import { kernelsHere } from '../../testing/kernels-here.ts';
import { installNodeWebGpu } from '../../testing/node-webgpu.ts';
import { roundToHalves } from '../../testing/halves.ts';
import { difference, draw } from '../../testing/numbers.ts';
import { openGpu } from '../../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../testing/run-recorded.ts';
import { recordConvolution, recordLinear } from './convolution.ts';
import type { StorageFormat } from '../value.ts';

interface Case extends ConvolutionShape {
  readonly name: string;
  readonly x: [number, number, number, number];
  readonly w: [number, number, number, number];
}

const cases: readonly Case[] = [
  { name: '3x3', x: [4, 8, 8, 16], w: [3, 3, 16, 16], stride: 1, padding: 1 },
  { name: '3x3 by steps of 2, even side', x: [2, 8, 8, 8], w: [3, 3, 8, 16], stride: 2, padding: 1 },
  { name: '3x3 by steps of 2, odd side', x: [3, 5, 7, 12], w: [3, 3, 12, 20], stride: 2, padding: 1 },
  { name: '1x1 by steps of 2', x: [2, 6, 6, 8], w: [1, 1, 8, 4], stride: 2, padding: 0 },
  { name: '3x3 on a single pixel', x: [5, 1, 1, 32], w: [3, 3, 32, 32], stride: 1, padding: 1 },
  { name: '3x3 by steps of 2 on a pixel', x: [4, 1, 1, 8], w: [3, 3, 8, 8], stride: 2, padding: 1 },
  {
    name: '3x3 by steps of 2, uneven border',
    x: [2, 6, 8, 8],
    w: [3, 3, 8, 16],
    stride: 2,
    padding: { top: 0, bottom: 1, left: 0, right: 1 },
  },
  { name: '3x3 in many shares of its positions', x: [5, 11, 13, 4], w: [3, 3, 4, 8], stride: 1, padding: 1 },
  { name: 'depthwise 3x3', x: [2, 7, 6, 8], w: [3, 3, 1, 8], stride: 1, padding: 1, isDepthwise: true },
  { name: 'depthwise 5x5 by 2', x: [1, 7, 6, 3], w: [5, 5, 1, 3], stride: 2, padding: 2, isDepthwise: true },
  { name: '7x7 stem of three channels', x: [3, 13, 13, 3], w: [7, 7, 3, 8], stride: 2, padding: 3 },
];

const hasGpu = await installNodeWebGpu();
const { styles, storages } = await kernelsHere();

describe.skipIf(!hasGpu)('a recorded convolution (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  async function check(
    { x: shape, w: weightShape, ...convolution }: Omit<Case, 'name'>,
    style: ConvolutionStyle,
    storage: StorageFormat = 'f32',
  ): Promise<void> {
    const recorder = createTestRecorder({ 'conv.weight': weightShape }, style, storage);
    const x = { name: 'x', shape, storage };
    const { y } = recordConvolution(recorder, x, 'conv', convolution);
    const kept = recorder.keep(y);
    const dy = { name: 'dy', shape: y.shape };
    const [w, dw] = [recorder.weight('conv.weight'), recorder.gradient('conv.weight')];
    const drawn = draw(shape, 'x');
    const given = storage === 'f16' ? roundToHalves(drawn) : drawn;
    const operands = { x: given, w: draw(weightShape, 'w'), dy: draw(y.shape, 'dy') };
    recorder.backward(y, dy);
    const dx = recorder.gradientOf(x) ?? x;
    const contents = [
      [x, operands.x],
      [w, operands.w],
      [dy, operands.dy],
    ] as const;
    const [gotY, gotDx, gotDw, gotKept] = await runRecorded(gpu, recorder, contents, [y, dx, dw, kept]);
    const wanted = convolveByDefinition(geometryOf(shape, weightShape, convolution), operands);
    expect(difference(gotY, wanted.output)).toBeLessThan(5e-6);
    expect(gotKept).toEqual(storage === 'f16' ? roundToHalves(gotY) : gotY);
    expect(difference(gotDx, wanted.inputGradient)).toBeLessThan(5e-6);
    expect(difference(gotDw, wanted.weightGradient)).toBeLessThan(5e-6);
    expect(device.takeFault()).toBeUndefined();
  }

  it.each(cases)('agrees with the definition to float32: $name', async (one) => {
    for (const style of styles) await check(one, style);
  });

  const inHalves = it.skipIf(!storages.includes('f16'));

  inHalves.each(cases)(
    'reads what is kept in 16 bits, keeps a copy, and computes in 32: $name',
    async (one) => {
      for (const style of styles) await check(one, style, 'f16');
    },
  );

  const border = fc.integer({ min: 0, max: 3 });
  const uneven = fc.record({ top: border, bottom: border, left: border, right: border });

  it('agrees with the definition on any depthwise shape', async () => {
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 9 }),
      width: fc.integer({ min: 1, max: 9 }),
      channels: fc.integer({ min: 1, max: 12 }),
      side: fc.constantFrom(1, 3, 5),
      stride: fc.integer({ min: 1, max: 3 }),
      padding: uneven,
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, channels, side, stride, padding }) => {
        fc.pre(height + padding.top + padding.bottom >= side && width + padding.left + padding.right >= side);
        const [x, w] = [[batch, height, width, channels] as const, [side, side, 1, channels] as const];
        await check({ x: [...x], w: [...w], stride, padding, isDepthwise: true }, { kind: 'direct' });
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it.each(styles)('agrees with the definition on any shape, $kind', async (style) => {
    const channels = { direct: 1, tiled: 4, broadcast: 16 }[style.kind]; // others are left to the direct kernels
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 1, max: 11 }),
      width: fc.integer({ min: 1, max: 11 }),
      from: fc.integer({ min: 1, max: 20 / Math.sqrt(channels) }).map((n) => n * channels),
      to: fc.integer({ min: 1, max: 36 / Math.sqrt(channels) }).map((n) => n * channels),
      side: fc.constantFrom(1, 3, 5),
      stride: fc.constantFrom(1, 2),
      border: fc.option(uneven, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, from, to, side, stride, border: sides }) => {
        const padding = sides ?? (side - 1) / 2;
        const { top, bottom, left, right } = sidesOf(padding);
        fc.pre(height + top + bottom >= side && width + left + right >= side);
        await check({ x: [batch, height, width, from], w: [side, side, from, to], stride, padding }, style);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it.each(styles)('reads three channels out of four as it reads three, $kind', async (style) => {
    const shape = [2, 9, 9, 3];
    const padded = { name: 'x', shape: [2, 9, 9, 4] };
    const recorder = createTestRecorder({ 'conv.weight': [7, 7, 3, 8] }, style);
    const { y } = recordConvolution(recorder, padded, 'conv', { stride: 2, padding: 3 });
    recorder.stopGradient(padded);
    const dy = { name: 'dy', shape: y.shape };
    recorder.backward(y, dy);
    const operands = { x: draw(shape, 'x'), w: draw([7, 7, 3, 8], 'w'), dy: draw(y.shape, 'dy') };
    const pixels = new Float32Array(2 * 9 * 9 * 4);
    operands.x.forEach((value, i) => (pixels[4 * Math.floor(i / 3) + (i % 3)] = value));
    const contents = [
      [padded, pixels],
      [recorder.weight('conv.weight'), operands.w],
      [dy, operands.dy],
    ] as const;
    const dw = recorder.gradient('conv.weight');
    const [gotY, gotDw] = await runRecorded(gpu, recorder, contents, [y, dw]);
    const geometry = geometryOf(shape, [7, 7, 3, 8], { stride: 2, padding: 3 });
    const wanted = convolveByDefinition(geometry, operands);
    expect(difference(gotY, wanted.output)).toBeLessThan(5e-6);
    expect(difference(gotDw, wanted.weightGradient)).toBeLessThan(5e-6);
  });

  it('is a product of matrices on rows, plus a bias', async () => {
    for (const [rows, from, to] of [
      [6, 8, 2],
      [5, 7, 12],
      [64, 32, 16],
    ]) {
      const recorder = createTestRecorder({ 'fc.weight': [from, to], 'fc.bias': [to] });
      const x = { name: 'x', shape: [rows, from] };
      const y = recordLinear(recorder, x, 'fc');
      const dy = { name: 'dy', shape: y.shape };
      recorder.backward(y, dy);
      const operands = { x: draw(x.shape, 'x'), w: draw([from, to], 'w'), dy: draw(y.shape, 'dy') };
      const bias = draw([to], 'b');
      const contents = [
        [x, operands.x],
        [recorder.weight('fc.weight'), operands.w],
        [recorder.weight('fc.bias'), bias],
        [dy, operands.dy],
      ] as const;
      const dbias = recorder.gradient('fc.bias');
      const [gotY, gotBias] = await runRecorded(gpu, recorder, contents, [y, dbias]);
      const geometry = geometryOf([rows, 1, 1, from], [1, 1, from, to], { stride: 1, padding: 0 });
      const { output } = convolveByDefinition(geometry, operands);
      const sums = bias.map((_, k) => {
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += operands.dy[row * to + k];
        return sum;
      });
      expect(
        difference(
          gotY,
          output.map((value, i) => value + bias[i % to]),
        ),
      ).toBeLessThan(5e-6);
      expect(difference(gotBias, sums)).toBeLessThan(5e-6);
    }
  });

  it('cuts the images of a small convolution into shares, and not those of a large one', () => {
    const shares = (x: number[], w: number[]) => sharesOfImages(geometryOf(x, w, { stride: 1, padding: 1 }));
    expect(shares([64, 8, 8, 16], [3, 3, 16, 16])).toBeGreaterThan(8);
    expect(shares([64, 4, 4, 256], [3, 3, 256, 256])).toBe(1);
  });
});
