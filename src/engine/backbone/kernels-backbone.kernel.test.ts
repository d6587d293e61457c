import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../fixtures/backbone.json' with { type: 'json' };
import { backboneWeights, wavePictures } from '../testing/backbone-weights.ts';
import { kernelsHere } from '../testing/kernels-here.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { openGpu } from '../testing/open-gpu.ts';

const hasGpu = await installNodeWebGpu();
const { styles } = await kernelsHere();

describe.skipIf(!hasGpu)('the backbone on the engine’s kernels', () => {
  let gpu: GPUDevice;
  beforeAll(async () => {
    ({ gpu } = await openGpu());
  });

  it.each(styles)('gives the maps that PyTorch gives, in the $kind style', async (style) => {
    const { createKernelsBackbone } = await import('./kernels-backbone.ts');
    const backbone = createKernelsBackbone(gpu, await backboneWeights(), { style, storage: 'f32' });
    const { fine, coarse } = await backbone.features(wavePictures(3, golden.side));
    expect(fine.length).toBe(3 * 8 * 8 * 192);
    expect(coarse.length).toBe(3 * 4 * 4 * 576);
    const check = (
      map: Float32Array,
      length: number,
      { places, values }: { places: number[]; values: number[][] },
    ) => {
      places.forEach((place, i) => {
        const row = map.subarray(place * length, (place + 1) * length);
        row.forEach((value, c) => {
          expect(Math.abs(value - values[i][c])).toBeLessThan(1e-4);
        });
      });
    };
    check(fine, 192, golden.fine);
    check(coarse, 576, golden.coarse);
    backbone.dispose();
  });
});
