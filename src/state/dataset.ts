/** The dataset in use: a built-in category, or a folder of the user's. */
import { createStore } from 'zustand/vanilla';
import type { PlannedCategory } from '../core/dataset/layout/plan.ts';
import type { DataClient } from '../worker/client.ts';
import { createLoads, type Load } from './dataset-loads.ts';
import { filesOf, problemWithout, sortDropped, toChoice, type DroppedFolder } from './dropped-folder.ts';
import type { DatasetStage, DatasetState } from './stages.ts';

/** Side of the working copies. */
const workingSide = 256;

const initial: DatasetState = {
  status: 'empty',
  dataset: undefined,
  progress: undefined,
  preview: undefined,
  choices: [],
  fileProblems: [],
  problem: undefined,
};

function importing(data: DataClient, category: PlannedCategory, dropped: DroppedFolder): Load {
  const { misplaced } = dropped;
  return async (report) => {
    const request = { name: category.name, files: filesOf(category, dropped), side: workingSide };
    const outcome = await data.importCategory(request, report);
    if (outcome.ok) {
      const { dataset, problems } = outcome.value;
      return { dataset, fileProblems: [...misplaced, ...problems] };
    }
    const { problem } = outcome;
    const unread = 'problems' in problem ? (problem.problems ?? []) : [];
    return { problem, fileProblems: [...misplaced, ...unread] };
  };
}

export function createDatasetStage(data: DataClient): DatasetStage {
  const store = createStore<DatasetState>(() => initial);
  const loads = createLoads(store, () => data.cancel());
  /** Several categories, until one of them is chosen. */
  let dropped: DroppedFolder | undefined;

  /** Nothing in it can be used; what is being loaded meanwhile goes on. */
  function refuse(folder: DroppedFolder): void {
    const told = { problem: problemWithout(folder), fileProblems: folder.misplaced };
    if (store.getState().status === 'loading') store.setState(told);
    else loads.fallBack(told);
  }

  function ask(folder: DroppedFolder): void {
    loads.end();
    dropped = folder;
    store.setState({
      status: 'choosing',
      choices: folder.categories.map(toChoice),
      problem: undefined,
      progress: undefined,
      preview: undefined,
      fileProblems: folder.misplaced,
    });
  }

  return {
    store,
    openSample: (name) =>
      loads.run(async (report) => ({ dataset: await data.drawSample(name, report), fileProblems: [] })),
    async importFiles(files) {
      const folder = sortDropped(files);
      const [first] = folder.categories;
      if (first === undefined) refuse(folder);
      else if (folder.categories.length > 1) ask(folder);
      else await loads.run(importing(data, first, folder));
    },
    async chooseCategory(name) {
      const category = dropped?.categories.find((one) => one.name === name);
      if (dropped === undefined || category === undefined) return;
      await loads.run(importing(data, category, dropped));
    },
    cancel() {
      loads.end();
      loads.fallBack({});
    },
    dismissProblems() {
      const status = store.getState().status === 'failed' ? 'empty' : store.getState().status;
      store.setState({ status, problem: undefined, fileProblems: [] });
    },
  };
}
