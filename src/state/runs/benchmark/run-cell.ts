/** One cell of a benchmark, by stages of its own on threads of its own. */
import { isSampleName } from '../../../core/dataset/samples/samples.ts';
import { evaluationIn } from '../../../core/run/journal.ts';
import type { PlanCategory, PlanCell } from '../../../core/run/plan/plan.ts';
import type { DataClient } from '../../../worker/bridge/client-data.ts';
import { createDatasetStage } from '../../dataset/dataset.ts';
import type { DatasetStage } from '../../dataset/dataset-stage.ts';
import {
  createEvaluationStage,
  initialEvaluation,
  type EvaluationStage,
} from '../../evaluation/evaluation.ts';
import { createExperimentStage, type ExperimentStage } from '../../experiment/experiment.ts';
import { createTrainingStage, initialTraining, type TrainingStage } from '../../training/training.ts';
import { runOnce } from '../repeat.ts';
import type { BenchmarkOptions, CellProblem, CellState } from './benchmark-stage.ts';

/** Stages that no panel sees. */
export function createOwnStages({ background, runs, app, today }: BenchmarkOptions): OwnStages {
  const { data, lab } = background();
  const dataset = createDatasetStage(data);
  const experiment = createExperimentStage({ query: '', entropy: today });
  const shared = { lab, dataset, experiment };
  const training = createTrainingStage(shared);
  const made = { run: '' };
  const evaluation = createEvaluationStage({
    ...shared,
    training,
    app,
    keep: async (results) => {
      const events = await lab.journal().catch(() => []);
      made.run = runs.add(results, results.training.steps > 0 ? events : evaluationIn(events));
    },
  });
  /** A network is no other cell's business: some detectors see with the current one. */
  const renew = () => {
    lab.end();
    training.store.setState(initialTraining, true);
    evaluation.store.setState(initialEvaluation, true);
  };
  return { data, dataset, experiment, training, evaluation, renew, lastRun: () => made.run };
}

export interface OwnStages {
  readonly data: DataClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
  readonly evaluation: EvaluationStage;
  /** Ends the thread with its network and device; the next cell starts another. */
  readonly renew: () => void;
  /** Of the run that was kept last. */
  readonly lastRun: () => string;
}

/** Why they cannot be opened; `undefined` once they are. */
async function openImages(
  category: PlanCategory,
  { data, dataset }: OwnStages,
): Promise<CellProblem | undefined> {
  const { name, fingerprint } = category;
  const open = dataset.store.getState().dataset;
  const isOpen =
    fingerprint === undefined
      ? open?.origin === 'sample' && open.name === name
      : open?.fingerprint === fingerprint;
  if (isOpen) return undefined;
  if (fingerprint === undefined && isSampleName(name)) await dataset.openSample(name);
  else {
    const { datasets } = await data.listStored();
    const found = datasets.find((one) =>
      fingerprint === undefined ? one.name === name : one.fingerprint === fingerprint,
    );
    if (found === undefined) return { of: 'images', problem: { kind: 'not-stored' } };
    await dataset.openStored(found.id);
  }
  const { problem } = dataset.store.getState();
  return problem === undefined ? undefined : { of: 'images', problem };
}

/** Waits again where it was called off. */
export type CellOutcome =
  | { readonly kind: 'done'; readonly run: string }
  | Extract<CellState, { readonly kind: 'waiting' | 'failed' }>;

export async function runCell(
  { experiment, category }: PlanCell,
  own: OwnStages,
  isCalledOff: () => boolean,
): Promise<CellOutcome> {
  const unopened = await openImages(category, own);
  if (unopened !== undefined) return { kind: 'failed', problem: unopened };
  const once = () => runOnce(experiment, own, isCalledOff);
  let ending = await once();
  if (typeof ending === 'object' && ending.kind === 'device-lost' && !isCalledOff()) {
    own.renew();
    ending = await once(); // on another device; what is lost twice is the cell's fault
  }
  if (ending === 'stopped') return { kind: 'waiting' };
  if (ending === 'done') return { kind: 'done', run: own.lastRun() };
  return { kind: 'failed', problem: { of: 'run', problem: ending } };
}
