/** Compares pseudo-anomalies with real defects on request; a new training makes the last comparison void. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import { asProblem } from '../problem.ts';
import type { EvaluationStage, EvaluationProblem } from './evaluation.ts';
import { type TrainingStage, isTraining } from '../training/training.ts';
import type { PseudoComparison } from '../../core/run/pseudo-comparison.ts';

const initial: PseudoComparisonState = { status: 'idle', comparison: undefined, problem: undefined };

export interface PseudoComparisonOptions {
  readonly lab: LabClient;
  readonly training: TrainingStage;
  readonly evaluation: EvaluationStage;
}

export function createPseudoComparisonStage({
  lab,
  training,
  evaluation,
}: PseudoComparisonOptions): PseudoComparisonStage {
  const store = createStore<PseudoComparisonState>(() => initial);
  const isComparing = () => store.getState().status === 'comparing';
  let asked = 0;

  training.store.subscribe(({ status }) => {
    if (status !== 'starting' || store.getState() === initial) return;
    asked++; // what comes of an older request is of another network
    store.setState(initial);
  });

  async function compare(): Promise<void> {
    const request = ++asked;
    store.setState({ ...initial, status: 'comparing' });
    const settled = await lab
      .comparePseudoAnomalies()
      .catch((error: unknown) => ({ ok: false as const, problem: asProblem(error) }));
    if (request !== asked) return;
    if (settled.ok) store.setState({ status: 'done', comparison: settled.value, problem: undefined });
    else store.setState({ status: 'failed', comparison: undefined, problem: settled.problem });
  }

  const stop = () => {
    if (isComparing()) lab.stop().catch(() => undefined);
  };

  return {
    store,
    async compare() {
      const isBusy =
        isTraining(training.store.getState()) || evaluation.store.getState().status === 'running';
      if (isBusy || isComparing()) return;
      await compare();
    },
    stop,
  };
}

export interface PseudoComparisonState {
  readonly status: 'idle' | 'comparing' | 'done' | 'failed';
  /** Of the current network; `undefined` until asked for, and where no test image is defective. */
  readonly comparison: PseudoComparison | undefined;
  readonly problem: EvaluationProblem | undefined;
}

export interface PseudoComparisonStage {
  readonly store: StoreApi<PseudoComparisonState>;
  /** Does nothing while the lab trains or evaluates. */
  readonly compare: () => Promise<void>;
  readonly stop: () => void;
}
