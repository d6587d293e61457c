/** What is kept on this device: how much, for how long, and how it goes. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import { createLeaving } from '../frame/leaving.ts';
import { messageOf } from '../../core/message-of.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { StoredDataset, ExportedFiles, StorageReport } from '../../worker/bridge/contract-data.ts';
import type { Later } from '../studio/studio.ts';

const initial: StorageState = {
  report: undefined,
  space: undefined,
  isPersisted: undefined,
  leaving: undefined,
  packing: undefined,
  problem: undefined,
};

/** A dataset that is deleted is hidden first. */
function createRemoving(
  store: StoreApi<StorageState>,
  later: Later,
  takeAway: (id: string) => Promise<void>,
): Pick<StorageStage, 'remove' | 'undoRemove'> {
  const { leave, stay } = createLeaving<StoredDataset>({
    later,
    get: () => store.getState().leaving,
    set: (leaving) => {
      store.setState({ leaving });
    },
    takeAway: ({ id }) => void takeAway(id),
  });
  return {
    remove(id) {
      const found = store.getState().report?.datasets.find((one) => one.id === id);
      if (found === undefined) return;
      store.setState({ problem: undefined });
      leave(found);
    },
    undoRemove: stay,
  };
}

export interface StorageOptions {
  readonly data: DataClient;
  readonly dataset: DatasetStage;
  readonly disk: Disk;
  readonly later: Later;
}

export function createStorageStage({ data, dataset, disk, later }: StorageOptions): StorageStage {
  const store = createStore<StorageState>(() => initial);
  /** What goes wrong is reported; the rest continues. */
  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      store.setState({ problem: messageOf(error) });
      return undefined;
    }
  }

  async function refresh(): Promise<void> {
    await attempt(async () => {
      const [report, space, isPersisted] = await Promise.all([
        data.listStored(),
        disk.estimate(),
        disk.isPersisted(),
      ]);
      store.setState({ report, space, isPersisted });
    });
  }

  async function takeAway(id: string): Promise<void> {
    await attempt(() => data.removeStored(id));
    await refresh();
  }

  dataset.store.subscribe((state, before) => {
    if (state.kept === before.kept || state.kept === undefined) return;
    // The first images of their own: from here on there is something to lose.
    if (state.kept.kind === 'stored' && store.getState().isPersisted !== true) void persist();
    else void refresh();
  });

  async function persist(): Promise<void> {
    store.setState({ isPersisted: await disk.persist() });
    await refresh();
  }

  return {
    store,
    refresh,
    persist,
    ...createRemoving(store, later, takeAway),
    discard: takeAway,
    async removeUnreadable() {
      const unreadable = store.getState().report?.unreadable ?? [];
      for (const { id, isNewer } of unreadable) if (!isNewer) await attempt(() => data.removeStored(id));
      await refresh();
    },
    async pack(id, what) {
      store.setState({ packing: id, problem: undefined });
      const zip = await attempt(() => data.exportStored(id, what));
      store.setState({ packing: undefined });
      return zip;
    },
  };
}

/** What the browser reports its disk. Nothing in it rejects. */
export interface Disk {
  /** Bytes used and allowed; `undefined` if the browser does not tell. */
  readonly estimate: () => Promise<{ readonly usage: number; readonly quota: number } | undefined>;
  /** Whether the browser promises not to clear what is stored; `undefined` if it has no such promise. */
  readonly isPersisted: () => Promise<boolean | undefined>;
  /** Asks for that promise. */
  readonly persist: () => Promise<boolean | undefined>;
}

export interface StorageState {
  /** `undefined` until it is known. */
  readonly report: StorageReport | undefined;
  readonly space: { readonly usage: number; readonly quota: number } | undefined;
  readonly isPersisted: boolean | undefined;
  /** A dataset that goes in a moment, unless that is undone. */
  readonly leaving: StoredDataset | undefined;
  /** A dataset that is being packed. */
  readonly packing: string | undefined;
  readonly problem: string | undefined;
}

export interface StorageStage {
  readonly store: StoreApi<StorageState>;
  readonly refresh: () => Promise<void>;
  readonly persist: () => Promise<void>;
  /** Hides it at once; it goes for good after some seconds. */
  readonly remove: (id: string) => void;
  readonly undoRemove: () => void;
  /** Takes an interrupted import away. */
  readonly discard: (id: string) => Promise<void>;
  /** Takes away the datasets that cannot be read, but for those of a newer version. */
  readonly removeUnreadable: () => Promise<void>;
  /** A zip of the images; `undefined` if that failed, with the problem in the store. */
  readonly pack: (id: string, what: ExportedFiles) => Promise<Blob | undefined>;
}
