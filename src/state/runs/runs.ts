/** The history of runs: each change is seen at once, and kept for the next visit as far as the browser allows. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeptRun } from '../../core/run/file/run-file.ts';
import type { RunResults } from '../../core/run/results.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import { createLeaving } from '../frame/leaving.ts';
import { messageOf } from '../../core/message-of.ts';
import type { Later } from '../studio/studio.ts';

/** Curves beyond that many cannot be told apart. */
export const mostCompared = 5;

export interface RunsHandle extends RunsStage {
  /** Gives the run's id. */
  readonly add: (results: RunResults, events: readonly LabEvent[]) => string;
  /** Takes in a run from a file, unless the same run is there already; its id here. */
  readonly takeIn: (
    run: KeptRun,
    events: readonly LabEvent[],
    from: string,
  ) => { readonly id: string; readonly isNew: boolean };
  /** Results of a run that were measured further; nothing where the run has gone. */
  readonly replace: (old: RunResults, results: RunResults) => void;
  /** Takes up the runs of earlier visits. */
  readonly load: () => Promise<void>;
}

export interface RunsOptions {
  readonly archive: RunArchive;
  /** Milliseconds since 1970. */
  readonly today: () => number;
  readonly later: Later;
}

const initial: RunsState = {
  records: [],
  leaving: undefined,
  compared: [],
  problem: undefined,
  unreadable: [],
};

const byAge = (records: readonly RunRecord[]) =>
  [...records].sort((one, other) => other.finishedAt - one.finishedAt);

/** Two runs do not end in one millisecond, but clocks are set back. */
function idAt(time: number, records: readonly RunRecord[]): string {
  const id = time.toString(36);
  return records.some((record) => record.id === id) ? idAt(time + 1, records) : id;
}

/** Two browsers may give one id to two runs: the later one then has an id of its own, `ID~2`. */
function isSame({ id, results }: RunRecord, run: KeptRun): boolean {
  const isNamesake = id === run.id || id.startsWith(`${run.id}~`);
  return isNamesake && JSON.stringify(results) === JSON.stringify(run.results);
}

function freeId(id: string, records: readonly RunRecord[], copy = 1): string {
  const wanted = copy === 1 ? id : `${id}~${copy}`;
  return records.some((record) => record.id === wanted) ? freeId(id, records, copy + 1) : wanted;
}

type Keep = (work: () => Promise<void>) => void;

/** A run that is deleted leaves the list and the comparison at once, and the archive after a while. */
function createRemoving(
  store: StoreApi<RunsState>,
  { archive, later }: RunsOptions,
  keep: Keep,
): Pick<RunsStage, 'remove' | 'undoRemove'> & { readonly settle: () => void } {
  const { leave, settle, stay } = createLeaving<RunRecord>({
    later,
    get: () => store.getState().leaving,
    set: (leaving) => {
      store.setState({ leaving });
    },
    takeAway: ({ id }) => {
      keep(() => archive.remove(id));
    },
  });
  return {
    settle,
    remove(id) {
      const { records, compared } = store.getState();
      const found = records.find((record) => record.id === id);
      if (found === undefined) return;
      leave(found);
      const others = records.filter((record) => record !== found);
      store.setState({ records: others, compared: compared.filter((one) => one !== id) });
    },
    undoRemove() {
      const { leaving, records } = store.getState();
      stay();
      if (leaving !== undefined) store.setState({ records: byAge([leaving, ...records]) });
    },
  };
}

/** What the user says of runs. Records that become others are kept again. */
function createMarks(
  store: StoreApi<RunsState>,
  archive: RunArchive,
  keep: Keep,
): Pick<RunsHandle, 'rename' | 'pin' | 'replace'> {
  function change(next: (record: RunRecord) => RunRecord): void {
    const { records } = store.getState();
    const changed = records.map(next);
    store.setState({ records: changed });
    for (const record of changed.filter((one, i) => one !== records[i])) keep(() => archive.put(record));
  }
  return {
    replace(old, results) {
      change((record) => (record.results === old ? { ...record, results } : record));
    },
    rename(id, name) {
      change((record) => (record.id === id && record.name !== name ? { ...record, name } : record));
    },
    pin(id) {
      change((record) => {
        const isBaseline = record.id === id && !record.isBaseline;
        return isBaseline === record.isBaseline ? record : { ...record, isBaseline };
      });
    },
  };
}

async function loadEarlier(store: StoreApi<RunsState>, archive: RunArchive): Promise<void> {
  try {
    const { records: earlier, unreadable } = await archive.list();
    store.setState(({ records }) => ({
      unreadable,
      records: byAge([
        ...records,
        ...earlier.filter(({ id }) => records.every((record) => record.id !== id)),
      ]),
    }));
  } catch (error) {
    store.setState({ problem: messageOf(error) });
  }
}

