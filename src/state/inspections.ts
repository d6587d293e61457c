/** One look at a drop at a time, beside whatever is being loaded. */
import type { StoreApi } from 'zustand/vanilla';
import type { Result } from '../core/result.ts';
import type { DataClient } from '../worker/client.ts';
import type { ImportProblem, Inspection, SourceFile } from '../worker/contract.ts';
import type { DatasetState } from './stages.ts';

export interface Inspections {
  /** Undefined where a newer one, or an end, came first. Rejects where the worker dies. */
  run(sources: readonly SourceFile[]): Promise<Result<Inspection, ImportProblem> | undefined>;
  /** Ends the look that is going on; its progress and answer will be ignored. */
  end(): void;
}

export function createInspections(store: StoreApi<DatasetState>, data: DataClient): Inspections {
  let newest = 0;
  return {
    async run(sources) {
      const call = ++newest;
      store.setState({ inspecting: { phase: 'listing', done: 0, total: 0, path: '' } });
      try {
        const found = await data.inspect(sources, (progress) => {
          if (call === newest) store.setState({ inspecting: progress });
        });
        return call === newest ? found : undefined;
      } finally {
        if (call === newest) {
          newest++; // progress that comes late is no progress
          store.setState({ inspecting: undefined });
        }
      }
    },
    end() {
      newest++;
      if (store.getState().inspecting === undefined) return;
      store.setState({ inspecting: undefined });
      data.cancelInspection().catch(() => undefined); // a worker that is gone has nothing to cancel
    },
  };
}
