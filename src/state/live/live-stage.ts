/** Live as the page sees it. What follows the knobs is code of its own, loaded when Live is first switched on. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { messageOf } from '../../core/message-of.ts';
import type { RunProblem, ScoredItem } from '../../core/run/events.ts';
import type { HeldOutSignal, LiveEnd, LivePhase } from '../../core/run/live.ts';
import type { FollowOptions, Follower } from './follow.ts';

/** What one setting gave. */
export interface LiveAnswer {
  /** Test images; if there are none, pseudo-anomalies of held-out images. */
  readonly items: readonly ScoredItem[];
  /** `undefined` until it is known. */
  readonly signal: HeldOutSignal | undefined;
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
  readonly isOn: boolean;
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

export interface LiveStage {
  readonly store: StoreApi<LiveState>;
  readonly switchOn: (isOn: boolean) => void;
  /** Sets the knobs as they were; the answer is there at once. */
  readonly goBack: (entry: LiveEntry) => void;
  /** Answers the current setting again, after a failure. */
  readonly retry: () => void;
}

export const initialLive: LiveState = {
  isOn: false,
  status: 'waiting',
  progress: undefined,
  partial: undefined,
  shown: undefined,
  trail: [],
  problem: undefined,
};

export function createLiveStage(options: Omit<FollowOptions, 'store'>): LiveStage {
  const store = createStore<LiveState>(() => initialLive);
  let follower: Promise<Follower> | undefined;
  const follow = () => {
    follower ??= import('./follow.ts').then(({ createFollower }) => createFollower({ ...options, store }));
    return follower;
  };
  const tell = (act: (follower: Follower) => void) => {
    follow()
      .then(act)
      .catch((error: unknown) => {
        follower = undefined; // the next switch loads it again
        store.setState({ status: 'failed', problem: { kind: 'unexpected', detail: messageOf(error) } });
      });
  };
  return {
    store,
    switchOn(isOn) {
      if (store.getState().isOn === isOn) return;
      store.setState({ isOn });
      tell((one) => {
        one.switched();
      });
    },
    goBack(entry) {
      tell((one) => {
        one.goBack(entry);
      });
    },
    retry() {
      tell((one) => {
        one.ask();
      });
    },
  };
}
