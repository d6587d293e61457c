/** What a benchmark shows, keeps and does. */
import type { StoreApi } from 'zustand/vanilla';
import type { Plan, PlanCell } from '../../../core/run/plan/plan.ts';
import type { MeasuredCell } from '../../../core/run/plan/plan-cost.ts';
import type { BackgroundClients } from '../../../worker/bridge/client.ts';
import type { ImportProblem } from '../../../worker/bridge/contract-data.ts';
import type { EvaluationProblem } from '../../evaluation/evaluation.ts';
import type { RunsHandle } from '../runs.ts';

/** Why a cell has no run. */
export type CellProblem =
  /** Its images are not on this device any more, or cannot be opened. */
  | { readonly of: 'images'; readonly problem: ImportProblem }
  | { readonly of: 'run'; readonly problem: EvaluationProblem };

export type CellState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  /** `run` is its id among the runs. */
  | { readonly kind: 'done'; readonly run: string; readonly ms: number }
  | { readonly kind: 'failed'; readonly problem: CellProblem };

export interface BenchmarkState {
  /** `undefined` until there is one. */
  readonly plan: Plan | undefined;
  readonly cells: readonly PlanCell[];
  /** By the names of cells. */
  readonly states: ReadonlyMap<string, CellState>;
  /** Whether the queue is worked through. */
  readonly isRunning: boolean;
  /** Why it rests: the user asked for it, or works on something of their own. */
  readonly rest: 'asked' | 'makes-way' | undefined;
  /** How far the current cell's training is, 0 to 1. */
  readonly share: number;
  /** What cells took, in this benchmark and earlier ones; the latest last. */
  readonly measured: readonly MeasuredCell[];
  /** Why the benchmark does not go on, or is not kept; words of the browser. `other-tab`: it runs there. */
  readonly problem:
    { readonly kind: 'other-tab' } | { readonly kind: 'unkept'; readonly detail: string } | undefined;
}

/** What outlives the page. Each call may reject: private windows, a full disk. */
export interface BenchmarkArchive {
  /** Whatever is kept; an earlier version may have put it there. */
  readonly read: () => Promise<unknown>;
  readonly write: (kept: KeptBenchmark) => Promise<void>;
  /** Runs `work` unless another tab is at it; false if one is. */
  readonly alone: (work: () => Promise<void>) => Promise<boolean>;
}

export interface KeptBenchmark {
  /** As a file; missing if there is none. */
  readonly plan?: string;
  readonly done: readonly { readonly cell: string; readonly run: string; readonly ms: number }[];
  readonly failed: readonly { readonly cell: string; readonly problem: CellProblem }[];
  readonly measured: readonly MeasuredCell[];
}

export interface BenchmarkOptions {
  readonly background: () => BackgroundClients;
  readonly archive: BenchmarkArchive;
  readonly runs: Pick<RunsHandle, 'add'>;
  /** Whether the user's own work is under way. */
  readonly isBusy: () => boolean;
  /** Calls back whenever that may have changed. */
  readonly onWork: (listener: () => void) => void;
  readonly app: string;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** What the stage does, once it is fetched. */
export type BenchmarkWork = Omit<BenchmarkStage, 'store'>;

export interface BenchmarkStage {
  readonly store: StoreApi<BenchmarkState>;
  /** Takes up what an earlier visit left; of no effect a second time. */
  readonly load: () => Promise<void>;
  /** Puts a plan in the place of the last one, and begins; resolves when the queue rests or is done. */
  readonly start: (plan: Plan) => Promise<void>;
  /** Training rests at once, what scores ends its cell first. */
  readonly pause: () => Promise<void>;
  /** Goes on with what is missing. */
  readonly resume: () => Promise<void>;
  /** Tries failed cells again. */
  readonly retry: () => Promise<void>;
  /** Takes the plan away; its runs stay. */
  readonly remove: () => Promise<void>;
}
