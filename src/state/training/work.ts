/** Whether work is under way that opening the page again would end. */
import type { Stages } from '../stages.ts';
import { isStressing } from '../evaluation/stress-state.ts';
import { isTraining } from './training.ts';

export function isAtWork({
  dataset,
  training,
  cost,
  evaluation,
  pseudoComparison,
  untrained,
  stress,
  inspect,
}: Pick<
  Stages,
  'dataset' | 'training' | 'cost' | 'evaluation' | 'pseudoComparison' | 'untrained' | 'stress' | 'inspect'
>): boolean {
  return (
    dataset.store.getState().status === 'loading' ||
    isTraining(training.store.getState()) ||
    cost.store.getState().status === 'measuring' ||
    evaluation.store.getState().status === 'running' ||
    pseudoComparison.store.getState().status === 'comparing' ||
    untrained.store.getState().status === 'running' ||
    isStressing(stress.store.getState()) ||
    ['fitting', 'judging'].includes(inspect.store.getState().status)
  );
}
