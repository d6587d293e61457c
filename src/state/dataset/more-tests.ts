/** Labelled test images that join the images in use: a dataset of its own, which is opened as the one before was. */
import type { StoreApi } from 'zustand/vanilla';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { TestsOf } from '../../worker/bridge/contract-data.ts';
import type { DatasetStage, DatasetState } from './dataset-stage.ts';
import { storedLoad } from './kept.ts';
import type { DatasetLoads } from './loads.ts';

type InUse = Pick<DatasetState, 'dataset' | 'kept'>;

/** `undefined` for images that are in memory alone. */
export function testsOf({ dataset, kept }: InUse): TestsOf | undefined {
  if (dataset === undefined) return undefined;
  if (kept?.kind === 'stored') return { id: kept.id };
  // Built-in images are known by their name.
  return dataset.origin === 'sample' ? { sample: dataset.name as SampleName } : undefined;
}

export function createMoreTests(
  store: StoreApi<DatasetState>,
  loads: DatasetLoads,
  data: DataClient,
): Pick<DatasetStage, 'addTests'> {
  return {
    async addTests(tests) {
      const before = store.getState();
      const to = testsOf(before);
      if (to === undefined || tests.length === 0) return 0;
      let count = 0;
      await loads.run(async (report) => {
        const outcome = await data.addTests(to, tests, report);
        if (!outcome.ok) return { problem: outcome.problem, fileProblems: [] };
        const { id, added, problems } = outcome.value;
        const { dataset, usedPreparation, kept, isEqualised, leftOut } = before;
        if (id === undefined)
          return { dataset, usedPreparation, kept, isEqualised, leftOut, fileProblems: problems };
        const opened = await storedLoad(data, id, { isEqualised, region: dataset?.region ?? null })(report);
        if ('problem' in opened) return opened;
        count = added;
        return { ...opened, fileProblems: problems };
      });
      const { mapping, dataset } = store.getState();
      if (count > 0 && dataset !== before.dataset && mapping !== undefined)
        store.setState({ mapping: undefined }); // it would open the images without them
      return count;
    },
  };
}
