/** Training as the page sees it: built up from the lab's events, so that a replayed run would look the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { withChange, type RunChange } from '../../core/run/schedule-changes.ts';
import type {
  ShownBatch,
  StepEvent,
  BestLook,
  DeviceReport,
  RunProblem,
  UnkeptReason,
  WatchedEvent,
  WatchingEvent,
} from '../../core/run/events.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { LabEvent, NetworkName } from '../../worker/bridge/contract-lab.ts';
import { asProblem } from '../problem.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import type { DatasetSummary } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';

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
  planned: 0,
  changes: [],
  rateFactor: 1,
  best: undefined,
  network: 'last',
  keptStep: undefined,
  origin: undefined,
  unkept: undefined,
  drawing: undefined,
};

export function isTraining({ status }: TrainingState): boolean {
  return status === 'starting' || status === 'running' || status === 'paused' || status === 'stopping';
}

type Known<Type extends LabEvent['type']> = Extract<LabEvent, { readonly type: Type }>;

/** Without the events of later steps, which are taken again. */
function upTo(state: TrainingState, last: number): TrainingState {
  const steps = state.steps.filter(({ step }) => step <= last);
  const watched = state.watched.filter(({ step }) => step <= last);
  return { ...state, steps, watched };
}

function afterStart(state: TrainingState, event: Known<'started'>): TrainingState {
  const { device, experiment, dataset } = event;
  const { steps } = experiment;
  return { ...state, device, experiment, dataset, total: steps, planned: steps };
}

function afterContinuation(state: TrainingState, event: Known<'continued'>): TrainingState {
  const { step, steps, device } = event;
  const { experiment } = state;
  return {
    ...upTo(state, step),
    device,
    total: steps,
    experiment: experiment && { ...experiment, steps },
    changes: withChange(state.changes, { type: 'continued', step, steps }),
  };
}

/** A probe is reported again after a lost device. */
function afterLook(state: TrainingState, event: Known<'watched'>): TrainingState {
  const earlier = state.watched.filter(({ step }) => step !== event.step);
  return { ...state, watched: [...earlier, event] };
}

/** What each event makes of the state; steps are added apart, and the others say nothing of it. */
const after: {
  readonly [Type in LabEvent['type']]?: (state: TrainingState, event: Known<Type>) => TrainingState;
} = {
  started: (state, event) => ({ ...afterStart(state, event), status: going(state, 'running') }),
  continued: (state, event) => ({ ...afterContinuation(state, event), status: going(state, 'running') }),
  paused: (state) => ({ ...state, status: going(state, 'paused') }),
  resumed: (state) => ({ ...state, status: going(state, 'running') }),
  restored: (state, { step, device }) => ({ ...upTo(state, step), device, restored: step }),
  watching: (state, event) => ({ ...state, watching: event }),
  watched: afterLook,
  'rate-changed': (state, event) => ({
    ...state,
    changes: withChange(state.changes, event),
    rateFactor: event.factor,
  }),
  kept: (state, { step }) => ({ ...state, keptStep: step, unkept: undefined }),
  'not-kept': (state, { reason, detail }) => ({ ...state, unkept: { reason, detail } }),
  'drawer-lost': (state, { left, detail }) => ({ ...state, drawing: { left, detail } }),
};

/** A stop that was asked for is not forgotten over an event that was already under way. */
function going({ status }: TrainingState, next: 'running' | 'paused'): TrainingState['status'] {
  return status === 'stopping' ? 'stopping' : next;
}

function afterEvent(state: TrainingState, event: LabEvent): TrainingState {
  const change = after[event.type] as ((state: TrainingState, event: LabEvent) => TrainingState) | undefined;
  return change?.(state, event) ?? state;
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
}

type Store = StoreApi<TrainingState>;
type Train = (report: (events: readonly LabEvent[]) => void) => ReturnType<LabClient['train']>;

const isStopping = (store: Store) => store.getState().status === 'stopping';

/**
 * Hears a run from its first event to its end; a run that was stopped before it began leaves the state as it was `before`.
 * Rejects when the thread dies.
 */
async function follow(store: Store, before: TrainingState, train: Train): Promise<void> {
  const heard = new Set<LabEvent['type']>();
  const outcome = await train((events) => {
    store.setState((state) => afterTrainingEvents(state, events));
    for (const { type } of events) heard.add(type);
  });
  const hasBegun = heard.has('started') || heard.has('continued');
  if (outcome.ok && !hasBegun && isStopping(store)) store.setState(before);
  else if (outcome.ok) store.setState({ status: 'done', best: outcome.value.best, network: 'last' });
  else store.setState({ status: 'failed', problem: outcome.problem });
}

async function trainFresh(store: Store, options: TrainingOptions): Promise<void> {
  const { lab, dataset, experiment } = options;
  const { dataset: current } = dataset.store.getState();
  const wanted = experiment.store.getState().experiment;
  const fresh = { ...initialTraining, device: store.getState().device };
  if (current === undefined) {
    store.setState({ ...fresh, status: 'failed', problem: { kind: 'no-normal-images' } });
    return;
  }
  store.setState({ ...fresh, status: 'starting', total: wanted.steps });
  await lab.load(current);
  if (isStopping(store)) store.setState(fresh);
  else await follow(store, fresh, (report) => lab.train(wanted, report));
}

