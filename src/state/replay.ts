/** A kept run, told again by its events: the same panels draw it, at whatever event one slider stands. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabEvent } from '../worker/contract.ts';
import { afterEvaluationEvents, initialEvaluation } from './evaluation.ts';
import type { ReplayStage, ReplayState } from './replay-stage.ts';
import type { RunArchive, RunRecord, RunsStage } from './runs-stage.ts';
import type {
  DatasetStage,
  EvaluationStage,
  EvaluationState,
  TrainingStage,
  TrainingState,
} from './stages.ts';
import { afterTrainingEvents, initialTraining, isTraining } from './training.ts';

/** The training as it was after these events; a part of a run stands still, and so is not running. */
export function trainingAfter(events: readonly LabEvent[]): TrainingState {
  const turn = events.findLast(
    ({ type }) => type === 'started' || type === 'continued' || type === 'trained',
  );
  const isDone = turn?.type === 'trained';
  return { ...afterTrainingEvents(initialTraining, events), status: isDone ? 'done' : 'idle' };
}

/** The evaluation as it was after these events. */
export function evaluationAfter(
  events: readonly LabEvent[],
  { results }: RunRecord,
): Omit<EvaluationState, 'dataset'> {
  const state = afterEvaluationEvents(initialEvaluation, events);
  if (!events.some(({ type }) => type === 'evaluated')) return state;
  return { ...state, status: 'done', results, threshold: results.evaluation.f1Max?.threshold };
}

export interface ReplayOptions {
  readonly archive: Pick<RunArchive, 'events'>;
  readonly runs: RunsStage;
  readonly dataset: DatasetStage;
  readonly training: TrainingStage;
  readonly evaluation: EvaluationStage;
}

/** What was there before a run was told again. */
interface Live {
  readonly training: TrainingState;
  readonly evaluation: EvaluationState;
}

const initial: ReplayState = { run: undefined, events: [], at: 0 };

export function createReplayStage({ archive, runs, dataset, ...stages }: ReplayOptions): ReplayStage {
  const store: StoreApi<ReplayState> = createStore<ReplayState>(() => initial);
  const { training, evaluation } = stages;
  let live: Live | undefined;

  function show(run: RunRecord, events: readonly LabEvent[]): void {
    const open = dataset.store.getState().dataset;
    const isOpen = open?.fingerprint === run.results.dataset.fingerprint;
    training.store.setState(trainingAfter(events));
    evaluation.store.setState({ ...evaluationAfter(events, run), dataset: isOpen ? open : undefined });
  }

  const isAtWork = () =>
    isTraining(training.store.getState()) || evaluation.store.getState().status === 'running';

  return {
    store,
    async open(id) {
      const events = (await archive.events(id).catch(() => undefined)) ?? [];
      const run = runs.store.getState().records.find((record) => record.id === id);
      if (run === undefined || isAtWork()) return;
      live ??= { training: training.store.getState(), evaluation: evaluation.store.getState() };
      store.setState({ run, events, at: events.length });
      show(run, events);
    },
    seek(at) {
      const { run, events } = store.getState();
      if (run === undefined) return;
      store.setState({ at });
      show(run, events.slice(0, at));
    },
    leave() {
      if (live === undefined) return;
      training.store.setState(live.training);
      evaluation.store.setState(live.evaluation);
      live = undefined;
      store.setState(initial);
    },
  };
}

/** The stages of the lab, so that their own work ends a replay first, and nothing of it is taken for the network at hand. */
export function withoutReplay<
  Lab extends { readonly training: TrainingStage; readonly evaluation: EvaluationStage },
>(lab: Lab, replay: ReplayStage): Lab {
  const { training, evaluation } = lab;
  return {
    ...lab,
    training: {
      ...training,
      start() {
        replay.leave();
        return training.start();
      },
      trainOn(steps: number) {
        replay.leave();
        return training.trainOn(steps);
      },
      showBatch(step: number) {
        if (replay.store.getState().run === undefined) training.showBatch(step);
      },
    },
    evaluation: {
      ...evaluation,
      start() {
        replay.leave();
        return evaluation.start();
      },
    },
  };
}
