/** The dataset in use: a built-in category, or a folder of the user's. The one in use stays until another is ready. */
import { createStore } from 'zustand/vanilla';
import { recogniseFolder, type CategoryPlan } from '../core/dataset/layout/recognise.ts';
import type { DataClient } from '../worker/client.ts';
import type { FileProblem, ImportProblem, SourceFile } from '../worker/contract.ts';
import type { DatasetStage, DatasetState } from './stages.ts';

/** Side of the working copies. */
const workingSide = 256;

const initial: DatasetState = {
  status: 'empty',
  dataset: undefined,
  progress: undefined,
  choices: [],
  fileProblems: [],
  problem: undefined,
};

/** What was dropped, until a category is chosen. */
interface Dropped {
  readonly files: readonly SourceFile[];
  readonly categories: readonly CategoryPlan[];
  readonly unplaced: readonly FileProblem[];
}

function count(plan: CategoryPlan, kind: 'train' | 'test' | 'mask'): number {
  return plan.entries.filter((entry) => entry.kind === kind).length;
}

function unexpected(error: unknown): ImportProblem {
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}

export function createDatasetStage(data: DataClient): DatasetStage {
  const store = createStore<DatasetState>(() => initial);
  let dropped: Dropped | undefined;
  /** Number of the newest request: an older one's answer is ignored. */
  let newest = 0;

  function fail(problem: ImportProblem): void {
    const { dataset } = store.getState();
    store.setState({
      status: dataset === undefined ? 'failed' : 'ready',
      problem,
      progress: undefined,
      choices: [],
    });
  }

  /** Runs one load; its progress and result count only while no newer one was asked for. */
  async function load(
    work: (report: (progress: DatasetState['progress']) => void) => Promise<void>,
  ): Promise<void> {
    const call = ++newest;
    const isCurrent = () => call === newest;
    store.setState({
      status: 'loading',
      progress: undefined,
      problem: undefined,
      choices: [],
      fileProblems: [],
    });
    try {
      await work((progress) => {
        if (isCurrent()) store.setState({ progress });
      });
    } catch (error) {
      if (isCurrent()) fail(unexpected(error));
    }
  }

  async function importCategory(plan: CategoryPlan): Promise<void> {
    const { files = [], unplaced = [] } = dropped ?? {};
    const byPath = new Map(files.map((file) => [file.path, file.blob]));
    const wanted = plan.entries.flatMap(({ path, inCategoryPath }) => {
      const blob = byPath.get(path);
      return blob === undefined ? [] : [{ path: inCategoryPath, blob }];
    });
    await load(async (report) => {
      const call = newest;
      const outcome = await data.importCategory(
        { name: plan.name, files: wanted, side: workingSide },
        report,
      );
      if (call !== newest) return;
      if (!outcome.ok) {
        fail(outcome.problem);
        return;
      }
      const { dataset, problems } = outcome.value;
      store.setState({
        status: 'ready',
        dataset,
        progress: undefined,
        fileProblems: [...unplaced, ...problems],
      });
    });
  }

  return {
    store,
    openSample: (name) =>
      load(async (report) => {
        const call = newest;
        const dataset = await data.drawSample(name, report);
        if (call === newest) store.setState({ status: 'ready', dataset, progress: undefined });
      }),
    async importFiles(files) {
      newest++;
      if (files.length === 0) {
        fail({ kind: 'empty' });
        return;
      }
      const { categories, unknown } = recogniseFolder(files.map((file) => file.path));
      const unplaced = unknown.map((path): FileProblem => ({ path, kind: 'unknown-place', came: path }));
      dropped = { files, categories, unplaced };
      const [only] = categories;
      if (only === undefined) fail({ kind: 'no-images', files: files.length });
      else if (categories.length === 1) await importCategory(only);
      else {
        const choices = categories.map((plan) => ({
          name: plan.name,
          train: count(plan, 'train'),
          test: count(plan, 'test'),
          masks: count(plan, 'mask'),
        }));
        store.setState({ status: 'choosing', choices, problem: undefined, progress: undefined });
      }
    },
    async chooseCategory(name) {
      const plan = dropped?.categories.find((category) => category.name === name);
      if (plan !== undefined) await importCategory(plan);
    },
    cancel() {
      newest++;
      void data.cancel().catch(() => undefined); // a worker that is gone has nothing to cancel
      const { dataset } = store.getState();
      store.setState({ status: dataset === undefined ? 'empty' : 'ready', progress: undefined, choices: [] });
    },
    dismissProblems() {
      store.setState({ problem: undefined, fileProblems: [] });
    },
  };
}
