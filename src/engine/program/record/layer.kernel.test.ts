import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../device.ts';
import { convolveByDefinition } from '../../kernels/convolution.oracle.ts';
import { transposedGeometryOf } from '../../kernels/geometry.ts';
import { kernelsHere } from '../../testing/kernels-here.ts';
import { installNodeWebGpu } from '../../testing/node-webgpu.ts';
import { difference, draw } from '../../testing/numbers.ts';
import { openGpu } from '../../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../testing/run-recorded.ts';
import { recordTransposedLayer } from './layer.ts';

const hasGpu = await installNodeWebGpu();
const { styles } = await kernelsHere();

describe.skipIf(!hasGpu)('a transposed convolution (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  it.each(styles)(
    'is the input gradient of the convolution that leads back, on any shape, $kind',
    async (style) => {
      const channels = { direct: 1, tiled: 4, broadcast: 16 }[style.kind]; // others are left to the direct kernels
      const border = fc.integer({ min: 0, max: 2 });
      const shapes = fc.record({
        x: fc.tuple(...[3, 6, 6].map((max) => fc.integer({ min: 1, max }))),
        from: fc.integer({ min: 1, max: 2 }).map((n) => n * channels),
        to: fc.integer({ min: 1, max: 3 }).map((n) => n * channels),
        side: fc.integer({ min: 1, max: 4 }),
        stride: fc.integer({ min: 1, max: 3 }),
        padding: fc.record({ top: border, bottom: border, left: border, right: border }),
      });
      await fc.assert(
        fc.asyncProperty(shapes, async ({ x: rows, from, to, side, stride, padding }) => {
          const [, height = 1, width = 1] = rows;
          const { top, bottom, left, right } = padding;
          fc.pre((height - 1) * stride + side > top + bottom && (width - 1) * stride + side > left + right);
          const weights = [side, side, to, from];
          const recorder = createTestRecorder({ 'up.weight': weights }, style);
          const x = { name: 'x', shape: [...rows, from] };
          const layer = { name: 'up', stride, padding, hasBias: false };
          const y = recordTransposedLayer(recorder, x, layer);
          const dy = { name: 'dy', shape: y.shape };
          recorder.backward(y, dy);
          const given = { x: draw(x.shape, 'x'), w: draw(weights, 'w'), dy: draw(y.shape, 'dy') };
          const contents = [
            [x, given.x],
            [recorder.weight('up.weight'), given.w],
            [dy, given.dy],
          ] as const;
          const wanted = [y, recorder.gradientOf(x)!, recorder.gradient('up.weight')];
          const [gotY, dx, dw] = await runRecorded(gpu, recorder, contents, wanted);
          const geometry = transposedGeometryOf(x.shape, weights, layer);
          const backwards = convolveByDefinition(geometry, { x: given.dy, w: given.w, dy: given.x });
          expect(difference(gotY, backwards.inputGradient)).toBeLessThan(5e-6);
          expect(difference(dx, backwards.output)).toBeLessThan(5e-6);
          expect(difference(dw, backwards.weightGradient)).toBeLessThan(5e-6);
          expect(device.takeFault()).toBeUndefined();
        }),
        { seed: 3, numRuns: 25 },
      );
    },
  );

  it('refuses weights of other channels, and a result of no pixels', () => {
    const shape = { stride: 2, padding: 0 };
    expect(() => transposedGeometryOf([1, 4, 4, 8], [3, 3, 4, 4], shape)).toThrow(
      'expected full weights [.., .., .., 8] for 8 channels, got [3, 3, 4, 4]',
    );
    expect(() => transposedGeometryOf([1, 1, 1, 4], [2, 2, 4, 4], { ...shape, padding: 1 })).toThrow(
      'leaves nothing of 1 x 1 pixels',
    );
  });
});