/** A stop that comes first brings back what the run was before. */
async function trainFurther(store: Store, options: TrainingOptions, steps: number): Promise<void> {
  const before = store.getState();
  store.setState({ status: 'starting', total: steps, problem: undefined, restored: undefined });
  await follow(store, before, (report) => options.lab.trainOn(steps, before.rateFactor, report));
}

/** What acts on the run under way. */
function createControls(
  store: Store,
  { lab }: TrainingOptions,
  fail: (error: unknown) => void,
): Pick<TrainingStage, 'pause' | 'resume' | 'step' | 'stop' | 'changeRate'> {
  const status = () => store.getState().status;
  return {
    pause() {
      if (status() === 'running') lab.pause().catch(fail);
    },
    resume() {
      if (status() === 'paused') lab.resume().catch(fail);
    },
    step() {
      if (status() === 'paused') lab.step().catch(fail);
    },
    stop() {
      if (!isTraining(store.getState())) return;
      store.setState({ status: 'stopping' });
      lab.stop().catch(fail);
    },
    changeRate(factor) {
      if (!Number.isFinite(factor) || factor <= 0) return;
      store.setState({ rateFactor: factor });
      if (isTraining(store.getState())) lab.changeRate(factor).catch(fail);
    },
  };
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
      if (!isTraining(store.getState())) await trainFresh(store, options).catch(fail);
    },
    async trainOn(steps) {
      const state = store.getState();
      const isFurther = steps > (state.steps.at(-1)?.step ?? Infinity);
      if (!isTraining(state) && isFurther && state.origin === undefined)
        await trainFurther(store, options, steps).catch(fail);
    },
    async chooseNetwork(wanted) {
      const { origin } = store.getState();
      if (isTraining(store.getState()) || origin !== undefined) return;
      store.setState({ network: wanted });
      await lab.chooseNetwork(wanted).then((network) => {
        store.setState({ network });
      }, fail);
    },
    ...createControls(store, options, fail),
    showBatch(step) {
      asked = step;
      const show = (batch: ShownBatch | undefined) => {
        if (asked === step) store.setState({ batch });
      };
      lab.showBatch(step).then(show, fail);
    },
  };
}

export interface TrainingState {
  readonly status: 'idle' | 'starting' | 'running' | 'paused' | 'stopping' | 'done' | 'failed';
  readonly device: DeviceReport | undefined;
  readonly steps: readonly StepEvent[];
  /** Pictures that are looked at while it runs; `undefined` before the first look. */
  readonly watching: WatchingEvent | undefined;
  /** The looks so far. */
  readonly watched: readonly WatchedEvent[];
  /** What the network was fed at the step that was last asked for. */
  readonly batch: ShownBatch | undefined;
  /** Steps asked for. */
  readonly total: number;
  /** What the trained network was made from; `undefined` until a run starts. */
  readonly experiment: Experiment | undefined;
  readonly dataset: DatasetSummary | undefined;
  readonly problem: RunProblem | undefined;
  /** The step that the run was resumed from, after its device was lost. */
  readonly restored: number | undefined;
  /** Steps that were planned when the run began; `total` is what it is on its way to now. */
  readonly planned: number;
  /** What was changed under way. */
  readonly changes: readonly RunChange[];
  /** What the schedule's rate is taken times, from the next step on. */
  readonly rateFactor: number;
  /** The best probe of held-out pictures, once the run has ended; `undefined` if nothing was held out. */
  readonly best: BestLook | undefined;
  /** Which network is current. */
  readonly network: NetworkName;
  /** Steps of the state that is kept on this device; `undefined` if none of this run is. */
  readonly keptStep: number | undefined;
  /** What a network that came from a file learnt from; `undefined` if it was trained here. It cannot be trained on. */
  readonly origin: DatasetSummary | undefined;
  /** Why it is not kept. */
  readonly unkept: { readonly reason: UnkeptReason; readonly detail: string } | undefined;
  /** Threads that draw batches, and why one is gone; `undefined` while none is lost. */
  readonly drawing: { readonly left: number; readonly detail: string } | undefined;
}

export interface TrainingStage {
  readonly store: StoreApi<TrainingState>;
  /** Starts the lab to learn what it runs on; called when the user first looks at training. */
  readonly inspectDevice: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The current network continues from its last state until so many steps are done in all. */
  readonly trainOn: (steps: number) => Promise<void>;
  /** The schedule's rate times `factor`, from the next step on. */
  readonly changeRate: (factor: number) => void;
  /** Which network is looked at, evaluated and saved as a file; of no effect while training. */
  readonly chooseNetwork: (wanted: NetworkName) => Promise<void>;
  /** One step while paused. */
  readonly step: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
  /** Draws the batch of a step, from 1, of the current run. */
  readonly showBatch: (step: number) => void;
}
