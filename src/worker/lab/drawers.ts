/** The threads that draw batches for a training of the lab. */
import type { Device } from '../../engine/device.ts';
import type { Drawers } from '../../engine/training/batch-stream.ts';
import { planDrawers } from '../drawing/plan-drawers.ts';
import type { Network } from './network.ts';
import type { Report } from './runner.ts';
import type { LabState } from './state.ts';

interface LabDrawing {
  readonly state: Pick<LabState, 'tools'>;
  readonly device: Pick<Device, 'report'>;
  readonly report: Report;
}

/** One where the device is software: it needs the cores itself, and a step takes longer than its batch. */
export function drawersFor(
  { experiment, images, items, storedAt }: Network,
  { state, device, report }: LabDrawing,
): Drawers | undefined {
  const { spawnDrawing: spawn, mostDrawers = 1 } = state.tools;
  if (spawn === undefined) return undefined;
  const paths = items.filter(({ split }) => split === 'train').map(({ path }) => path);
  const stored = storedAt && { ...storedAt, paths };
  const most = device.report.isSoftware ? 1 : mostDrawers;
  const onLost: Drawers['onLost'] = (left, detail) => {
    report({ type: 'drawer-lost', left, detail });
  };
  return planDrawers({ experiment, images, stored }, { spawn, most, onLost });
}
