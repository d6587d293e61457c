/** The largest step that software WebGPU holds with tfjs alone: full width, 64 views of 128 px. Takes a quarter of an hour. */
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../src/engine/testing/open-gpu.ts';
import { compareSteps } from '../support/compare-steps.ts';
import { countDevice } from '../support/count-device.ts';
import type { BenchResult } from '../support/report.ts';

export async function largeStepBench(): Promise<BenchResult[]> {
  if (!(await installNodeWebGpu())) {
    console.log('engine-large: skipped, there is no Vulkan driver here');
    return [];
  }
  const device = await openTestDevice();
  if (device.gpu === undefined) return [];
  const counts = countDevice(device.gpu);
  return compareSteps({ width: 'full', side: 128, images: 16 }, { device, counts, rounds: 1 });
}
