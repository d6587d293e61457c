/** Live as the page sees it. What follows the knobs is code of its own, loaded when Live is first switched on. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../../core/message-of.ts';
import type { FollowOptions, Follower } from './follow.ts';
import { initialLive, type LiveEntry, type LiveState } from './live-state.ts';

export interface LiveStage {
  readonly store: StoreApi<LiveState>;
  readonly switchOn: (isOn: boolean) => void;
  /** Follows the knobs by glances for as long as somebody looks. */
  readonly watch: (isWatched: boolean) => void;
  /** Sets the knobs as they were; the answer is there at once. */
  readonly goBack: (entry: LiveEntry) => void;
  /** Answers the current setting again, after a failure. */
  readonly retry: () => void;
}

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
    watch(isWatched) {
      if (store.getState().isWatched === isWatched) return;
      store.setState({ isWatched });
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
