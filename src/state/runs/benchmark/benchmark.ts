/**
 * A benchmark: the cells of a plan as a queue in the background. It has a thread and images of its own, so that the images, the
 * network and the results of the other stages stay as they are. What does the work is fetched when it is first asked for.
 */
import { createStore } from 'zustand/vanilla';
import { messageOf } from '../../../core/message-of.ts';
import type { BenchmarkOptions, BenchmarkStage, BenchmarkState, BenchmarkWork } from './benchmark-stage.ts';

const initial: BenchmarkState = {
  plan: undefined,
  cells: [],
  states: new Map(),
  isRunning: false,
  rest: undefined,
  share: 0,
  measured: [],
  problem: undefined,
};

export function createBenchmarkStage(options: BenchmarkOptions): BenchmarkStage {
  const store = createStore<BenchmarkState>(() => initial);
  let fetched: Promise<BenchmarkWork> | undefined;
  const call = async (use: (work: BenchmarkWork) => Promise<void>) => {
    fetched ??= import('./benchmark-work.ts').then(({ createBenchmarkWork }) =>
      createBenchmarkWork(store, options),
    );
    try {
      await use(await fetched);
    } catch (error) {
      fetched = undefined;
      store.setState({ problem: { kind: 'unkept', detail: messageOf(error) } });
    }
  };
  return {
    store,
    load: () => call((work) => work.load()),
    start: (plan) => call((work) => work.start(plan)),
    pause: () => call((work) => work.pause()),
    resume: () => call((work) => work.resume()),
    retry: () => call((work) => work.retry()),
    remove: () => call((work) => work.remove()),
  };
}
