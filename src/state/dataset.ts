/** The dataset in use: a built-in category, or images of the user's. */
import { createStore } from 'zustand/vanilla';
import { failure, type Result } from '../core/result.ts';
import type { DataClient } from '../worker/client.ts';
import type { ImportProblem, Inspection, SourceFile } from '../worker/contract.ts';
import { createLoads } from './dataset-loads.ts';
import { createOpening } from './dataset-opening.ts';
import { withPreparation, withUniquePaths, withUse } from './dropped.ts';
import { createInspections } from './inspections.ts';
import { asProblem } from './problem.ts';
import type { DatasetStage, DatasetState, MappingState } from './stages.ts';

const initial: DatasetState = {
  status: 'empty',
  dataset: undefined,
  progress: undefined,
  inspecting: undefined,
  preview: undefined,
  choices: [],
  mapping: undefined,
  fileProblems: [],
  problem: undefined,
};

type Found = Result<Inspection, ImportProblem> | undefined;

export function createDatasetStage(data: DataClient): DatasetStage {
  const store = createStore<DatasetState>(() => initial);
  const loads = createLoads(store, () => data.cancel());
  const inspections = createInspections(store, data);
  const opening = createOpening(store, loads, data);

  function look(sources: readonly SourceFile[]): Promise<Found> {
    if (sources.length === 0) return Promise.resolve(failure({ kind: 'empty' }));
    return inspections.run(sources).catch((error: unknown) => failure(asProblem(error)));
  }

  function change(changed: (mapping: MappingState) => MappingState): void {
    const { mapping } = store.getState();
    if (mapping !== undefined) store.setState({ mapping: changed(mapping) });
  }

  return {
    store,
    openSample: (name) => {
      store.setState({ mapping: undefined });
      return loads.run(async (report) => ({
        dataset: await data.drawSample(name, report),
        fileProblems: [],
      }));
    },
    async importFiles(files) {
      const sources = withUniquePaths(files);
      const found = await look(sources);
      if (found === undefined) return; // a newer drop, or a cancel
      if (found.ok) await opening.take({ ...found.value, sources });
      else opening.refuse(found.problem, 'problems' in found.problem ? (found.problem.problems ?? []) : []);
    },
    chooseCategory: opening.choose,
    setUse(folder, use) {
      change((mapping) => withUse(mapping, folder, use));
    },
    prepare(changes) {
      change((mapping) => withPreparation(mapping, changes));
    },
    openMapped: opening.openMapped,
    cancel() {
      inspections.end();
      loads.end();
      loads.fallBack({});
    },
    dismissProblems() {
      const status = store.getState().status === 'failed' ? 'empty' : store.getState().status;
      store.setState({ status, problem: undefined, fileProblems: [] });
    },
  };
}
