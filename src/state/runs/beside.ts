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

/** Who looks at runs; each asks anew for all that it looks at. */
export type BesidePanel = 'side-by-side' | 'disagreements';

export interface BesideStage {
  readonly store: StoreApi<BesideState>;
  /** Reads what these runs scored, one run after another, and lets go of those that no panel asks for any more. */
  readonly show: (ids: readonly string[], panel: BesidePanel) => Promise<void>;
}

async function readScored({ events }: Pick<RunArchive, 'events'>, id: string): Promise<ScoredImages> {
  const all = (await events(id).catch(() => undefined)) ?? [];
  const items = all.flatMap((event) => (event.type === 'scored' ? event.items : []));
  return new Map(items.map((item) => [item.path, item]));
}

export function createBesideStage(archive: Pick<RunArchive, 'events'>): BesideStage {
  const store = createStore<BesideState>(() => ({ scored: new Map() }));
  const wanted = new Map<BesidePanel, readonly string[]>();
  const isWanted = (id: string) => [...wanted.values()].some((ids) => ids.includes(id));
  return {
    store,
    async show(ids, panel) {
      wanted.set(panel, ids);
      store.setState(({ scored }) => ({ scored: new Map([...scored].filter(([id]) => isWanted(id))) }));
      for (const id of ids) {
        if (store.getState().scored.has(id)) continue;
        const found = await readScored(archive, id);
        if (wanted.get(panel) !== ids) return; // others are asked for by now
        store.setState(({ scored }) => ({ scored: new Map(scored).set(id, found) }));
      }
    },
  };
}
