/** The shelf of this browser: packs in OPFS, index in IndexedDB, Web Locks against other tabs. */
import { openDatabase } from './database.ts';
import { browserLocks, openPackFolder } from './opfs.ts';
import { createShelf, type Shelf } from './shelf.ts';

/** Rejects if one of them is missing or refused. */
export async function openBrowserShelf(): Promise<Shelf> {
  const [files, database] = await Promise.all([openPackFolder('datasets'), openDatabase()]);
  return createShelf({
    files,
    database,
    locks: browserLocks,
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
  });
}
