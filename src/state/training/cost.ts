/** What training would cost, measured before it starts: on request, and unasked while the device has nothing else to do. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import { needsTraining } from '../../core/experiment/relevance.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import { asProblem } from '../problem.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import type { Later } from '../studio/studio.ts';
import { type TrainingStage, type TrainingState, isTraining } from './training.ts';
import type { RunProblem } from '../../core/run/events.ts';

const initial: CostState = { status: 'idle', known: [], problem: undefined, isSlow: false };

/** Rest of all other work before something is measured unasked. */
export const idleMs = 2500;

/** A device that took longer for one measurement is asked for no more than the chosen settings. */
export const patienceMs = 10_000;

/** Knobs that a step's cost depends on. */
const costly: readonly KnobName[] = [
  'detector',
  'width',
  'inputSize',
  'batchSize',
  'objective',
  'headBatchNorm',
  'halfStorage',
  'optimiser',
];

const costsTheSame = (one: Experiment, other: Experiment) =>
  costly.every((name) => one[name] === other[name]);

/** What was measured for settings that cost the same a step; `undefined` if nothing was. */
export function estimateFor({ known }: CostState, experiment: Experiment): CostEstimate | undefined {
  return known.find(({ measured }) => costsTheSame(measured, experiment))?.estimate;
}

export interface CostOptions {
  readonly lab: LabClient;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
  readonly later: Later;
  /** Whether other work is under way. */
  readonly isBusy: () => boolean;
  /** Milliseconds; only differences matter. */
  readonly today: () => number;
}

/** Whether a step takes so long that only what is about to be trained is worth the wait. */
function isSlowDevice({ device }: Pick<TrainingState, 'device'>): boolean {
  return device !== undefined && (device.isSoftware || device.backend !== 'webgpu');
}

export function createCostStage(options: CostOptions): CostStage {
  const { lab, experiment, training, later, isBusy, today } = options;
  const store = createStore<CostState>(() => initial);
  const isMeasuring = () => store.getState().status === 'measuring';
  let wanted: readonly Experiment[] = [];
  /** Settings that could not be measured unasked: they are not tried again. */
  let refused: readonly Experiment[] = [];
  let callOff: () => void = () => undefined;

  /** What to measure next unasked: the chosen settings first, and on a slow device no others. */
  function nextWanted(): Experiment | undefined {
    const isSlow = store.getState().isSlow || isSlowDevice(training.store.getState());
    if (isSlow) store.setState({ isSlow });
    return (isSlow ? wanted.slice(0, 1) : wanted).find(
      (one) =>
        needsTraining(one) &&
        estimateFor(store.getState(), one) === undefined &&
        !refused.some((other) => costsTheSame(one, other)),
    );
  }

  function plan(): void {
    callOff();
    if (nextWanted() === undefined) return;
    callOff = later(() => {
      const next = nextWanted();
      const isReady = training.store.getState().device !== undefined && !isBusy();
      if (next === undefined || !isReady) plan();
      else void measureUnasked(next).finally(plan);
    }, idleMs);
  }

  /** Says nothing of what went wrong: nobody asked. */
  async function measureUnasked(next: Experiment): Promise<void> {
    const began = today();
    await measure(next).catch(() => {
      store.setState({ status: 'failed' });
    });
    if (store.getState().status === 'failed') {
      refused = [...refused, next];
      store.setState(({ known }) => ({ status: known.length > 0 ? 'known' : 'idle', problem: undefined }));
    }
    if (today() - began > patienceMs) store.setState({ isSlow: true });
  }

  async function measure(measured: Experiment): Promise<void> {
    store.setState({ status: 'measuring', problem: undefined });
    const outcome = await lab.estimate(measured);
    if (!outcome.ok) store.setState({ status: 'failed', problem: outcome.problem });
    else if (outcome.value === undefined)
      store.setState(({ known }) => ({ status: known.length > 0 ? 'known' : 'idle' }));
    else {
      const others = store.getState().known.filter((one) => !costsTheSame(one.measured, measured));
      store.setState({ status: 'known', known: [{ estimate: outcome.value, measured }, ...others] });
    }
  }

  return {
    store,
    async measure() {
      if (isMeasuring() || isTraining(training.store.getState())) return;
      await measure(experiment.store.getState().experiment).catch((error: unknown) => {
        store.setState({ status: 'failed', problem: asProblem(error) });
      });
    },
    want(experiments) {
      wanted = experiments;
      plan();
    },
  };
}

export interface CostState {
  readonly status: 'idle' | 'measuring' | 'known' | 'failed';
  /** What was measured in this visit, with its settings; the latest first. */
  readonly known: readonly { readonly estimate: CostEstimate; readonly measured: Experiment }[];
  readonly problem: RunProblem | undefined;
  /** Whether no more than the chosen settings are measured unasked. */
  readonly isSlow: boolean;
}

export interface CostStage {
  readonly store: StoreApi<CostState>;
  /** Takes a few steps of a network that is thrown away; does nothing while training. */
  readonly measure: () => Promise<void>;
  /** Settings whose costs are shown, the chosen ones first: each is measured once nothing else is to be done. None ends that. */
  readonly want: (experiments: readonly Experiment[]) => void;
}
