/** Finished runs of this visit. */
import { createStore } from 'zustand/vanilla';
import type { RunResults } from '../core/run/results.ts';
import type { RunRecord, RunsStage } from './stages.ts';

export interface RunsHandle extends RunsStage {
  readonly add: (results: RunResults) => void;
}

/** `today` gives milliseconds since 1970. */
export function createRunsStage(today: () => number): RunsHandle {
  const store = createStore<{ readonly records: readonly RunRecord[] }>(() => ({ records: [] }));
  let nextId = 1;
  return {
    store,
    add(results) {
      const record = { id: nextId++, finishedAt: today(), results };
      store.setState(({ records }) => ({ records: [record, ...records] }));
    },
    remove(id) {
      store.setState(({ records }) => ({ records: records.filter((record) => record.id !== id) }));
    },
  };
}
