/** Evaluation as the page sees it: scores stream in, and the finished run becomes a record. */
import { createStore } from 'zustand/vanilla';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import { knobNames, knobs } from '../core/experiment/experiment.ts';
import { buildResults } from '../core/run/build-results.ts';
import type { RunResults } from '../core/run/results.ts';
import type { LabClient } from '../worker/client.ts';
import type { LabEvent } from '../worker/contract.ts';
import type {
  EvaluationProblem,
  EvaluationStage,
  EvaluationState,
  ExperimentStage,
  TrainingStage,
  TrainingState,
} from './stages.ts';
import { asProblem } from './training.ts';

const initial: EvaluationState = {
  status: 'idle',
  bankDone: 0,
  bankTotal: 0,
  total: 0,
  items: [],
  dataset: undefined,
  results: undefined,
  problem: undefined,
};

/** The state after one event. */
export function afterEvaluationEvent(state: EvaluationState, event: LabEvent): EvaluationState {
  switch (event.type) {
    case 'evaluation-started':
      return { ...state, status: 'running', total: event.total };
    case 'bank':
      return { ...state, bankDone: event.done, bankTotal: event.total };
    case 'scored':
      return { ...state, items: [...state.items, ...event.items], total: event.total };
    case 'failed':
      return { ...state, status: 'failed', problem: event.problem };
    case 'evaluated':
    case 'started':
    case 'step':
    case 'paused':
    case 'resumed':
    case 'trained':
      return state;
  }
}

/** What the network was made from, with the score knobs as they are now. */
export function experimentFor(trained: Experiment, current: Experiment): Experiment {
  const scoring = knobNames.filter((name) => knobs[name].effect === 'evaluation');
  return { ...trained, ...Object.fromEntries(scoring.map((name) => [name, current[name]])) };
}

function obstacleOf(training: TrainingState, dataset: Dataset | undefined): EvaluationProblem | undefined {
  if (['starting', 'running', 'paused', 'stopping'].includes(training.status))
    return { kind: 'still-training' };
  if (training.experiment === undefined || training.steps.length === 0) return { kind: 'not-trained' };
  return dataset?.items.some((item) => item.split === 'test') === true
    ? undefined
    : { kind: 'no-test-images' };
}

export interface EvaluationOptions {
  readonly lab: LabClient;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
  /** The dataset that training used last. */
  readonly trainedOn: () => Dataset | undefined;
  /** Name and version of the app. */
  readonly app: string;
  readonly keep: (results: RunResults) => void;
}

export function createEvaluationStage(options: EvaluationOptions): EvaluationStage {
  const { lab, experiment, training, trainedOn, app, keep } = options;
  const store = createStore<EvaluationState>(() => initial);

  function finish(used: Experiment): void {
    const { device, dataset, steps } = training.store.getState();
    const { items } = store.getState();
    if (device === undefined || dataset === undefined) return;
    const results = buildResults({ app, experiment: used, dataset, device, steps, items });
    store.setState({ status: 'done', results });
    keep(results);
  }

  async function run(): Promise<void> {
    const state = training.store.getState();
    const dataset = trainedOn();
    const problem = obstacleOf(state, dataset);
    if (problem !== undefined || state.experiment === undefined) {
      store.setState({ ...initial, status: 'failed', problem });
      return;
    }
    const used = experimentFor(state.experiment, experiment.store.getState().experiment);
    store.setState({ ...initial, status: 'running', dataset });
    const outcome = await lab.evaluate(used, (event) => {
      store.setState((before) => afterEvaluationEvent(before, event));
    });
    if (!outcome.ok) store.setState({ status: 'failed', problem: outcome.problem });
    else finish(used);
  }

  return {
    store,
    async start() {
      if (store.getState().status === 'running') return;
      try {
        await run();
      } catch (error) {
        store.setState({ status: 'failed', problem: asProblem(error) });
      }
    },
    stop() {
      lab.stop().catch((error: unknown) => {
        store.setState({ status: 'failed', problem: asProblem(error) });
      });
    },
  };
}
