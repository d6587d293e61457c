/** Training as the page sees it: built up from the lab's events, so that a replayed run would look the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShownBatch, StepEvent } from '../core/run/events.ts';
import type { LabClient } from '../worker/client.ts';
import type { LabEvent } from '../worker/contract.ts';
import { asProblem } from './problem.ts';
import type { DatasetStage, ExperimentStage, TrainingStage, TrainingState } from './stages.ts';

export const initialTraining: TrainingState = {
  status: 'idle',
  device: undefined,
  steps: [],
  watching: undefined,
  watched: [],
  batch: undefined,
  total: 0,
  experiment: undefined,
  dataset: undefined,
  problem: undefined,
  restored: undefined,
};

export function isTraining({ status }: TrainingState): boolean {
  return status === 'starting' || status === 'running' || status === 'paused' || status === 'stopping';
}

/** The state after one event. A stop that was asked for is not forgotten over an event that was already under way. */
function afterEvent(state: TrainingState, event: LabEvent): TrainingState {
  const going = (status: 'running' | 'paused') => (state.status === 'stopping' ? 'stopping' : status);
  if (event.type === 'paused') return { ...state, status: going('paused') };
  if (event.type === 'resumed') return { ...state, status: going('running') };
  if (event.type === 'restored') {
    const steps = state.steps.filter(({ step }) => step <= event.step);
    const watched = state.watched.filter(({ step }) => step <= event.step);
    return { ...state, steps, watched, device: event.device, restored: event.step };
  }
  if (event.type === 'watching') return { ...state, watching: event };
  if (event.type === 'watched') {
    const earlier = state.watched.filter(({ step }) => step !== event.step); // told again after a lost device
    return { ...state, watched: [...earlier, event] };
  }
  if (event.type !== 'started') return state;
  const { device, experiment, dataset } = event;
  return { ...state, status: going('running'), device, experiment, dataset, total: experiment.steps };
}

/** Steps that follow each other without another event between them are added at once. */
function afterSteps(state: TrainingState, steps: readonly StepEvent[]): TrainingState {
  return steps.length === 0 ? state : { ...state, steps: [...state.steps, ...steps] };
}

/** The state after some events in order; `done` and `failed` come with the end of the call. */
export function afterTrainingEvents(state: TrainingState, events: readonly LabEvent[]): TrainingState {
  let after = state;
  let steps: StepEvent[] = [];
  for (const event of events) {
    if (event.type === 'step') {
      steps.push(event);
      continue;
    }
    after = afterEvent(afterSteps(after, steps), event);
    steps = [];
  }
  return afterSteps(after, steps);
}

export interface TrainingOptions {
  readonly lab: LabClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  /** Frees the lab from other work; called before a run starts. */
  readonly makeWay: () => Promise<void>;
}

/** Trains from start to end, told by the store; rejects when the thread dies. */
async function runTraining(store: StoreApi<TrainingState>, options: TrainingOptions): Promise<void> {
  const { lab, dataset, experiment, makeWay } = options;
  const { dataset: current } = dataset.store.getState();
  const wanted = experiment.store.getState().experiment;
  const fresh = { ...initialTraining, device: store.getState().device };
  const isStopping = () => store.getState().status === 'stopping';
  if (current === undefined) {
    store.setState({ ...fresh, status: 'failed', problem: { kind: 'no-normal-images' } });
    return;
  }
  store.setState({ ...fresh, status: 'starting', total: wanted.steps });
  await makeWay();
  await lab.load(current);
  if (isStopping()) {
    store.setState(fresh);
    return;
  }
  const outcome = await lab.train(wanted, (events) => {
    store.setState((state) => afterTrainingEvents(state, events));
    // A stop that came before the lab had anything to stop is asked for again; one that fails fails `train` too.
    if (isStopping() && events.some(({ type }) => type === 'started')) void lab.stop().catch(() => undefined);
  });
  store.setState(outcome.ok ? { status: 'done' } : { status: 'failed', problem: outcome.problem });
}

export function createTrainingStage(options: TrainingOptions): TrainingStage {
  const { lab } = options;
  const store = createStore<TrainingState>(() => initialTraining);
  const status = () => store.getState().status;
  let asked: number | undefined;
  const fail = (error: unknown) => {
    store.setState({ status: 'failed', problem: asProblem(error) });
  };
  return {
    store,
    async inspectDevice() {
      if (store.getState().device !== undefined) return;
      try {
        store.setState({ device: await lab.describeDevice() });
      } catch (error) {
        if (status() === 'idle') fail(error);
      }
    },
    async start() {
      if (!isTraining(store.getState())) await runTraining(store, options).catch(fail);
    },
    pause() {
      if (status() === 'running') lab.pause().catch(fail);
    },
    resume() {
      if (status() === 'paused') lab.resume().catch(fail);
    },
    stop() {
      if (!isTraining(store.getState())) return;
      store.setState({ status: 'stopping' });
      lab.stop().catch(fail);
    },
    showBatch(step) {
      asked = step;
      const show = (batch: ShownBatch | undefined) => {
        if (asked === step) store.setState({ batch });
      };
      lab.showBatch(step).then(show, fail);
    },
  };
}
