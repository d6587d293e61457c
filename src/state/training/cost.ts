/** What training would cost, measured on request before it starts. */
import { createStore } from 'zustand/vanilla';
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type { LabClient } from '../../worker/bridge/client.ts';
import { asProblem } from '../problem.ts';
import type { CostStage, CostState } from './cost-stage.ts';
import type { ExperimentStage } from '../experiment/experiment-stage.ts';
import type { TrainingStage } from './training-stage.ts';
import { isTraining } from './training.ts';

const initial: CostState = { status: 'idle', known: [], problem: undefined };

/** Knobs that a step's cost hangs on. */
const costly: readonly KnobName[] = [
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

/** What was measured for settings that cost the same a step; undefined where nothing was. */
export function estimateFor({ known }: CostState, experiment: Experiment): CostEstimate | undefined {
  return known.find(({ measured }) => costsTheSame(measured, experiment))?.estimate;
}

export interface CostOptions {
  readonly lab: LabClient;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
  /** Frees the lab from other work; called before steps are taken. */
  readonly makeWay: () => Promise<void>;
}

export interface CostHandle extends CostStage {
  /** Stops what is being measured and resolves when it has ended. */
  settle(): Promise<void>;
}

export function createCostStage({ lab, experiment, training, makeWay }: CostOptions): CostHandle {
  const store = createStore<CostState>(() => initial);
  const isMeasuring = () => store.getState().status === 'measuring';
  let current = Promise.resolve();

  async function measure(): Promise<void> {
    const measured = experiment.store.getState().experiment;
    store.setState({ status: 'measuring', problem: undefined });
    await makeWay();
    const outcome = await lab.estimate(measured);
    if (outcome.ok) {
      const others = store.getState().known.filter((one) => !costsTheSame(one.measured, measured));
      store.setState({ status: 'known', known: [{ estimate: outcome.value, measured }, ...others] });
    } else store.setState({ status: 'failed', problem: outcome.problem });
  }

  return {
    store,
    async measure() {
      if (isMeasuring() || isTraining(training.store.getState())) return;
      current = measure().catch((error: unknown) => {
        store.setState({ status: 'failed', problem: asProblem(error) });
      });
      await current;
    },
    async settle() {
      if (isMeasuring()) await lab.stop().catch(() => undefined);
      await current;
    },
  };
}
