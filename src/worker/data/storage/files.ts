/** What storage asks of a file system: packs that are written from front to back and read at any place. Tests have one in memory. */

export interface PackWriter {
  /** Appends; gives the place where the bytes begin. @throws if there is no room, among others. */
  readonly append: (bytes: Uint8Array<ArrayBuffer>) => number;
  /** What is there already. @throws if the pack ends before. */
  readonly read: (at: number, length: number) => Uint8Array<ArrayBuffer>;
  /** What was appended outlives a crash once this is done. */
  readonly flush: () => void;
  readonly close: () => void;
}

export interface PackReader {
  readonly read: (at: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly close: () => void;
}

/** Reads without waiting, beside other tabs. */
export interface SharedReader {
  /** @throws if the pack ends before, or is gone. */
  readonly read: (at: number, length: number) => Uint8Array<ArrayBuffer>;
}

/** Names are flat. Rejects, or throws, as the platform does. */
export interface PackFiles {
  /** Opens a pack for appending, new or as it is, cut to `length`. Rejects if it is shorter. */
  readonly write: (name: string, length: number) => Promise<PackWriter>;
  readonly read: (name: string) => Promise<PackReader>;
  readonly list: () => Promise<readonly string[]>;
  /** No matter whether it is there. */
  readonly remove: (name: string) => Promise<void>;
}

/** Records by their `id`; each change is whole or none. */
export interface Table<Record extends { readonly id: string }> {
  readonly all: () => Promise<readonly Record[]>;
  readonly get: (id: string) => Promise<Record | undefined>;
  readonly put: (record: Record) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** Work that other tabs must not do at the same time. */
export interface Locks {
  /** Waits for its turn. */
  readonly hold: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;
  /** Undefined, with nothing done, where another tab has it. */
  readonly tryHold: <Value>(name: string, work: () => Promise<Value>) => Promise<Value | undefined>;
}
