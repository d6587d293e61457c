/** A disk in memory whose every operation may be made to fail. */
import type { Database } from '../database.ts';
import type { Locks, PackFiles, Table } from '../files.ts';
import type { StagedImport, StoredRecord } from '../record.ts';

export interface FakeDisk {
  readonly files: PackFiles;
  readonly database: Database;
  readonly packs: Map<string, Uint8Array<ArrayBuffer>>;
  readonly datasets: Map<string, StoredRecord>;
  readonly imports: Map<string, StagedImport>;
  /** Operations so far that change something. */
  readonly writes: () => number;
  /** The write of this number fails, and, like a full disk, all after it, but for those that take away. */
  readonly failFrom: (write: number) => void;
}

type Packs = Map<string, Uint8Array<ArrayBuffer>>;

function sliceOf(bytes = new Uint8Array(0), at: number, length: number): Uint8Array<ArrayBuffer> {
  if (at + length > bytes.length) throw new Error('cut');
  return bytes.slice(at, at + length);
}

function fakeFiles(packs: Packs, write: () => void): PackFiles {
  const append = (name: string, bytes: Uint8Array<ArrayBuffer>): number => {
    write();
    const old = packs.get(name) ?? new Uint8Array(0);
    const end = old.length + bytes.length;
    const isRoomy = old.byteOffset === 0 && old.buffer.byteLength >= end;
    const room = isRoomy ? old.buffer : new ArrayBuffer(2 * end); // many appends, few copies
    const longer = new Uint8Array(room, 0, end);
    if (!isRoomy) longer.set(old);
    longer.set(bytes, old.length);
    packs.set(name, longer);
    return old.length;
  };
  return {
    async write(name, length) {
      await Promise.resolve();
      write();
      const old = packs.get(name) ?? new Uint8Array(0);
      if (old.length < length) throw new Error('cut');
      packs.set(name, old.slice(0, length));
      const read = (at: number, wanted: number) => sliceOf(packs.get(name), at, wanted);
      return { append: (bytes) => append(name, bytes), read, flush: write, close: () => undefined };
    },
    async read(name) {
      const bytes = await Promise.resolve(packs.get(name));
      if (bytes === undefined) throw new DOMException('No such file.', 'NotFoundError');
      const read = async (at: number, length: number) => Promise.resolve(sliceOf(bytes, at, length));
      return { read, close: () => undefined };
    },
    list: () => Promise.resolve([...packs.keys()]),
    remove: (name) => {
      packs.delete(name);
      return Promise.resolve();
    },
  };
}

function tableOf<Record extends { readonly id: string }>(
  records: Map<string, Record>,
  write: () => void,
): Table<Record> {
  return {
    all: () => Promise.resolve(structuredClone([...records.values()])),
    get: (id) => Promise.resolve(structuredClone(records.get(id))),
    put: async (record) => {
      await Promise.resolve();
      write();
      records.set(record.id, structuredClone(record));
    },
    remove: (id) => {
      records.delete(id);
      return Promise.resolve();
    },
  };
}

export function fakeDisk(): FakeDisk {
  const packs: Packs = new Map();
  const datasets = new Map<string, StoredRecord>();
  const imports = new Map<string, StagedImport>();
  let [count, firstFailure] = [0, Infinity];

  function write(): void {
    count++;
    if (count >= firstFailure) throw new DOMException('The disk is full.', 'QuotaExceededError');
  }

  const database: Database = {
    datasets: tableOf(datasets, write),
    imports: tableOf(imports, write),
    async finish(record) {
      await Promise.resolve();
      write();
      datasets.set(record.id, structuredClone(record));
      imports.delete(record.id);
    },
  };
  const failFrom = (first: number) => {
    [count, firstFailure] = [0, first];
  };
  const files = fakeFiles(packs, write);
  return { files, database, packs, datasets, imports, writes: () => count, failFrom };
}

/** Locks of one browser: each call of the result is a tab. */
export function fakeLocks(): Locks {
  const held = new Map<string, Promise<unknown>>();
  async function run<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const working = Promise.resolve().then(work); // held before the work begins, which may ask for the same
    const settled = working.catch(() => undefined).finally(() => held.delete(name));
    held.set(name, settled);
    return working;
  }
  return {
    async hold(name, work) {
      while (held.has(name)) await held.get(name);
      return run(name, work);
    },
    tryHold: (name, work) => (held.has(name) ? Promise.resolve(undefined) : run(name, work)),
  };
}
