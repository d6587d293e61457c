/** A kept run that is told again. */
import type { StoreApi } from 'zustand/vanilla';
import type { LabEvent } from '../worker/contract.ts';
import type { RunRecord } from './runs-stage.ts';

export interface ReplayState {
  /** Undefined while the panels show what is live. */
  readonly run: RunRecord | undefined;
  /** Empty where the run was kept without them. */
  readonly events: readonly LabEvent[];
  /** How many of them the panels show. */
  readonly at: number;
}

export interface ReplayStage {
  readonly store: StoreApi<ReplayState>;
  /** Shows a kept run to its end; does nothing while the lab is at work. */
  readonly open: (id: string) => Promise<void>;
  readonly seek: (at: number) => void;
  /** Back to what is live. */
  readonly leave: () => void;
}
