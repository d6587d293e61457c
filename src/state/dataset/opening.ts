/** From a drop that was looked through to a dataset: at once, or after the user has said what is what. */
import type { StoreApi } from 'zustand/vanilla';
import { toFound } from '../../core/dataset/layout/found.ts';
import { folderOf } from '../../core/dataset/layout/groups.ts';
import type { Uses } from '../../core/dataset/layout/mapping.ts';
import type { PlannedCategory } from '../../core/dataset/layout/plan.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { FileProblem, ImportProblem } from '../../worker/bridge/contract-data.ts';
import type { DatasetLoads, Load } from './loads.ts';
import { memoriesKey, toMapping, toRequest, unmappedCategory, withUses, type Dropped } from './dropped.ts';
import type { Memory } from '../frame/preferences.ts';
import type { DatasetState, MappingState } from './dataset-stage.ts';

/** Not on the first load: of use once something was dropped. */
const remembered = () => import('./remembered.ts');

function importing(data: DataClient, mapping: MappingState, dropped: Dropped): Load {
  const isUsed = new Set(mapping.category.entries.map(({ path }) => path));
  const misplaced = dropped.problems.filter(({ path }) => !isUsed.has(path));
  return async (report) => {
    const outcome = await data.importCategory(toRequest(mapping, dropped), report);
    if (outcome.ok) {
      const { dataset, problems, kept } = outcome.value;
      const { preparation } = mapping;
      const { isEqualised } = preparation;
      const opened = { dataset, usedPreparation: preparation, kept, isEqualised, leftOut: [] };
      return { ...opened, fileProblems: [...misplaced, ...problems] };
    }
    const { problem } = outcome;
    const unread = 'problems' in problem ? (problem.problems ?? []) : [];
    return { problem, fileProblems: [...misplaced, ...unread] };
  };
}

export interface Opening {
  /** Nothing in a drop can be used as it lies; what is being loaded meanwhile continues. */
  readonly refuse: (problem: ImportProblem, fileProblems: readonly FileProblem[]) => void;
  /** Opens a drop of one category; asks where there are several, or none. */
  readonly take: (found: Dropped, wanted: string | undefined) => Promise<void>;
  readonly choose: (name: string) => Promise<void>;
  /** Opens what was dropped as it is mapped now. */
  readonly openMapped: () => Promise<void>;
  /** Opens every category of the drop, one after another, as it was found; the last stays open. */
  readonly openAll: () => Promise<void>;
}

/** Several categories were found. */
function choosing({ categories, problems }: Dropped): Partial<DatasetState> {
  return {
    status: 'choosing',
    choices: categories.map(toFound),
    mapping: undefined,
    problem: undefined,
    progress: undefined,
    preview: undefined,
    fileProblems: problems,
  };
}

/** Shows what another preparation makes of the images. */
function showPrepared(
  store: StoreApi<DatasetState>,
  data: DataClient,
  droppedNow: () => Dropped | undefined,
): void {
  store.subscribe(({ mapping }, { mapping: before }) => {
    const dropped = droppedNow();
    const isSame = mapping?.preparation === before?.preparation && mapping?.category === before?.category;
    if (isSame || mapping === undefined || dropped === undefined) return;
    const show = (prepared: DatasetState['prepared']) => {
      const now = store.getState().mapping;
      const isAsked = now?.preparation === mapping.preparation && now.category === mapping.category;
      if (isAsked) store.setState({ prepared }); // none, where the newer images have none to show
    };
    data.previewImage(toRequest(mapping, dropped)).then(show, () => undefined);
  });
}

/** The other categories of a drop stay available, where all of it was looked through. */
function othersOf({ categories, problems }: Dropped): Partial<DatasetState> {
  const isWhole = !problems.some(({ kind }) => kind === 'rest-unseen');
  return isWhole && categories.length > 1 ? { choices: categories.map(toFound) } : { choices: [] };
}

export interface OpeningTools {
  readonly data: DataClient;
  readonly memory: Memory;
}

/** What the user said of earlier drops. */
function createMemories(memory: Memory) {
  let remembering: Promise<void> | undefined;
  return {
    hasSome: () => remembering !== undefined || memory.read(memoriesKey) !== undefined,
    async recall(mapping: MappingState): Promise<Uses | undefined> {
      await remembering;
      return (await remembered()).recallUses(memory, mapping);
    },
    remember(mapping: MappingState): void {
      remembering = remembered().then(({ rememberUses }) => {
        rememberUses(memory, mapping);
      });
    },
  };
}

