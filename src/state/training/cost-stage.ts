/** What training would cost, measured before it starts. */
import type { StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type { RunProblem } from '../../core/run/events.ts';

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
