/** Pseudo-anomalies beside real defects, once a network is there. */
import type { StoreApi } from 'zustand/vanilla';
import type { FakeComparison } from '../../core/run/pseudo-comparison.ts';
import type { EvaluationProblem } from './evaluation-stage.ts';

export interface FakesState {
  readonly status: 'idle' | 'comparing' | 'done' | 'failed';
  /** Of the network at hand; undefined until asked for, and where no test image is defective. */
  readonly comparison: FakeComparison | undefined;
  readonly problem: EvaluationProblem | undefined;
}

export interface FakesStage {
  readonly store: StoreApi<FakesState>;
  /** Does nothing while the lab trains or evaluates. */
  readonly compare: () => Promise<void>;
  readonly stop: () => void;
}
