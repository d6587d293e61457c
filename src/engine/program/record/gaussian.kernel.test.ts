import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../device.ts';
import { pcg4d as pcg4dCode } from '../../kernels/gaussian.ts';
import { gaussianNumbers, pcg4d } from '../../reference/gaussian.ts';
import { installNodeWebGpu } from '../../testing/node-webgpu.ts';
import { openGpu } from '../../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../testing/run-recorded.ts';
import { recordGaussian } from './gaussian.ts';

const hasGpu = await installNodeWebGpu();

describe.skipIf(!hasGpu)('recorded normal numbers (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  async function run(size: number, seed: number, step: number): Promise<Float32Array> {
    const recorder = createTestRecorder({});
    const settings = { name: 'settings', shape: [4] };
    const y = recordGaussian(recorder, { name: 'like', shape: [size] }, seed, settings);
    const [got] = await runRecorded(gpu, recorder, [[settings, Float32Array.of(0, 0, 0, step)]], [y]);
    expect(device.takeFault()).toBeUndefined();
    return got;
  }

  it('come from the same words, bit for bit', async () => {
    const count = 256;
    const recorder = createTestRecorder({});
    const words = { name: 'words', shape: [count, 4] };
    const kernel = {
      name: 'words of pcg4d',
      reads: [],
      writes: [['words', 'u32']],
      grid: { kind: 'flat', threads: count },
      integers: {},
      declarations: pcg4dCode,
      body: `
  let got = pcg4d(vec4<u32>(u32(index), u32(index) * 7u, 4294967295u - u32(index), 0u));
  for (var i = 0; i < 4; i++) { words[4 * index + i] = got[i]; }`,
    } as const;
    recorder.emit(kernel, 'words', {}, { words });
    const [got] = await runRecorded(gpu, recorder, [], [words]);
    const wanted = Array.from({ length: count }, (_, i) => [...pcg4d([i, 7 * i, 4294967295 - i, 0])]).flat();
    expect([...new Uint32Array(got.buffer, got.byteOffset, 4 * count)]).toEqual(wanted);
  });

  it('agree with those of the reference to 1e-5, whatever their number, seed and step', async () => {
    for (const [size, seed, step] of [
      [1, 0, 0],
      [7, 5, 1],
      [4096, 4294967295, 3],
      [4096, 12, 900_000],
    ]) {
      const got = await run(size, seed, step);
      const wanted = gaussianNumbers(size, seed, step);
      expect(got.length).toBe(size);
      expect(Math.max(...wanted.map((value, i) => Math.abs(value - got[i])))).toBeLessThan(1e-5);
    }
  });

  it('are zeros in evaluation', async () => {
    const recorder = createTestRecorder({});
    const y = recordGaussian(recorder, { name: 'like', shape: [2, 3] }, 5, undefined);
    const [got] = await runRecorded(gpu, recorder, [], [y]);
    expect([...got]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
