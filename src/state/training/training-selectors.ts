/** What follows from the steps of a run. */
import type { StepEvent } from '../../core/run/events.ts';

/** Steps that speak for the pace of now: enough to be steady, few enough to follow a change of the machine's load. */
const recentSteps = 50;

/**
 * Time for the steps that remain, at the pace of the recent ones; 0 before the first step. The first step is left out
 * as soon as others can speak, since it compiles the GPU's programs.
 */
export function timeLeftMs(steps: readonly StepEvent[], total: number): number {
  const last = steps.at(-1);
  if (last === undefined) return 0;
  const since = steps.length < 3 ? undefined : steps[Math.max(0, steps.length - 1 - recentSteps)];
  const { step, elapsedMs } = since ?? { step: 0, elapsedMs: 0 };
  return ((total - last.step) * (last.elapsedMs - elapsedMs)) / (last.step - step);
}

/** Views seen over time spent in the recent steps (harmonic mean: each step sees as many views); 0 before the first. */
export function viewsPerSecond(steps: readonly StepEvent[]): number {
  const recent = steps.slice(-recentSteps);
  const seconds = recent.reduce((sum, step) => sum + 1 / step.viewsPerSecond, 0);
  return recent.length === 0 ? 0 : recent.length / seconds;
}

/** Exponential mean, debiased as in Adam so that a constant stays constant; `keep` is the share of the past. */
export function smoothed(values: readonly number[], keep = 0.9): number[] {
  let mean = 0;
  return values.map((value, i) => {
    mean = keep * mean + (1 - keep) * value;
    return mean / (1 - keep ** (i + 1));
  });
}
