/**
 * Bytes and dispatches of the largest step that software WebGPU holds with tfjs alone, which takes minutes to carry out: both
 * steps are recorded and submitted as ever, but without their dispatches. The group `engine-large` carries them out.
 */
import { create } from 'webgpu';
import { openTestDevice } from '../../src/engine/testing/open-gpu.ts';
import { countDevice } from './count-device.ts';
import { compared, type BenchResult } from './report.ts';
import { measureBoth, type StepShape } from './step-bench.ts';

const largest: StepShape = { width: 'full', side: 128, images: 16 };

/** Opens a device of its own, whose memory is only touched where it is written; no other may be used after it. */
export async function countLargestStep(): Promise<BenchResult[]> {
  const gpu = create(['disable-dawn-features=lazy_clear_resource_on_first_use']);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  const device = await openTestDevice();
  if (device.gpu === undefined) return [];
  const counts = countDevice(device.gpu, { isCarriedOut: false });
  const { ours, stock } = await measureBoth(largest, device, counts, 0);
  const fault = device.takeFault();
  if (fault !== undefined) throw new Error(`The largest step cannot be counted here: ${fault.detail}`);
  const note = 'full width, 64 views of 128 px, counted; baseline: the same network with tfjs alone';
  const bytes = { ours: ours.bytes / 1e6, baseline: stock.bytes / 1e6 };
  const sent = { ours: ours.dispatches, baseline: stock.dispatches };
  return [
    compared({ name: 'step-bytes-vs-stock', ...bytes, unit: 'MB', note }),
    compared({ name: 'dispatches-per-step', ...sent, unit: 'dispatches', note }),
  ];
}
