/** What training would cost, measured before it starts. */
import type { StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { CostEstimate } from '../core/run/cost.ts';
import type { RunProblem } from '../core/run/events.ts';

export interface CostState {
  readonly status: 'idle' | 'measuring' | 'known' | 'failed';
  readonly estimate: CostEstimate | undefined;
  /** The settings that were measured. */
  readonly measured: Experiment | undefined;
  readonly problem: RunProblem | undefined;
}

export interface CostStage {
  readonly store: StoreApi<CostState>;
  /** Takes a few steps of a network that is thrown away; does nothing while training. */
  readonly measure: () => Promise<void>;
}
