import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { greedyCoreset } from '../../core/scoring/coreset.ts';
import type { Device } from '../device.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { draw } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createControl } from '../training/control.ts';
import { chooseCoreset } from './choose-coreset.ts';

const hasGpu = await installNodeWebGpu();
const waiting = createControl(() => Promise.resolve());

describe.skipIf(!hasGpu)('the coreset on the device (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  async function check(rows: Float32Array, length: number, size: number): Promise<Uint32Array> {
    const wanted = greedyCoreset(rows, length, { size, random: createRandom(5) });
    for (const one of [gpu, undefined]) {
      const options = { size, random: createRandom(5) };
      expect(await chooseCoreset(one, { rows, length }, options, waiting)).toEqual(wanted);
    }
    expect(device.takeFault()).toBeUndefined();
    return wanted;
  }

  it.each([
    [1, 4, 3],
    [50, 3, 9],
    [3000, 16, 300],
    [9000, 200, 120],
  ])('%d rows of %d: the same %d rows in the same order', async (count, length, size) => {
    const chosen = await check(draw([count, length], 'rows'), length, size);
    expect(chosen).toHaveLength(Math.min(size, count));
  });

  it('with rows that 32-bit sums cannot tell apart, the same rows', async () => {
    const base = draw([150, 8], 'base');
    const rows = Float32Array.from({ length: 3 * base.length }, (_, i) => {
      const value = base[i % base.length];
      return value * (1 + 6e-8 * Math.floor(i / base.length)); // twins a rounding apart
    });
    await check(rows, 8, 300);
  });

  it('on a grid, where most distances are equal, the first of equals', async () => {
    const rows = Float32Array.from({ length: 2 * 400 }, (_, i) =>
      i % 2 === 0 ? Math.floor(i / 2) % 20 : Math.floor(i / 40),
    );
    await check(rows, 2, 60);
  });

  it('ends where all rows repeat, and takes each broken row once', async () => {
    expect(await check(Float32Array.of(1, 2, 1, 2, 1, 2), 2, 3)).toHaveLength(1);
    const broken = Float32Array.of(Number.NaN, 1, 0, 0, 3, 3, 1, Number.NaN);
    expect((await check(broken, 2, 9)).toSorted()).toEqual(Uint32Array.of(0, 1, 2, 3));
  });

  it('hears of a stop between two submissions', async () => {
    const rows = draw([2000, 16], 'rows');
    for (const one of [gpu, undefined]) {
      let turns = 0;
      const control = createControl(() => {
        turns++;
        if (turns === 2) control.stop();
        return Promise.resolve();
      });
      const options = { size: 2000, random: createRandom(5) };
      expect(await chooseCoreset(one, { rows, length: 16 }, options, control)).toBeUndefined();
      expect(turns).toBe(2);
    }
  });
});
