/** One look at a drop at a time, beside whatever is being loaded. */
import type { StoreApi } from 'zustand/vanilla';
import type { Result } from '../../core/result.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { ImportProblem, Inspection, SourceFile } from '../../worker/bridge/contract-data.ts';
import type { DatasetState } from './dataset-stage.ts';

/** What a look came to, and which category the user wants of it, where that is known already. */
export interface Looked {
  readonly found: Result<Inspection, ImportProblem>;
  readonly wanted: string | undefined;
}

export interface Inspections {
  /** `undefined` if a newer one, or an end, came first. Rejects if the worker dies. */
  run(sources: readonly SourceFile[]): Promise<Looked | undefined>;
  /** Says which category is wanted, as soon as all of it was seen; false if nothing is looked through. */
  want(name: string): boolean;
  /** Ends the inspection in progress; its progress and answer will be ignored. */
  end(): void;
}

export function createInspections(store: StoreApi<DatasetState>, data: DataClient): Inspections {
  let newest = 0;
  const over = { inspecting: undefined, wanted: undefined } as const;
  return {
    async run(sources) {
      const call = ++newest;
      store.setState({ inspecting: { phase: 'listing', done: 0, total: 0, path: '' }, wanted: undefined });
      try {
        const found = await data.inspect(sources, (progress) => {
          if (call !== newest) return;
          const found = progress.found ?? store.getState().inspecting?.found;
          store.setState({ inspecting: { ...progress, ...(found && { found }) } });
        });
        return call === newest ? { found, wanted: store.getState().wanted } : undefined;
      } finally {
        if (call === newest) {
          newest++; // progress that comes late is no progress
          store.setState(over);
        }
      }
    },
    want(name) {
      if (store.getState().inspecting === undefined) return false;
      store.setState({ wanted: name });
      data.wantCategory(name).catch(() => undefined); // a worker that is gone ends the look
      return true;
    },
    end() {
      newest++;
      if (store.getState().inspecting === undefined) return;
      store.setState(over);
      data.cancelInspection().catch(() => undefined); // a worker that is gone has nothing to cancel
    },
  };
}
