/** What the parts of a run share, and how it may end. */
import type { Result } from '../../src/core/result.ts';
import type { HeldDataset } from '../../src/core/dataset/dataset.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { Device } from '../../src/engine/device.ts';
import type { ControlHandle } from '../../src/engine/training/control.ts';
import type { Trainer } from '../../src/engine/training/trainer.ts';

export type Tell = (line: string) => void;

/** The run cannot continue; its message is for people. */
export class RunFailure extends Error {}

/** There is nothing to compute on. */
export class NoAdapter extends Error {}

/** It was asked to stop; the same command continues from where it was. */
export class Stopped extends Error {}

export interface Running {
  readonly experiment: Experiment;
  readonly dataset: HeldDataset;
  readonly trainer: Trainer;
  readonly device: Device;
  readonly control: ControlHandle;
  readonly tell: Tell;
}

export const now = (): number => performance.now();

/** About every `everyMs`, so that a log stays readable. */
export function seldom(tell: Tell, everyMs: number): Tell {
  let last = -Infinity;
  return (line) => {
    if (now() - last < everyMs) return;
    last = now();
    tell(line);
  };
}

/** The value of a piece of work, or why there is none. @throws RunFailure, Stopped */
export function done<Value>(result: Result<Value | undefined, unknown>, what: string): Value {
  if (!result.ok) throw new RunFailure(JSON.stringify(result.problem));
  if (result.value === undefined) throw new Stopped(`stopped while ${what}`);
  return result.value;
}
