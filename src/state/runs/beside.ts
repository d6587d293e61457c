/** What kept runs scored, image by image with their maps: so that one image is seen through all of them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ScoredItem } from '../../core/run/events.ts';
import type { RunArchive } from './runs.ts';

/** By path. */
export type ScoredImages = ReadonlyMap<string, ScoredItem>;

export interface BesideState {
  /** By the id of a run; empty if its events are not kept. */
  readonly scored: ReadonlyMap<string, ScoredImages>;
}

export interface BesideStage {
  readonly store: StoreApi<BesideState>;
  /** Reads what these runs scored, one run after another, and lets go of all others. */
  readonly show: (ids: readonly string[]) => Promise<void>;
}

async function readScored({ events }: Pick<RunArchive, 'events'>, id: string): Promise<ScoredImages> {
  const all = (await events(id).catch(() => undefined)) ?? [];
  const items = all.flatMap((event) => (event.type === 'scored' ? event.items : []));
  return new Map(items.map((item) => [item.path, item]));
}

export function createBesideStage(archive: Pick<RunArchive, 'events'>): BesideStage {
  const store = createStore<BesideState>(() => ({ scored: new Map() }));
  let wanted: readonly string[] = [];
  return {
    store,
    async show(ids) {
      wanted = ids;
      store.setState(({ scored }) => ({ scored: new Map([...scored].filter(([id]) => ids.includes(id))) }));
      for (const id of ids) {
        if (store.getState().scored.has(id)) continue;
        const found = await readScored(archive, id);
        if (wanted !== ids) return; // others are asked for by now
        store.setState(({ scored }) => ({ scored: new Map(scored).set(id, found) }));
      }
    },
  };
}