/** One category after another, until that is called off; what is wrong with the files of all of them stays to be read. */
async function openEach(
  store: StoreApi<DatasetState>,
  categories: readonly PlannedCategory[],
  openOne: (category: PlannedCategory) => Promise<boolean>,
): Promise<void> {
  const problems = new Map<string, FileProblem>();
  for (const category of categories) {
    if (!(await openOne(category))) return;
    const { dataset, problem, fileProblems, status } = store.getState();
    for (const one of fileProblems) problems.set(one.path, one);
    const isCalledOff = problem === undefined && dataset?.name !== category.name;
    if (isCalledOff || status === 'loading') return;
  }
  store.setState({ fileProblems: [...problems.values()] });
}

export function createOpening(
  store: StoreApi<DatasetState>,
  loads: DatasetLoads,
  { data, memory }: OpeningTools,
): Opening {
  let dropped: Dropped | undefined;
  const uses = createMemories(memory);
  showPrepared(store, data, () => dropped);

  async function open(mapping: MappingState, from: Dropped): Promise<void> {
    const opened = { ...mapping, isOpened: true };
    store.setState({ mapping: opened });
    const loading = loads.run(importing(data, mapping, from));
    store.setState(othersOf(from));
    await loading;
    const { mapping: now, problem } = store.getState();
    if (now === opened && problem !== undefined) store.setState({ mapping: { ...mapping, isOpened: false } });
  }

  /** Opens a category of this drop as it was found; false once a newer drop came. */
  const openFound = (from: Dropped | undefined) => async (category: PlannedCategory) => {
    if (from === undefined || dropped !== from) return false;
    await open(toMapping(category, from), from);
    return true;
  };

  function refuse(problem: ImportProblem, fileProblems: readonly FileProblem[]): void {
    const told = { problem, fileProblems };
    if (store.getState().status === 'loading') store.setState(told);
    else loads.fallBack(told);
  }

  /** The mapping alone can make something of it. */
  async function askForMeaning(from: Dropped): Promise<void> {
    const mapping = toMapping(unmappedCategory(from), from);
    const known = uses.hasSome() ? await uses.recall(mapping) : undefined;
    if (dropped !== from) return; // a newer one came
    if (known !== undefined) {
      await open(withUses(mapping, known), from);
      return;
    }
    refuse({ kind: 'no-normal-images', found: [...new Set(from.spare.map(folderOf))] }, from.problems);
    store.setState({ mapping: { ...mapping, isOpened: false } });
  }

  /** What is a guess is shown first, and opened by the user. */
  async function openOrAsk(mapping: MappingState, from: Dropped): Promise<void> {
    const known = uses.hasSome() ? await uses.recall(mapping) : undefined;
    if (dropped !== from) return; // a newer one came
    if (known !== undefined || mapping.found.doubts === undefined) {
      await open(known === undefined ? mapping : withUses(mapping, known), from);
      return;
    }
    loads.end();
    loads.fallBack({ problem: undefined, fileProblems: from.problems });
    store.setState({ ...othersOf(from), mapping: { ...mapping, isOpened: false } });
  }

  return {
    refuse,
    async take(found, wanted) {
      dropped = found;
      const [first] = found.categories;
      const chosen = found.categories.find(({ name }) => name === wanted);
      store.setState({ choices: [] });
      if (first === undefined) await askForMeaning(found);
      else if (chosen !== undefined) {
        const isWhole = !found.problems.some(({ kind }) => kind === 'rest-unseen');
        if (isWhole) store.setState({ choices: found.categories.map(toFound) });
        await openOrAsk(toMapping(chosen, found), found);
      } else if (found.categories.length > 1) {
        loads.end();
        store.setState(choosing(found));
      } else await openOrAsk(toMapping(first, found), found);
    },
    async choose(name) {
      const category = dropped?.categories.find((one) => one.name === name);
      if (dropped === undefined || category === undefined) return;
      await openOrAsk(toMapping(category, dropped), dropped);
    },
    openAll: () => openEach(store, dropped?.categories ?? [], openFound(dropped)),
    async openMapped() {
      const { mapping } = store.getState();
      if (dropped === undefined || mapping === undefined) return;
      uses.remember(mapping);
      await open(mapping, dropped);
    },
  };
}
