/** Pseudo-anomalies beside real defects, once a network is there. */
import type { StoreApi } from 'zustand/vanilla';
import type { PseudoComparison } from '../../core/run/pseudo-comparison.ts';
import type { EvaluationProblem } from './evaluation-stage.ts';

export interface PseudoComparisonState {
  readonly status: 'idle' | 'comparing' | 'done' | 'failed';
  /** Of the network at hand; undefined until asked for, and where no test image is defective. */
  readonly comparison: PseudoComparison | undefined;
  readonly problem: EvaluationProblem | undefined;
}

export interface PseudoComparisonStage {
  readonly store: StoreApi<PseudoComparisonState>;
  /** Does nothing while the lab trains or evaluates. */
  readonly compare: () => Promise<void>;
  readonly stop: () => void;
}
