/** One load of a dataset at a time. A newer one ends an older one, and the dataset in use stays until another is there. */
import type { StoreApi } from 'zustand/vanilla';
import type { FileProblem, ImportProblem, ImportProgress } from '../../worker/bridge/contract-data.ts';
import { asProblem } from '../problem.ts';
import type { DatasetState } from './dataset-stage.ts';

/** What a load ends with: another dataset, or why there is none. */
export type Loaded =
  | Pick<DatasetState, 'dataset' | 'usedPreparation' | 'fileProblems' | 'kept' | 'isEqualised' | 'leftOut'>
  | { readonly problem: ImportProblem; readonly fileProblems: readonly FileProblem[] };

export type Load = (report: (progress: ImportProgress) => void) => Promise<Loaded>;

export interface DatasetLoads {
  run(load: Load): Promise<void>;
  /** Ends the running load; its progress and answer will be ignored. */
  end(): void;
  /** Back to the dataset in use, where there is one. */
  fallBack(changes: Partial<DatasetState>): void;
}

/** Nothing is on its way. */
const atRest = { progress: undefined, preview: undefined } as const;

/** A load has begun. */
const begun = { ...atRest, choices: [], status: 'loading', fileProblems: [], problem: undefined } as const;

export function createLoads(store: StoreApi<DatasetState>, cancel: () => Promise<void>): DatasetLoads {
  /** Number of the newest request. */
  let newest = 0;

  function fallBack(changes: Partial<DatasetState>): void {
    const hasDataset = store.getState().dataset !== undefined;
    const status = hasDataset ? 'ready' : changes.problem === undefined ? 'empty' : 'failed';
    store.setState({ status, ...atRest, ...changes });
  }

  function end(): void {
    newest++;
    // A worker that is gone has nothing to cancel.
    if (store.getState().status === 'loading') cancel().catch(() => undefined);
  }

  return {
    fallBack,
    end,
    async run(load) {
      end();
      const call = newest;
      const settle = (loaded: Loaded) => {
        if (call !== newest) return;
        newest++; // progress that comes late is no progress
        if ('problem' in loaded) fallBack(loaded);
        else store.setState({ ...loaded, ...atRest, status: 'ready' });
      };
      store.setState(begun);
      try {
        settle(
          await load((progress) => {
            if (call !== newest) return;
            const { preview, ...rest } = progress;
            store.setState({ progress: rest, ...(preview && { preview }) });
          }),
        );
      } catch (error) {
        settle({ problem: asProblem(error), fileProblems: [] });
      }
    },
  };
}
