import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPackedImages, packWindow } from '../../core/views/packed.ts';
import { renderViews, type View } from '../../core/views/render.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import { plainView, type ViewParameters } from '../../core/views/view.ts';
import type { Device } from '../device.ts';
import { recordViews } from '../program/training-plan.ts';
import type { StorageFormat } from '../program/value.ts';
import { roundToHalves } from '../testing/halves.ts';
import { kernelsHere } from '../testing/kernels-here.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { gpuOf, openTestDevice } from '../testing/open-gpu.ts';
import { texture } from '../testing/pictures.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import { viewTable } from './views.ts';

interface ViewsCase {
  readonly side: number;
  readonly count: number;
  readonly views: readonly View[];
  readonly storage: StorageFormat;
}

const hasGpu = await installNodeWebGpu();
const { storages } = await kernelsHere();

const imageNet = normalisationOf({ start: 'file' });

describe.skipIf(!hasGpu)('views made on the device (skipped where there is no Vulkan driver)', () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice();
  });

  /** Values reach 2.7; a place between pixels is off by 1e-6 of the side, and neighbours differ by up to 4. */
  async function check({ side, count, views, storage }: ViewsCase): Promise<void> {
    const pictures = createPackedImages(count, side);
    for (let i = 0; i < count; i++) packWindow(pictures, i, texture(side, i), { left: 0, top: 0 });
    const recorder = createTestRecorder({}, { kind: 'direct' }, storage);
    const inputs = recordViews(recorder, { pictures: count, views: views.length, side }, imageNet);
    const kept = recorder.keep(inputs.images);
    const contents = [
      [inputs.pictures, pictures.data],
      [inputs.table, viewTable(views, side)],
    ] as const;
    const [padded, copy] = await runRecorded(gpuOf(device), recorder, contents, [inputs.images, kept]);
    const wanted = renderViews(pictures, views, imageNet);
    expect(padded).toHaveLength((4 * wanted.length) / 3);
    const off = wanted.map((value, i) => Math.abs(padded[4 * Math.floor(i / 3) + (i % 3)] - value));
    expect(off.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(3e-4);
    expect(padded.filter((_, i) => i % 4 === 3).every((value) => value === 0)).toBe(true);
    expect(copy).toEqual(storage === 'f16' ? roundToHalves(padded) : padded);
    expect(device.takeFault()).toBeUndefined();
  }

  const parameters: fc.Arbitrary<ViewParameters> = fc.record({
    rotation: fc.double({ min: -4, max: 4, noNaN: true }),
    shiftX: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
    shiftY: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
    brightness: fc.double({ min: 0, max: 2, noNaN: true }),
    contrast: fc.double({ min: 0, max: 2, noNaN: true }),
  });

  it.each(storages)(
    'are those made on the CPU, whatever the side, the pictures and how they are turned, moved and toned, %s',
    async (storage) => {
      const cases = fc.record({
        side: fc.integer({ min: 2, max: 48 }),
        count: fc.integer({ min: 1, max: 4 }),
        views: fc.array(fc.record({ source: fc.nat(), parameters }), { minLength: 1, maxLength: 9 }),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ side, count, views }) => {
          const seen = views.map((view) => ({ ...view, source: view.source % count }));
          await check({ side, count, views: seen, storage });
        }),
        { seed: 3, numRuns: 40 },
      );
    },
  );

  it('of an upright picture are its own pixels', async () => {
    await check({ side: 33, count: 1, views: [{ source: 0, parameters: plainView }], storage: 'f32' });
  });
});
