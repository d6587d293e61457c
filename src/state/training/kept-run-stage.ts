/** Trainings that are kept on this device, and the one that can be taken up with the images in use. */
import type { StoreApi } from 'zustand/vanilla';
import type { KeptRun } from '../../worker/bridge/contract-data.ts';

/** Why a kept run was not taken up, or not taken away. */
export type KeptRunProblem =
  | { readonly kind: 'gone' }
  /** A tab trains it at this moment. */
  | { readonly kind: 'in-use' }
  | { readonly kind: 'unexpected'; readonly detail: string };

export interface KeptRunState {
  /** The newest first, without the one that is leaving. */
  readonly runs: readonly KeptRun[];
  /** One that goes in a moment, unless that is undone. */
  readonly leaving: KeptRun | undefined;
  readonly isOpening: boolean;
  readonly problem: KeptRunProblem | undefined;
}

export interface KeptRunStage {
  readonly store: StoreApi<KeptRunState>;
  readonly refresh: () => Promise<void>;
  /** Makes it the network at hand, with its curves. */
  readonly open: (id: string) => Promise<void>;
  /** The same, and goes on to the steps it was on its way to. */
  readonly resume: (id: string) => Promise<void>;
  /** Hides it at once; it goes for good after some seconds. A page that is closed before leaves it where it was. */
  readonly discard: (id: string) => void;
  readonly undoDiscard: () => void;
}
