/** The stress test as the page sees it: disturbed test images, how far each disturbance may go, and defects hidden among the normals. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../../core/message-of.ts';
import type { Disturbance } from '../../core/stress/disturbance.ts';
import { initialStress, isStressing, type StressState } from './stress-state.ts';
import type { StressOptions, StressTest } from './stress-test.ts';

export interface StressStage {
  readonly store: StoreApi<StressState>;
  /** Scores follow once the sliders rest; the newest request wins. */
  readonly disturb: (disturbance: Disturbance) => void;
  /** Climbs every ladder from its weakest level until the promise is broken. */
  readonly sweep: () => void;
  /** Hides defects among the normal images, `share` of all. */
  readonly plant: (share: number) => void;
  readonly setPromise: (promise: number) => void;
  readonly stop: () => void;
}

export function createStressStage(options: Omit<StressOptions, 'store'>): StressStage {
  const store = createStore<StressState>(() => initialStress);
  let test: Promise<StressTest> | undefined;
  /** What the test does is not on the first load. */
  const tell = (act: (test: StressTest) => void) => {
    test ??= import('./stress-test.ts').then(({ createStressTest }) =>
      createStressTest({ ...options, store }),
    );
    test.then(act).catch((error: unknown) => {
      test = undefined;
      store.setState({ status: 'failed', problem: { kind: 'unexpected', detail: messageOf(error) } });
    });
  };
  return {
    store,
    disturb(disturbance) {
      store.setState({ disturbance });
      tell((one) => {
        one.follow();
      });
    },
    sweep() {
      tell((one) => {
        one.sweep();
      });
    },
    plant(share) {
      tell((one) => {
        one.plant(share);
      });
    },
    setPromise(promise) {
      if (promise > 0 && promise < 1) store.setState({ promise });
    },
    stop() {
      if (isStressing(store.getState()))
        tell((one) => {
          one.stop();
        });
    },
  };
}
