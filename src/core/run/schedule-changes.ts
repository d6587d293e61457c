/** How the learning rate of a run goes when the run is changed under way: by a factor, or by continuing to another end. */
import { cosineRate } from '../schedule.ts';

/** From the step after `step` on, the schedule's rate is taken times `factor`. */
export interface RateChange {
  readonly type: 'rate-changed';
  readonly step: number;
  readonly factor: number;
}

/** From the step after `step` on, the rate follows the cosine that ends after `steps` steps in all. */
export interface Continuation {
  readonly type: 'continued';
  readonly step: number;
  readonly steps: number;
}

export type RunChange = RateChange | Continuation;

/** What the schedule starts from. `steps` is what was planned at the start. */
export interface PlannedCourse {
  readonly learningRate: number;
  readonly steps: number;
  readonly warmUp: number;
}

/** With one change more. What had been changed after that step is forgotten: those steps are taken again. */
export function withChange(changes: readonly RunChange[], change: RunChange): readonly RunChange[] {
  const earlier = changes.filter(
    ({ type, step }) => step < change.step || (step === change.step && type !== change.type),
  );
  return [...earlier, change];
}

/** The factor that holds for the step after `step` steps. */
export function factorAt(changes: readonly RunChange[], step: number): number {
  const last = changes.findLast((change) => change.type === 'rate-changed' && change.step <= step);
  return last?.type === 'rate-changed' ? last.factor : 1;
}

/** The learning rate of the step after `step` steps. */
export function rateAt(planned: PlannedCourse, changes: readonly RunChange[], step: number): number {
  const last = changes.findLast((change) => change.type === 'continued' && change.step <= step);
  const total = last?.type === 'continued' ? last.steps : planned.steps;
  const { learningRate: base, warmUp } = planned;
  return factorAt(changes, step) * cosineRate({ base, total, warmUp }, step);
}
