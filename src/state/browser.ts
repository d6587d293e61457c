/** The browser as the stages see it. The only file of this layer that touches the page; nothing in it throws. */
import type { SampleName } from '../core/dataset/samples/samples.ts';
import { parseAddress } from './frame/address.ts';
import type { Surroundings } from './create-stages.ts';
import type { Disk } from './storage/storage.ts';
import type { Memory } from './frame/preferences.ts';
import type { Later } from './studio/studio.ts';

const prefix = 'kizu.';

/** Storage may be forbidden (private windows, some embeddings) or full; then choices last as long as the page. */
function memoryIn(storage: () => Storage): Memory {
  return {
    read(key) {
      try {
        return storage().getItem(prefix + key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        storage().setItem(prefix + key, value);
      } catch {
        // The choice holds for this visit.
      }
    },
  };
}

const memory = memoryIn(() => localStorage);

const ownMemory = memoryIn(() => sessionStorage);

/** Each tab knows its own, over reloads; a new one begins with what any tab wrote last. */
const tabMemory: Memory = {
  read: (key) => ownMemory.read(key) ?? memory.read(key),
  write(key, value) {
    ownMemory.write(key, value);
    memory.write(key, value);
  },
};

function showHash(hash: string): void {
  try {
    history.replaceState(history.state, '', hash);
  } catch {
    // Browsers allow about 100 changes in 30 s; a later one goes through.
  }
}

/** `undefined` if the browser lacks or refuses what is asked. */
async function ask<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

const disk: Disk = {
  estimate: () =>
    ask(async () => {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate();
      return { usage, quota };
    }),
  isPersisted: () => ask(() => navigator.storage.persisted()),
  persist: () => ask(() => navigator.storage.persist()),
};

const later: Later = (work, restMs) => {
  const timer = setTimeout(work, restMs);
  return () => {
    clearTimeout(timer);
  };
};

/** The built-in images that the address names, where it names any. */
export function sampleToOpen(): SampleName | undefined {
  return parseAddress(location.hash).sample;
}

/** All that the stages need but the workers, what is kept and the app's name. */
export function browserSurroundings(): Omit<
  Surroundings,
  'clients' | 'background' | 'app' | 'archive' | 'benchmarkArchive' | 'fetchShipped'
> {
  return {
    memory,
    tabMemory,
    askedLanguage: new URLSearchParams(location.search).get('lang') ?? undefined,
    languages: navigator.languages,
    search: location.search,
    hash: location.hash,
    showHash,
    onHash(listener) {
      addEventListener('hashchange', () => {
        listener(location.hash);
      });
    },
    later,
    disk,
    isSecure: isSecureContext,
    today: () => Date.now(),
  };
}
