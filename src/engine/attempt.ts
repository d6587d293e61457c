/** Work on a device, with what the device says of it: its errors come late, and apart from the call that caused them. */
import { failure, success, type Result } from '../core/result.ts';
import type { RunProblem } from '../core/run/events.ts';
import type { Device, DeviceFault } from './device.ts';
import { Refusal } from './evaluation/refusal.ts';
import { EngineError } from './program/engine-error.ts';
import type { RunControl } from './training/control.ts';

function problemOf({ kind, detail }: DeviceFault): RunProblem {
  return kind === 'device-lost' ? { kind, reason: detail } : { kind, detail };
}

/** The work's value, unless the device reported a fault; what is thrown without one is a defect and passes on. */
export async function attempt<Value>(
  work: () => Promise<Value>,
  device: Device,
  control: RunControl,
): Promise<Result<Value, RunProblem>> {
  try {
    const value = await work();
    const fault = device.takeFault();
    return fault === undefined ? success(value) : failure(problemOf(fault));
  } catch (error) {
    await control.yieldToMessages(); // the loss of a device is reported after the reads that it broke
    const fault = device.takeFault();
    if (fault !== undefined) return failure(problemOf(fault));
    if (error instanceof Refusal) return failure(error.problem);
    if (error instanceof EngineError) return failure({ kind: error.kind, detail: error.message });
    throw error;
  }
}
