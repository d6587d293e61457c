/** Sees normal images one by one and fits a method on them. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import type { RunControl } from '../training/control.ts';
import type { Fitted, Method } from './method.ts';

/** `undefined` if the work was stopped before its end. */
export type Attempted<Value> = Promise<Result<Value | undefined, RunProblem>>;

export interface FitTools {
  readonly device: Device;
  readonly control: RunControl;
}

/** @param onSeen how many images were seen, after each */
export async function seeNormals<Seen>(
  method: Method<Seen>,
  normals: readonly Pick<DatasetItem, 'image'>[],
  { device, control }: FitTools,
  onSeen: (done: number) => void,
): Attempted<readonly Seen[]> {
  const parts: Seen[] = [];
  for (const { image } of normals) {
    if (control.isStopped()) return success(undefined);
    const seen = await attempt(() => method.see(image), device, control);
    if (!seen.ok) return seen;
    parts.push(seen.value);
    onSeen(parts.length);
    await control.yieldToMessages();
  }
  return success(parts);
}

export function fitOnSeen<Seen>(
  method: Method<Seen>,
  seen: readonly Seen[],
  { device, control }: FitTools,
): Attempted<Fitted<Seen>> {
  const workplace = { gpu: device.gpu, isSoftware: device.report.isSoftware, control };
  return attempt(() => method.fit(seen, workplace), device, control);
}
