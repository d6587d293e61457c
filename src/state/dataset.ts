/** The dataset in use: a built-in category, or images of the user's. */
import { createStore } from 'zustand/vanilla';
import { failure, type Result } from '../core/result.ts';
import type { DataClient } from '../worker/client.ts';
import type { ImportProblem, Inspection, SourceFile } from '../worker/contract.ts';
import { createLoads } from './dataset-loads.ts';
import { createKept, equalise } from './dataset-kept.ts';
import { createOpening } from './dataset-opening.ts';
import { withPreparation, withUniquePaths, withUse } from './dropped.ts';
import { createInspections } from './inspections.ts';
import type { Memory } from './preferences.ts';
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
  prepared: undefined,
  kept: undefined,
  isEqualised: false,
  leftOut: [],
  fileProblems: [],
  problem: undefined,
};

type Found = Result<Inspection, ImportProblem> | undefined;

/** Keeps nothing. */
const noMemory: Memory = { read: () => undefined, write: () => undefined };

/** `memory` knows which stored dataset was open when the page was left. */
export function createDatasetStage(data: DataClient, memory: Memory = noMemory): DatasetStage {
  const store = createStore<DatasetState>(() => initial);
  const loads = createLoads(store, () => data.cancel());
  const kept = createKept(store, loads, data, memory);
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
    openSample: kept.openSample,
    openStored: kept.openStored,
    openFirst: kept.openFirst,
    leaveOut: kept.leaveOut,
    equalise: (isWanted) =>
      equalise(store, isWanted, { openStored: kept.openStored, openMapped: opening.openMapped }),
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
