import { beforeAll, describe, expect, it } from 'vitest';
import { createPackedImages, packWindow } from '../../core/views/packed.ts';
import { renderViews, type View } from '../../core/views/render.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import { plainView } from '../../core/views/view.ts';
import type { Device } from '../device.ts';
import { recordViews } from '../program/training-plan.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { texture } from '../testing/pictures.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import { viewTable } from './views.ts';

const hasGpu = await installNodeWebGpu();

const imageNet = normalisationOf({ start: 'file' });

describe.skipIf(!hasGpu)('views made on the device (skipped where there is no Vulkan driver)', () => {
  let device: Device;

  beforeAll(async () => {
    const { openDevice } = await import('../device.ts');
    device = await openDevice();
  });

  it.each([
    [16, 'f32', 2e-4],
    [33, 'f32', 2e-4],
    [33, 'f16', 2 ** -9 + 2e-4], // values reach 2.7
  ] as const)('are those made on the CPU, turned, moved and toned, at %i px in %s', async (...given) => {
    const [side, storage, tolerance] = given;
    if (device.gpu === undefined) throw new Error('the device has no WebGPU');
    const pictures = createPackedImages(3, side);
    for (const i of [0, 1, 2]) packWindow(pictures, i, texture(side, i), { left: 0, top: 0 });
    const turned = { rotation: 0.2, shiftX: 0.05, shiftY: -0.11, brightness: 1.2, contrast: 0.8 };
    const views: View[] = [
      { source: 0, parameters: plainView },
      { source: 2, parameters: { ...plainView, brightness: 1.4, contrast: 1.5 } },
      { source: 1, parameters: turned },
      { source: 2, parameters: { ...turned, rotation: -3, shiftX: 0.6 } },
    ];
    const recorder = createTestRecorder({}, { kind: 'direct' }, storage);
    const inputs = recordViews(recorder, { pictures: 3, views: views.length, side }, imageNet);
    const contents = [
      [inputs.pictures, pictures.data],
      [inputs.table, viewTable(views, side)],
    ] as const;
    const [padded] = await runRecorded(device.gpu, recorder, contents, [inputs.images]);
    const wanted = renderViews(pictures, views, imageNet);
    expect(padded).toHaveLength((4 * wanted.length) / 3);
    wanted.forEach((value, i) => {
      expect(Math.abs(padded[4 * Math.floor(i / 3) + (i % 3)] - value)).toBeLessThan(tolerance);
    });
    expect(padded.filter((_, i) => i % 4 === 3).every((value) => value === 0)).toBe(true);
    expect(device.takeFault()).toBeUndefined();
  });
});