/** The ways out where something kept cannot be read. */
function createMending(
  store: StoreApi<RunsState>,
  archive: RunArchive,
  keep: Keep,
): Pick<RunsStage, 'rescue' | 'removeUnreadable' | 'reset'> {
  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      store.setState({ problem: messageOf(error) });
      return undefined;
    }
  }
  return {
    rescue: () => attempt(archive.rescue),
    async removeUnreadable() {
      const { unreadable } = store.getState();
      const gone = unreadable.filter(({ isNewer }) => !isNewer);
      await attempt(async () => {
        await archive.removeUnreadable(gone);
        store.setState({ unreadable: unreadable.filter(({ isNewer }) => isNewer) });
      });
    },
    async reset() {
      await attempt(async () => {
        await archive.reset();
        store.setState({ problem: undefined, unreadable: [] });
        for (const record of store.getState().records) keep(() => archive.put(record));
      });
    },
  };
}

export function createRunsStage(options: RunsOptions): RunsHandle {
  const { archive, today } = options;
  const store = createStore<RunsState>(() => initial);

  const keep: Keep = (work) => {
    work().catch((error: unknown) => {
      store.setState({ problem: messageOf(error) });
    });
  };
  const { settle, ...removing } = createRemoving(store, options, keep);

  function put(record: RunRecord, events: readonly LabEvent[]): void {
    store.setState(({ records }) => ({ records: byAge([record, ...records]) }));
    keep(() => archive.put(record));
    keep(() => archive.putEvents(record.id, events));
  }

  return {
    store,
    add(results, events) {
      const finishedAt = today();
      const id = idAt(finishedAt, store.getState().records);
      put({ id, finishedAt, name: '', isBaseline: false, results }, events);
      return id;
    },
    takeIn(run, events, from) {
      settle(); // or a run of the same id that is leaving would take this one with it
      const { records } = store.getState();
      const same = records.find((record) => isSame(record, run));
      if (same !== undefined) return { id: same.id, isNew: false };
      const id = freeId(run.id, records);
      put({ ...run, id, isBaseline: false, from }, events);
      return { id, isNew: true };
    },
    load: () => loadEarlier(store, archive),
    ...createMending(store, archive, keep),
    ...createMarks(store, archive, keep),
    compare(id) {
      store.setState(({ compared }) => {
        if (compared.includes(id)) return { compared: compared.filter((one) => one !== id) };
        return compared.length < mostCompared ? { compared: [...compared, id] } : {};
      });
    },
    ...removing,
  };
}

export interface RunRecord extends KeptRun {
  /** What other runs are compared with; at most one is. */
  readonly isBaseline: boolean;
  /** The file that it was read from; `undefined` if it was run here. */
  readonly from?: string;
}

/** Something kept among the runs that is none, or none that this version can read. */
export interface UnreadableRecord {
  /** As the browser keeps it. */
  readonly key: unknown;
  /** A newer version of Kizu wrote it. */
  readonly isNewer: boolean;
  /** The first part of it that is not as it should be, for example `results.evaluation`. */
  readonly where: string;
}

/** Where runs are kept between visits. Each call may reject: private windows, a full disk. */
export interface RunArchive {
  readonly list: () => Promise<{
    readonly records: readonly RunRecord[];
    readonly unreadable: readonly UnreadableRecord[];
  }>;
  readonly put: (record: RunRecord) => Promise<void>;
  /** What the run was made of, in order; kept apart, since lists do without. */
  readonly putEvents: (id: string, events: readonly LabEvent[]) => Promise<void>;
  readonly events: (id: string) => Promise<readonly LabEvent[] | undefined>;
  readonly remove: (id: string) => Promise<void>;
  /** Everything that is kept, as JSON, whether this version can read it or not. */
  readonly rescue: () => Promise<Blob>;
  readonly removeUnreadable: (gone: readonly UnreadableRecord[]) => Promise<void>;
  /** Deletes everything, so that runs can be kept again. */
  readonly reset: () => Promise<void>;
}

export interface RunsState {
  /** The newest first. */
  readonly records: readonly RunRecord[];
  /** A run that goes in a moment, unless that is undone. */
  readonly leaving: RunRecord | undefined;
  /** Runs to lay over each other, in the order chosen. */
  readonly compared: readonly string[];
  /** Why runs last no longer than this visit; `undefined` if they are kept. */
  readonly problem: string | undefined;
  /** What is kept among the runs and cannot be read; the others are listed. */
  readonly unreadable: readonly UnreadableRecord[];
}

export interface RunsStage {
  readonly store: StoreApi<RunsState>;
  readonly rename: (id: string, name: string) => void;
  /** Makes it the baseline, or no longer. */
  readonly pin: (id: string) => void;
  /** Hides it at once; it goes for good after some seconds. */
  readonly remove: (id: string) => void;
  readonly undoRemove: () => void;
  /** Adds it to those compared, or takes it away. */
  readonly compare: (id: string) => void;
  /** Everything that is kept, as JSON; `undefined` if even that fails, with the problem in the store. */
  readonly rescue: () => Promise<Blob | undefined>;
  /** Takes away what cannot be read, but for what a newer version wrote. */
  readonly removeUnreadable: () => Promise<void>;
  /** Deletes all that is kept; runs of this visit stay, and are kept again. */
  readonly reset: () => Promise<void>;
}
