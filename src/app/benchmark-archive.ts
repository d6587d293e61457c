/** The benchmark in this browser's IndexedDB: its plan, what is done of it, and what cells took. */
import type { IDBPDatabase } from 'idb';
import type { BenchmarkArchive } from '../state/runs/benchmark/benchmark-stage.ts';

const [name, store, key] = ['kizu-benchmark', 'benchmark', 'current'];

async function open(): Promise<IDBPDatabase> {
  const { openDB } = await import('idb');
  return openDB(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore(store);
    },
  });
}

/** Opened when first asked; where the browser refuses, every call rejects. */
export function openBenchmarkArchive(): BenchmarkArchive {
  let opened: Promise<IDBPDatabase> | undefined;
  const database = () => (opened ??= open());
  return {
    read: async () => (await database()).get(store, key) as Promise<unknown>,
    async write(kept) {
      await (await database()).put(store, kept, key);
    },
    async alone(work) {
      if (!isSecureContext) {
        await work(); // there are no locks, so other tabs cannot be asked
        return true;
      }
      return await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await work();
        return lock !== null;
      });
    },
  };
}
