/** A kept run that is told again. */
import type { StoreApi } from 'zustand/vanilla';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import type { RunRecord } from '../runs/runs-stage.ts';

export interface ReplayState {
  /** Undefined while the panels show what is live. */
  readonly run: RunRecord | undefined;
  /** Empty where the run was kept without them. */
  readonly events: readonly LabEvent[];
  /** How many of them the panels show. */
  readonly at: number;
  /** Whether it goes on by itself. */
  readonly isPlaying: boolean;
  /** The run that comes with the page: being fetched, or why it cannot be. */
  readonly shipped: 'idle' | 'fetching' | { readonly detail: string };
}

export interface ReplayStage {
  readonly store: StoreApi<ReplayState>;
  /** Shows a kept run to its end; does nothing while the lab is at work. */
  readonly open: (id: string) => Promise<void>;
  /** Shows the run that comes with the page, from its start; it plays by itself if asked to. */
  readonly openShipped: (isPlaying: boolean) => Promise<void>;
  readonly seek: (at: number) => void;
  /** From the start again, where it is at its end. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Back to what is live. */
  readonly leave: () => void;
}
