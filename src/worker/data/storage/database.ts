/** The index of what is stored, in IndexedDB. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Table } from './files.ts';
import type { StagedImport, StoredRecord } from './record.ts';

interface Schema extends DBSchema {
  readonly datasets: { readonly key: string; readonly value: StoredRecord };
  readonly imports: { readonly key: string; readonly value: StagedImport };
}

export interface Database {
  readonly datasets: Table<StoredRecord>;
  readonly imports: Table<StagedImport>;
  /** Puts the dataset and takes its import away, both or neither. */
  readonly finish: (record: StoredRecord) => Promise<void>;
}

function tableOf<Name extends 'datasets' | 'imports'>(
  database: IDBPDatabase<Schema>,
  name: Name,
): Table<Schema[Name]['value']> {
  return {
    all: () => database.getAll(name),
    get: (id) => database.get(name, id),
    put: async (record) => {
      await database.put(name, record);
    },
    remove: (id) => database.delete(name, id),
  };
}

/** Rejects if the browser refuses a database (private windows). */
export async function openDatabase(): Promise<Database> {
  const database = await openDB<Schema>('kizu', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('datasets', { keyPath: 'id' });
      fresh.createObjectStore('imports', { keyPath: 'id' });
    },
  });
  return {
    datasets: tableOf(database, 'datasets'),
    imports: tableOf(database, 'imports'),
    async finish(record) {
      const change = database.transaction(['datasets', 'imports'], 'readwrite');
      await Promise.all([
        change.objectStore('datasets').put(record),
        change.objectStore('imports').delete(record.id),
        change.done,
      ]);
    },
  };
}
