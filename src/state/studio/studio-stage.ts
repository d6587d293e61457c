/** Pseudo-anomalies that follow the knobs, and one of them looked at closely. */
import type { StoreApi } from 'zustand/vanilla';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Box } from '../../core/image/image.ts';
import type { CandidateDetail, Gallery, Rival } from '../../worker/bridge/contract-studio.ts';

export interface StudioState {
  readonly status: 'idle' | 'busy' | 'ready' | 'failed';
  readonly gallery: Gallery | undefined;
  /** The experiment that `gallery` shows, and the normal images that its tiles name by index. */
  readonly shown: Experiment | undefined;
  readonly sources: readonly DatasetItem[];
  readonly problem: string | undefined;
  /** Number of the draw looked at closely. */
  readonly chosen: number;
  /** Where the user wants its patch cut. */
  readonly source: Box | undefined;
  readonly detail: CandidateDetail | undefined;
  /** Every generator's way with the chosen image; undefined until asked for. */
  readonly rivals: readonly Rival[] | undefined;
}

export interface StudioStage {
  readonly store: StoreApi<StudioState>;
  readonly choose: (draw: number) => void;
  /** Cuts the chosen candidate's patch there; undefined lets it be drawn again. */
  readonly cutAt: (source: Box | undefined) => void;
  /** Keeps the generators' comparison up to date from now on, or no longer. */
  readonly compare: (isWanted: boolean) => void;
  /** Draws the gallery again, for when it failed; changes of knobs and dataset are followed anyway. */
  readonly redraw: () => void;
}
