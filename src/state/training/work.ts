/** Whether work is under way that opening the page again would end. */
import type { Stages } from '../stages.ts';
import { isTraining } from './training.ts';

export function isAtWork({
  dataset,
  training,
  cost,
  evaluation,
  pseudoComparison,
  inspect,
}: Pick<Stages, 'dataset' | 'training' | 'cost' | 'evaluation' | 'pseudoComparison' | 'inspect'>): boolean {
  return (
    dataset.store.getState().status === 'loading' ||
    isTraining(training.store.getState()) ||
    cost.store.getState().status === 'measuring' ||
    evaluation.store.getState().status === 'running' ||
    pseudoComparison.store.getState().status === 'comparing' ||
    ['fitting', 'judging'].includes(inspect.store.getState().status)
  );
}
