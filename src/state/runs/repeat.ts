/** Repeats a run with further seeds, one after another, through the stages that people use. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { needsTraining } from '../../core/experiment/relevance.ts';
import { nextSeeds } from '../../core/run/next-seeds.ts';
import type { RunsStage } from './runs.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { EvaluationStage, EvaluationProblem } from '../evaluation/evaluation.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import { type TrainingStage, isTraining } from '../training/training.ts';

const initial: RepeatState = { status: 'idle', seeds: [], done: 0, perSeedMs: undefined, problem: undefined };

export interface RepeatOptions {
  readonly runs: RunsStage;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
  readonly evaluation: EvaluationStage;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** How a seed ended: as a run, because someone asked for it, or by a problem. */
type Ending = 'done' | 'stopped' | EvaluationProblem;

/** Trains and evaluates once, by the stages that are given; what the user changes meanwhile does not get into it. */
export async function runOnce(
  wanted: Experiment,
  options: Pick<RepeatOptions, 'experiment' | 'training' | 'evaluation'>,
  isStopping: () => boolean,
): Promise<Ending> {
  const { experiment, training, evaluation } = options;
  experiment.apply(wanted);
  if (needsTraining(wanted)) {
    await training.start();
    const { status, steps, problem } = training.store.getState();
    if (problem !== undefined) return problem;
    if (status !== 'done' || isStopping() || (steps.at(-1)?.step ?? 0) < wanted.steps) return 'stopped';
    experiment.apply(wanted);
  }
  await evaluation.start();
  const evaluated = evaluation.store.getState();
  if (evaluated.problem !== undefined) return evaluated.problem;
  return evaluated.status === 'done' ? 'done' : 'stopped';
}

async function runSeeds(
  store: StoreApi<RepeatState>,
  config: Experiment,
  options: RepeatOptions,
): Promise<void> {
  const isStopping = () => store.getState().status === 'stopping';
  const startedAt = options.today();
  for (const seed of store.getState().seeds) {
    if (isStopping()) return;
    const ending = await runOnce({ ...config, seed }, options, isStopping);
    if (ending === 'stopped') return;
    if (ending !== 'done') {
      store.setState({ problem: ending });
      return;
    }
    store.setState(({ done }) => ({
      done: done + 1,
      perSeedMs: (options.today() - startedAt) / (done + 1),
    }));
  }
}

export function createRepeatStage(options: RepeatOptions): RepeatStage {
  const { runs, dataset, experiment, training, evaluation } = options;
  const store = createStore<RepeatState>(() => initial);
  const isFree = () =>
    store.getState().status === 'idle' &&
    !isTraining(training.store.getState()) &&
    evaluation.store.getState().status !== 'running';
  return {
    store,
    async start(id) {
      const { records } = runs.store.getState();
      const run = records.find((record) => record.id === id);
      if (run === undefined || !isFree()) return;
      const { config, dataset: wanted } = run.results;
      const open = dataset.store.getState().dataset;
      if (open?.fingerprint !== wanted.fingerprint) {
        const problem = { kind: 'other-dataset', wanted: wanted.name, open: open?.name ?? '' } as const;
        store.setState({ ...initial, problem });
        return;
      }
      const seeds = nextSeeds(
        run.results,
        records.map(({ results }) => results),
      );
      const before = experiment.store.getState().experiment;
      store.setState({ ...initial, status: 'running', seeds });
      await runSeeds(store, config, options);
      experiment.apply(before);
      store.setState({ status: 'idle' });
    },
    cancel() {
      if (store.getState().status !== 'running') return;
      store.setState({ status: 'stopping' });
      training.stop();
      evaluation.stop();
    },
  };
}

/** How far the current run is. */
export interface RunProgress {
  readonly step: number;
  readonly total: number;
  readonly elapsedMs: number;
  /** Share of the test images that are scored. */
  readonly scored: number;
}

/** How far all seeds are, 0 to 1; scoring counts as the last tenth of each. */
export function repeatShare({ seeds, done }: RepeatState, { step, total, scored }: RunProgress): number {
  if (seeds.length === 0) return 0;
  const trained = total > 0 ? Math.min(1, step / total) : 0;
  return (done + (trained === 1 ? 0.9 + 0.1 * Math.min(1, scored) : 0.9 * trained)) / seeds.length;
}

/** `undefined` before a seed is done or the first is well under way. */
export function repeatLeftMs(state: RepeatState, progress: RunProgress): number | undefined {
  const { step, total, elapsedMs } = progress;
  const told = step > 1 ? (elapsedMs * total) / step / 0.9 : undefined;
  const perSeed = state.perSeedMs ?? told;
  return perSeed === undefined
    ? undefined
    : perSeed * state.seeds.length * (1 - repeatShare(state, progress));
}

/** Why a run cannot be repeated, or why the repetition ended early. */
export type RepeatProblem =
  | EvaluationProblem
  /** Its images are not the ones that are open. */
  | { readonly kind: 'other-dataset'; readonly wanted: string; readonly open: string };

export interface RepeatState {
  readonly status: 'idle' | 'running' | 'stopping';
  /** In the order that they are run. */
  readonly seeds: readonly number[];
  /** Seeds that have become a run. */
  readonly done: number;
  /** What a seed took, on the mean of those done; `undefined` before the first. */
  readonly perSeedMs: number | undefined;
  readonly problem: RepeatProblem | undefined;
}

export interface RepeatStage {
  readonly store: StoreApi<RepeatState>;
  /** Trains and evaluates the seeds that are missing for five of this run; each becomes a run of the history. */
  readonly start: (id: string) => Promise<void>;
  /** Ends the current run; those that are done stay. */
  readonly cancel: () => void;
}
