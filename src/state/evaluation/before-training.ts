/** What a trained network is worth beside the same network before its first step, as its own run measured both. */
import type { RunResults } from '../../core/run/results.ts';
import type { TrainingState } from '../training/training.ts';

export interface BeforeTraining {
  /** AUROC before the first step, and of the network that was evaluated. */
  readonly before: number;
  readonly after: number;
  /** What they were measured on: test images where training peeked at them, else held-out pseudo-anomalies. */
  readonly basis: 'test' | 'held-out';
}

type Watched = Pick<TrainingState, 'watched' | 'experiment' | 'dataset'>;

/** Whether the results are of the network of this training. */
function isOf({ config, dataset, training }: RunResults, watched: Watched): boolean {
  return (
    training.steps > 0 &&
    training.learntFrom === undefined &&
    watched.experiment?.detector === config.detector &&
    watched.dataset?.fingerprint === dataset.fingerprint
  );
}

/**
 * `undefined` for a network that learnt nothing, for results of another run, and where the run did not look before its first step and
 * after a later one.
 */
export function beforeTraining(results: RunResults, training: Watched): BeforeTraining | undefined {
  if (!isOf(results, training)) return undefined;
  const { network, steps } = results.training;
  const until = network?.kind === 'best' ? network.step : steps;
  const first = training.watched.find(({ step }) => step === 0);
  const last = training.watched.findLast(({ step }) => step > 0 && step <= until);
  if (first === undefined || last === undefined) return undefined;
  if (first.testAuroc !== undefined && last.testAuroc !== undefined)
    return { before: first.testAuroc, after: last.testAuroc, basis: 'test' };
  return { before: first.heldOutAuroc, after: last.heldOutAuroc, basis: 'held-out' };
}
