/** What the view may know and do of the datasets that are kept on this device. */
import type { StoreApi } from 'zustand/vanilla';
import type { ExportedFiles, StorageReport, StoredDataset } from '../../worker/bridge/contract-data.ts';

/** What the browser tells of its disk. Nothing in it rejects. */
export interface Disk {
  /** Bytes used and allowed; undefined where the browser does not tell. */
  readonly estimate: () => Promise<{ readonly usage: number; readonly quota: number } | undefined>;
  /** Whether the browser promises not to clear what is stored; undefined where it has no such promise. */
  readonly isPersisted: () => Promise<boolean | undefined>;
  /** Asks for that promise. */
  readonly persist: () => Promise<boolean | undefined>;
}

export interface StorageState {
  /** Undefined until it is known. */
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
  /** A zip of the images; undefined where that failed, with the problem told. */
  readonly pack: (id: string, what: ExportedFiles) => Promise<Blob | undefined>;
}
