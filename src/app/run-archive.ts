/** Runs in this browser's IndexedDB: what lists show in one store, the events in another. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { currentEvent, type EarlierResults } from '../core/run/file/earlier.ts';
import type { Kept } from '../state/runs/kept-records.ts';
import type { RunArchive, RunRecord } from '../state/runs/runs.ts';
import type { LabEvent } from '../state/worker-types.ts';

/** As it lies in the browser: an earlier version may have put it there. */
type KeptRecord = Omit<RunRecord, 'results'> & { readonly results: RunRecord['results'] | EarlierResults };

interface Schema extends DBSchema {
  readonly runs: { readonly key: string; readonly value: KeptRecord };
  readonly events: { readonly key: string; readonly value: readonly LabEvent[] };
}

const name = 'kizu-runs';

async function open(): Promise<IDBPDatabase<Schema>> {
  const { openDB } = await import('idb');
  return openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('runs', { keyPath: 'id' });
      fresh.createObjectStore('events');
    },
  });
}

/** As it is, though a newer version of Kizu may have made it. */
async function anyVersion(): Promise<IDBPDatabase> {
  const { openDB } = await import('idb');
  return openDB(name);
}

async function allOf(database: IDBPDatabase<Schema>, store: 'runs'): Promise<Kept[]> {
  const { store: runs } = database.transaction(store);
  const [keys, values] = await Promise.all([runs.getAllKeys(), runs.getAll()]);
  return values.map((raw, i) => ({ key: keys[i], raw }));
}

/** Everything that a database holds, as JSON, one record after the other. */
async function rescue(database: IDBPDatabase): Promise<Blob> {
  const { toPlainJson } = await import('../core/run/file/plain-json.ts');
  const lines: string[] = [];
  for (const store of database.objectStoreNames) {
    for (const key of await database.getAllKeys(store)) {
      const value: unknown = await database.get(store, key);
      lines.push(toPlainJson({ store, key, value }));
    }
  }
  database.close();
  return new Blob([`[${lines.join(',\n')}]\n`], { type: 'application/json' });
}

/** Opened when first asked; where the browser refuses, every call rejects. */
export function openRunArchive(): RunArchive {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = () => (opened ??= open());
  return {
    async list() {
      const { readKeptRecords } = await import('../state/runs/kept-records.ts');
      return readKeptRecords(await allOf(await database(), 'runs'));
    },
    async put(record) {
      await (await database()).put('runs', record);
    },
    async putEvents(id, events) {
      await (await database()).put('events', events, id);
    },
    events: async (id) => (await (await database()).get('events', id))?.map(currentEvent),
    async remove(id) {
      const change = (await database()).transaction(['runs', 'events'], 'readwrite');
      await Promise.all([
        change.objectStore('runs').delete(id),
        change.objectStore('events').delete(id),
        change.done,
      ]);
    },
    rescue: async () => rescue(await anyVersion()),
    async removeUnreadable(gone) {
      const open = await database();
      for (const { key } of gone) await open.delete('runs', key as string); // whatever kind of key it is
    },
    async reset() {
      const { deleteDB } = await import('idb');
      (await opened?.catch(() => undefined))?.close();
      await deleteDB(name);
      opened = undefined;
    },
  };
}
