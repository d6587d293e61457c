import { beforeAll, describe, expect, it } from 'vitest';
import { nearestNeighbours } from '../../core/scoring/nearest-neighbours.ts';
import type { Device } from '../device.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { draw } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createNeighbours } from './neighbours.ts';
import { createControl } from '../training/control.ts';

const hasGpu = await installNodeWebGpu();
const waiting = createControl(() => Promise.resolve());

describe.skipIf(!hasGpu)('neighbours on the device (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  it.each([
    [1, 1, 1, 1],
    [70, 5, 3, 9],
    [300, 331, 48, 1],
    [333, 97, 7, 4],
    [40, 700, 129, 24],
  ])('%d queries in a bank of %d x %d, %d wanted: rows and distances as in JavaScript', async (...sizes) => {
    const [count, bankRows, length, k] = sizes;
    const bank = draw([bankRows, length], 'bank');
    const queries = draw([count, length], 'queries');
    const neighbours = createNeighbours(gpu, bank, length, waiting);
    const wanted = nearestNeighbours(queries, bank, length, k);
    for (let round = 0; round < 3; round++) {
      expect(await neighbours.nearest(queries, k)).toEqual(wanted); // larger parts each time
    }
    neighbours.dispose();
    expect(device.takeFault()).toBeUndefined();
  });

  it('tell near rows apart that lie far from zero, and rows that repeat by their order', async () => {
    const length = 64;
    const bank = draw([200, length], 'bank').map((value) => 1000 + value);
    bank.copyWithin(150 * length, 3 * length, 4 * length);
    const queries = bank.slice(0, 100 * length).map((value, i) => value + 1e-3 * Math.sin(i));
    queries.copyWithin(0, 150 * length, 151 * length);
    queries.set(bank.subarray(3 * length, 4 * length));
    const neighbours = createNeighbours(gpu, bank, length, waiting);
    const found = (await neighbours.nearest(queries, 2))!;
    expect(found).toEqual(nearestNeighbours(queries, bank, length, 2));
    expect([...found.rows.slice(0, 2)]).toEqual([3, 150]);
    expect([...found.distances.slice(0, 2)]).toEqual([0, 0]);
    neighbours.dispose();
  });

  it('are none of a query that is not a number, and a broken row is nobody’s neighbour', async () => {
    const bank = Float32Array.of(Number.NaN, 0, 1, 1);
    const queries = Float32Array.of(Number.NaN, 1, 0, 1);
    const neighbours = createNeighbours(gpu, bank, 2, waiting);
    expect(await neighbours.nearest(queries, 2)).toEqual(nearestNeighbours(queries, bank, 2, 2));
    neighbours.dispose();
  });

  it('end where they are stopped, with the device and without', async () => {
    const control = createControl(() => Promise.resolve());
    const bank = draw([9, 4], 'bank');
    for (const one of [gpu, undefined]) {
      const neighbours = createNeighbours(one, bank, 4, control);
      expect(await neighbours.nearest(bank, 1)).toEqual(nearestNeighbours(bank, bank, 4, 1));
      neighbours.dispose();
    }
    control.stop();
    for (const one of [gpu, undefined]) {
      const neighbours = createNeighbours(one, bank, 4, control);
      expect(await neighbours.nearest(bank, 1)).toBeUndefined();
      neighbours.dispose();
    }
  });
});
