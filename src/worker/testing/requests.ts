/** Import requests for tests, as the page makes them of a drop of bare files. */
import { recogniseFolder } from '../../core/dataset/layout/recognise.ts';
import type { PlannedCategory } from '../../core/dataset/layout/plan.ts';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import type { ImportRequest, SourceFile } from '../bridge/contract-data.ts';
import type { Shelf } from '../data/storage/shelf.ts';

const nothing: PlannedCategory = { name: 'nothing', layout: 'flat', split: 'given', entries: [] };

/** The first category, under the name `nut`, at 8 px. */
export function requestFor(sources: readonly SourceFile[], name = 'nut'): ImportRequest {
  const [first = nothing] = recogniseFolder(sources.map(({ path }) => path)).categories;
  return {
    sources,
    archives: [],
    category: { ...first, name },
    preparation: { ...defaultPreparation, side: 8 },
  };
}

/** Nothing outlives the page. */
export const inMemory: Shelf['stage'] = (_begin, work) => work(undefined, undefined);

export const noShelf = (): Promise<never> => Promise.reject(new Error('no storage here'));
