/** Time, memory and dispatches of a step, ours and tfjs's own, as results of a bench. */
import type { Device } from '../../src/engine/device.ts';
import type { DeviceCounts } from './count-device.ts';
import { compared, type BenchResult } from './report.ts';
import { measureBoth, type StepShape } from './step-bench.ts';

interface Means {
  readonly device: Device;
  readonly counts: DeviceCounts;
  readonly rounds: number;
}

export async function compareSteps(
  shape: StepShape,
  { device, counts, rounds }: Means,
): Promise<BenchResult[]> {
  const { ours, stock } = await measureBoth(shape, device, counts, rounds);
  const label = `${shape.width}-${shape.images}x4-views-${shape.side}px`;
  const note = `baseline: the same network with tfjs alone, ${device.report.adapter}`;
  const bytes = { ours: ours.bytes / 1e6, baseline: stock.bytes / 1e6 };
  const sent = { ours: ours.dispatches, baseline: stock.dispatches };
  const submitted = { ours: ours.submissions, baseline: stock.submissions };
  return [
    compared({ name: `step-${label}`, ours: ours.ms, baseline: stock.ms, unit: 'ms', note }),
    compared({ name: `step-bytes-${label}`, ...bytes, unit: 'MB', note }),
    compared({ name: `step-dispatches-${label}`, ...sent, unit: 'dispatches', note }),
    compared({ name: `submissions-per-step-${label}`, ...submitted, unit: 'submissions', note }),
  ];
}
