/** The dataset in use: a built-in category, or images of the user's. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import { failure, success } from '../../core/result.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { ImportProblem, SourceFile } from '../../worker/bridge/contract-data.ts';
import { createLoads, type DatasetLoads } from './loads.ts';
import { createKept, equalise } from './kept.ts';
import { createOpening } from './opening.ts';
import { createMoreTests } from './more-tests.ts';
import { createRegion } from './region.ts';
import { createPixels, type DatasetPixels } from './pixels.ts';
import { withPattern, withPreparation, withUniquePaths, withUse } from './dropped.ts';
import { createInspections, type Looked } from './inspections.ts';
import type { Memory } from '../frame/preferences.ts';
import { asProblem } from '../problem.ts';
import type { DatasetStage, DatasetState, MappingState } from './dataset-stage.ts';

const initial: DatasetState = {
  status: 'empty',
  dataset: undefined,
  progress: undefined,
  inspecting: undefined,
  wanted: undefined,
  preview: undefined,
  choices: [],
  mapping: undefined,
  prepared: undefined,
  usedPreparation: defaultPreparation,
  kept: undefined,
  isEqualised: false,
  leftOut: [],
  fileProblems: [],
  problem: undefined,
};

/** Keeps nothing. */
const noMemory: Memory = { read: () => undefined, write: () => undefined };

/** Ends what is being loaded, or the question which category is meant. */
function callOff(store: StoreApi<DatasetState>, loads: DatasetLoads): void {
  const { status } = store.getState();
  loads.end();
  loads.fallBack(status === 'choosing' ? { choices: [] } : {});
}

/** Changes the mapping. An import that goes by the old one ends: nothing is kept in a way that is not meant any more. */
function createChange(
  store: StoreApi<DatasetState>,
  loads: DatasetLoads,
): (changed: (mapping: MappingState) => MappingState) => void {
  return (changed) => {
    const { mapping, status } = store.getState();
    if (mapping === undefined) return;
    if (status === 'loading' && mapping.isOpened) callOff(store, loads);
    store.setState({ mapping: changed(mapping) });
  };
}

/** A failed read is reported as long as that dataset is in use. */
function tellingPixels(store: StoreApi<DatasetState>, data: DataClient): DatasetPixels {
  const pixels = createPixels(data);
  return {
    peek: pixels.peek,
    async look(entries, from) {
      let problem: ImportProblem = { kind: 'not-stored' };
      try {
        const found = await pixels.look(entries, from);
        if (found !== undefined) return found;
      } catch (error) {
        problem = asProblem(error);
      }
      if (store.getState().dataset === from) store.setState({ problem });
      return undefined;
    },
  };
}

/** Nothing to look with. */
const noLab: Pick<LabClient, 'findObject'> = { findObject: () => Promise.resolve(success(undefined)) };

/** `memory` knows which stored dataset was open when the page was left. */
export function createDatasetStage(
  data: DataClient,
  memory: Memory = noMemory,
  lab: Pick<LabClient, 'findObject'> = noLab,
): DatasetStage {
  const store = createStore<DatasetState>(() => initial);
  const loads = createLoads(store, () => data.cancel());
  const kept = createKept(store, loads, data, memory);
  const inspections = createInspections(store, data);
  const opening = createOpening(store, loads, { data, memory });

  async function look(sources: readonly SourceFile[]): Promise<Looked | undefined> {
    const refusal = (problem: ImportProblem): Looked => ({ found: failure(problem), wanted: undefined });
    if (sources.length === 0) return refusal({ kind: 'empty' });
    return inspections.run(sources).catch((error: unknown) => refusal(asProblem(error)));
  }

  const change = createChange(store, loads);
  const region = createRegion(store, {
    data,
    memory,
    findObject: (images) => lab.findObject(images),
    openSample: kept.openSampleInside,
    openAgain: kept.openAgain,
    openMapped: opening.openMapped,
  });

  return {
    store,
    ...tellingPixels(store, data),
    openSample: kept.openSample,
    openStored: kept.openStored,
    openFirst: kept.openFirst,
    leaveOut: kept.leaveOut,
    ...region,
    ...createMoreTests(store, loads, data),
    equalise: (isWanted) =>
      equalise(store, isWanted, { openStored: kept.openStored, openMapped: opening.openMapped }),
    async importFiles(files, unread = []) {
      const sources = withUniquePaths(files);
      const looked = await look(sources);
      if (looked === undefined) return; // a newer drop, or a cancel
      const { found, wanted } = looked;
      if (found.ok) {
        const problems = [...unread, ...found.value.problems];
        await opening.take({ ...found.value, problems, sources }, wanted);
      } else {
        const own = 'problems' in found.problem ? (found.problem.problems ?? []) : [];
        opening.refuse(found.problem, [...unread, ...own]);
      }
    },
    async chooseCategory(name) {
      if (!inspections.want(name)) await opening.choose(name);
    },
    setUse(key, use) {
      change((mapping) => withUse(mapping, key, use));
    },
    addPattern(pattern) {
      change((mapping) => withPattern(mapping, pattern));
    },
    prepare(changes) {
      change((mapping) => withPreparation(mapping, changes));
    },
    openMapped: opening.openMapped,
    openAll: opening.openAll,
    cancel() {
      inspections.end();
      callOff(store, loads);
    },
    dismissProblems() {
      const status = store.getState().status === 'failed' ? 'empty' : store.getState().status;
      store.setState({ status, problem: undefined, fileProblems: [] });
    },
  };
}
