/** What Live shows: the answer under way, the last one, and the trail of settings. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RunProblem, ScoredItem } from '../../core/run/events.ts';
import type {
  HeldOutSignal,
  LiveDepth,
  LiveEnd,
  LiveLook,
  LivePhase,
  LivePlace,
} from '../../core/run/live.ts';

/** What one setting gave. */
export interface LiveAnswer {
  /** Test images; if there are none, pseudo-anomalies of held-out images. */
  readonly items: readonly ScoredItem[];
  /** `undefined` until it is known. */
  readonly signal: HeldOutSignal | undefined;
  /** Of a glance: some places that the head learnt from, and where it put them as it learnt. */
  readonly places: readonly LivePlace[];
  readonly looks: readonly LiveLook[];
}

/** A setting of the trail. */
export interface LiveEntry extends LiveAnswer {
  /** Counts the settings answered since the images were opened, from 1. */
  readonly number: number;
  readonly experiment: Experiment;
  /** `undefined` if it cannot be computed without both classes of test images. */
  readonly auroc: number | undefined;
  readonly end: LiveEnd;
}

export type LiveProblem =
  | RunProblem
  /** Normal images there are; `leastNormals` are needed. */
  | { readonly kind: 'few-normals'; readonly got: number };

export interface LiveState {
  /** Tune's switch. */
  readonly isOn: boolean;
  /** Whether the overview is in view, which asks for glances. */
  readonly isWatched: boolean;
  /** Of what is shown; each depth has a trail of its own. */
  readonly depth: LiveDepth;
  /** `waiting`: for images, or for other work of the lab; `ready`: `shown` is of the current setting. */
  readonly status: 'waiting' | 'working' | 'ready' | 'failed';
  readonly progress: { readonly phase: LivePhase; readonly done: number; readonly total: number } | undefined;
  /** Of the current setting, as far as it has come; `undefined` unless working. */
  readonly partial: LiveAnswer | undefined;
  /** Last setting that was answered. */
  readonly shown: LiveEntry | undefined;
  /** The last settings, in the order in which they were first answered. */
  readonly trail: readonly LiveEntry[];
  readonly problem: LiveProblem | undefined;
}

export const initialLive: LiveState = {
  isOn: false,
  isWatched: false,
  depth: 'full',
  status: 'waiting',
  progress: undefined,
  partial: undefined,
  shown: undefined,
  trail: [],
  problem: undefined,
};
