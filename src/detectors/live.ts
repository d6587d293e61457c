/** What a detector offers that answers while the knobs of pseudo-anomalies move: one session a dataset, one answer a setting. */
import type { DatasetItem } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { LiveDepth, LiveEnd, LiveEvent } from '../core/run/live.ts';
import type { FrozenBackbone } from '../engine/backbone/backbone.ts';
import type { RunControl } from '../engine/training/control.ts';

export interface LiveSource {
  readonly items: readonly DatasetItem[];
  /** Chooses the images, and which of them are held out. */
  readonly seed: number;
  /** `full` where it is left out. */
  readonly depth?: LiveDepth;
}

export interface LiveWork {
  readonly experiment: Experiment;
  readonly frozen: FrozenBackbone;
  readonly control: Pick<RunControl, 'isStopped' | 'yieldToMessages'>;
  readonly report: (event: LiveEvent) => void;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
}

export interface LiveSession {
  /** What depends on images alone is kept for the next answer, also if this one is stopped: `undefined` then. */
  answer(work: LiveWork): Promise<LiveEnd | undefined>;
}
