/** The share of false alarms that is held against a disturbance: what the user asks for, or what the threshold promises. */
import { promisedAt } from '../../core/stress/figures.ts';
import type { EvaluationState } from './evaluation.ts';
import type { StressState } from './stress-state.ts';

/** Where no normal image says what the threshold promises. */
const usualPromise = 0.05;

export function promiseFor(
  { promise }: Pick<StressState, 'promise'>,
  { validation, threshold }: Pick<EvaluationState, 'validation' | 'threshold'>,
): number {
  if (promise !== undefined) return promise;
  const scores = validation.map(({ score }) => score);
  return (threshold === undefined ? undefined : promisedAt(scores, threshold)) ?? usualPromise;
}
