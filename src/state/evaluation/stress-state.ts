/** What the stress test shows: scores under a disturbance, levels that were tried, and what hidden defects did. */
import type { RgbImage } from '../../core/image/image.ts';
import type { Disturbance } from '../../core/stress/disturbance.ts';
import type { StressedItem } from '../../core/stress/figures.ts';
import type { DirtyOutcome } from '../../core/stress/planting.ts';
import type { EvaluationProblem } from './evaluation.ts';

export type StressProblem =
  | EvaluationProblem
  /** Nothing was evaluated, or not to its end. */
  | { readonly kind: 'not-evaluated' }
  /** Undisturbed images get other scores than they did: the detector is another by now. */
  | { readonly kind: 'network-changed' };

/** Test images under one disturbance alone. */
export interface SweptLevel {
  /** Number of its ladder in `ladders`. */
  readonly ladder: number;
  readonly level: number;
  readonly items: readonly StressedItem[];
}

export interface DirtyTraining {
  /** That was asked for. */
  readonly share: number;
  /** PatchCore on the included network stood in for a detector that would have to be trained. */
  readonly isStandIn: boolean;
  readonly outcome: DirtyOutcome;
}

export interface StressState {
  /** `fitting` comes before any of the others where the detector is not fitted yet. */
  readonly status: 'idle' | 'fitting' | 'judging' | 'sweeping' | 'planting' | 'stopped' | 'failed';
  /** Pieces of work, while fitting and planting. */
  readonly done: number;
  readonly total: number;
  /** `undefined`: none. */
  readonly disturbance: Disturbance | undefined;
  /** Scores under it, of the test images judged so far. */
  readonly items: readonly StressedItem[];
  readonly picture: { readonly path: string; readonly image: RgbImage } | undefined;
  /** What the user asks for in place of what the threshold promises, in (0, 1). */
  readonly promise: number | undefined;
  /** Level by level; a ladder ends where the promise was broken. */
  readonly swept: readonly SweptLevel[];
  readonly isSwept: boolean;
  /** That an image takes, once some were judged. */
  readonly msPerImage: number | undefined;
  readonly dirty: DirtyTraining | undefined;
  readonly problem: StressProblem | undefined;
}

export const initialStress: StressState = {
  status: 'idle',
  done: 0,
  total: 0,
  disturbance: undefined,
  items: [],
  picture: undefined,
  promise: undefined,
  swept: [],
  isSwept: false,
  msPerImage: undefined,
  dirty: undefined,
  problem: undefined,
};

export function isStressing({ status }: Pick<StressState, 'status'>): boolean {
  return ['fitting', 'judging', 'sweeping', 'planting'].includes(status);
}
