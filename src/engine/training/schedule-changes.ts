/** The learning rate of a run as it goes, with what was asked for from outside. */
import {
  factorAt,
  rateAt,
  withChange,
  type PlannedCourse,
  type RunChange,
} from '../../core/run/schedule-changes.ts';
import type { TrainingEvent } from '../../core/run/events.ts';

export interface ScheduleChanges {
  /** The rate of the step after `step` steps. A change that was asked for takes effect here, and is reported. */
  rateAt(step: number): number;
  /** From the next step on. */
  changeRate(factor: number): void;
  changes(): readonly RunChange[];
}

/** `planned` is how the run began; `earlier` what was changed since. */
export function createScheduleChanges(
  planned: PlannedCourse,
  earlier: readonly RunChange[],
  report: (event: TrainingEvent) => void,
): ScheduleChanges {
  let changes = earlier;
  let asked: number | undefined;
  return {
    rateAt(step) {
      if (asked !== undefined && asked !== factorAt(changes, step)) {
        const change = { type: 'rate-changed', step, factor: asked } as const;
        changes = withChange(changes, change);
        report(change);
      }
      asked = undefined;
      return rateAt(planned, changes, step);
    },
    changeRate(factor) {
      asked = factor;
    },
    changes: () => changes,
  };
}

/** The schedule changes of an earlier run, replayed: each is reported again as its step comes, and new requests are ignored. */
export function replayScheduleChanges(
  planned: PlannedCourse,
  changes: readonly RunChange[],
  report: (change: RunChange) => void,
): ScheduleChanges {
  return {
    rateAt(step) {
      for (const change of changes) if (change.step === step) report(change);
      return rateAt(planned, changes, step);
    },
    changeRate: () => undefined,
    changes: () => changes,
  };
}
