/** Labelled test images that join the images in use: a dataset of its own, which is opened as the one before was. */
import type { StoreApi } from 'zustand/vanilla';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { MoreTests, TestsOf } from '../../worker/bridge/contract-data.ts';
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
      if (to === undefined || tests.length === 0) return undefined;
      let made: MoreTests | undefined;
      await loads.run(async (report) => {
        const outcome = await data.addTests(to, tests, report);
        if (!outcome.ok) return { problem: outcome.problem, fileProblems: [] };
        const { id, problems } = outcome.value;
        const { dataset, usedPreparation, kept, isEqualised, leftOut } = before;
        made = outcome.value;
        if (id === undefined)
          return { dataset, usedPreparation, kept, isEqualised, leftOut, fileProblems: problems };
        const opened = await storedLoad(data, id, { isEqualised, region: dataset?.region ?? null })(report);
        return 'problem' in opened ? opened : { ...opened, fileProblems: problems };
      });
      if (made?.id === undefined) return made?.added;
      const { kept } = store.getState();
      if (kept?.kind !== 'stored' || kept.id !== made.id) return undefined;
      store.setState({ mapping: undefined }); // it would open the images without them
      return made.added;
    },
  };
}
