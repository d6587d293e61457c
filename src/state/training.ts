/** Training as the page sees it: built up from the lab's events, so that a replayed run would look the same. */
import { createStore } from 'zustand/vanilla';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { RunProblem, StepEvent } from '../core/run/events.ts';
import type { LabClient } from '../worker/client.ts';
import type { LabEvent } from '../worker/contract.ts';
import type { DatasetStage, ExperimentStage, TrainingStage, TrainingState } from './stages.ts';

const initial: TrainingState = {
  status: 'idle',
  device: undefined,
  steps: [],
  total: 0,
  experiment: undefined,
  dataset: undefined,
  problem: undefined,
};

/** The state after one event. */
export function afterTrainingEvent(state: TrainingState, event: LabEvent): Partial<TrainingState> {
  switch (event.type) {
    case 'started':
      return {
        status: 'running',
        device: event.device,
        experiment: event.experiment,
        dataset: event.dataset,
      };
    case 'paused':
      return { status: 'paused' };
    case 'resumed':
      return { status: 'running' };
    case 'trained':
      return { status: 'done' };
    case 'failed':
      return { status: 'failed', problem: event.problem };
    case 'step':
    case 'evaluation-started':
    case 'bank':
    case 'scored':
    case 'evaluated':
      return state;
  }
}

export function asProblem(error: unknown): RunProblem {
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}

export interface TrainingOptions {
  readonly lab: LabClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  /** Told which dataset a run begins with. */
  readonly onStart: (dataset: Dataset) => void;
}

export function createTrainingStage({ lab, dataset, experiment, onStart }: TrainingOptions): TrainingStage {
  const store = createStore<TrainingState>(() => initial);

  let pending: StepEvent[] = [];

  /** Steps come in parts; one array is made a part, not one a step. */
  function report(event: LabEvent): void {
    if (event.type === 'step') pending.push(event);
    else store.setState((state) => afterTrainingEvent(state, event));
    if (pending.length === 1) queueMicrotask(flush);
  }

  function flush(): void {
    const steps = pending;
    pending = [];
    store.setState((state) => ({ steps: [...state.steps, ...steps] }));
  }

  async function run(): Promise<void> {
    const { dataset: current } = dataset.store.getState();
    const wanted = experiment.store.getState().experiment;
    if (current === undefined) {
      store.setState({ status: 'failed', problem: { kind: 'no-normal-images' } });
      return;
    }
    const device = store.getState().device;
    store.setState({ ...initial, device, status: 'starting', total: wanted.steps });
    onStart(current);
    await lab.load(current);
    const outcome = await lab.train(wanted, report);
    flush();
    if (!outcome.ok) store.setState({ status: 'failed', problem: outcome.problem });
    else store.setState({ status: 'done' });
  }

  const isBusy = () => ['starting', 'running', 'paused', 'stopping'].includes(store.getState().status);
  const ask = (request: Promise<void>) => {
    request.catch((error: unknown) => {
      store.setState({ status: 'failed', problem: asProblem(error) });
    });
  };

  return {
    store,
    async inspectDevice() {
      if (store.getState().device !== undefined) return;
      try {
        store.setState({ device: await lab.describeDevice() });
      } catch {
        // Told in words when training is asked for.
      }
    },
    async start() {
      if (isBusy()) return;
      try {
        await run();
      } catch (error) {
        store.setState({ status: 'failed', problem: asProblem(error) });
      }
    },
    pause() {
      ask(lab.pause());
    },
    resume() {
      ask(lab.resume());
    },
    stop() {
      if (!isBusy()) return;
      store.setState({ status: 'stopping' });
      ask(lab.stop());
    },
  };
}
