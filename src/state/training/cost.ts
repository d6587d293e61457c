/** What training would cost, measured on request before it starts. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import { asProblem } from '../problem.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import { type TrainingStage, isTraining } from './training.ts';
import type { RunProblem } from '../../core/run/events.ts';

const initial: CostState = { status: 'idle', known: [], problem: undefined };

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
}

export function createCostStage({ lab, experiment, training }: CostOptions): CostStage {
  const store = createStore<CostState>(() => initial);
  const isMeasuring = () => store.getState().status === 'measuring';

  async function measure(): Promise<void> {
    const measured = experiment.store.getState().experiment;
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
      await measure().catch((error: unknown) => {
        store.setState({ status: 'failed', problem: asProblem(error) });
      });
    },
  };
}

export interface CostState {
  readonly status: 'idle' | 'measuring' | 'known' | 'failed';
  /** What was measured in this visit, with its settings; the latest first. */
  readonly known: readonly { readonly estimate: CostEstimate; readonly measured: Experiment }[];
  readonly problem: RunProblem | undefined;
}

export interface CostStage {
  readonly store: StoreApi<CostState>;
  /** Takes a few steps of a network that is thrown away; does nothing while training. */
  readonly measure: () => Promise<void>;
}
