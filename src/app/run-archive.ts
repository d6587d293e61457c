/** Runs in this browser's IndexedDB: what lists show in one store, the events in another. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { currentEvent, currentResults, type EarlierResults } from '../core/run/file/earlier.ts';
import type { RunArchive, RunRecord } from '../state/runs/runs-stage.ts';
import type { LabEvent } from '../state/worker-types.ts';

/** As it lies in the browser: an earlier version may have put it there. */
type KeptRecord = Omit<RunRecord, 'results'> & { readonly results: RunRecord['results'] | EarlierResults };

interface Schema extends DBSchema {
  readonly runs: { readonly key: string; readonly value: KeptRecord };
  readonly events: { readonly key: string; readonly value: readonly LabEvent[] };
}

async function open(): Promise<IDBPDatabase<Schema>> {
  const { openDB } = await import('idb');
  return openDB<Schema>('kizu-runs', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('runs', { keyPath: 'id' });
      fresh.createObjectStore('events');
    },
  });
}

/** Opened when first asked; where the browser refuses, every call rejects. */
export function openRunArchive(): RunArchive {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = () => (opened ??= open());
  return {
    async list() {
      const kept = await (await database()).getAll('runs');
      return kept.map((record) => ({ ...record, results: currentResults(record.results) }));
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
  };
}
