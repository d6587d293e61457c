/** Evaluation: scores so far, the threshold, and why there are none. */
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { RunProblem, ScoredItem } from '../../core/run/events.ts';
import type { PixelMetrics } from '../../core/metrics/pixels.ts';
import type { RunResults } from '../../core/run/results.ts';

export interface EvaluationState {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** Normal images embedded, then test images scored. */
  readonly bankDone: number;
  readonly bankTotal: number;
  readonly total: number;
  readonly items: readonly ScoredItem[];
  /** How well the maps find defective pixels, once all is scored; undefined without maps or masks. */
  readonly pixels: PixelMetrics | undefined;
  /** The images scored; stays when another dataset is opened. */
  readonly dataset: Dataset | undefined;
  /** Set when every test image was scored: what `Download results` saves. An evaluation stopped early has none. */
  readonly results: RunResults | undefined;
  /** "Defective iff score >= threshold"; the best F1's once all is scored, then whatever it is moved to. */
  readonly threshold: number | undefined;
  readonly problem: EvaluationProblem | undefined;
}

/** Evaluation needs the network and the images it was trained on. */
export type EvaluationProblem =
  | RunProblem
  | { readonly kind: 'not-trained' }
  | { readonly kind: 'still-training' }
  /** Another dataset is open than the network was trained on. */
  | { readonly kind: 'dataset-changed'; readonly trainedOn: string; readonly open: string }
  | { readonly kind: 'no-test-images' };

export interface EvaluationStage {
  readonly store: StoreApi<EvaluationState>;
  readonly moveThreshold: (threshold: number) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}
