/** The images that Live works with: fewer than the detector takes, chosen by the seed alone. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import type { LiveBudget } from './live-budget.ts';
import type { LiveSource } from '../live.ts';

export interface LiveImages {
  /** Normal images that are learnt from. */
  readonly normals: readonly DatasetItem[];
  /** Normal images that nothing is learnt from. */
  readonly heldOut: readonly DatasetItem[];
  /** Test images, those whose maps are shown first. */
  readonly tests: readonly DatasetItem[];
  readonly normalTotal: number;
  readonly testTotal: number;
}

/** One image of each defect type in turns, up to four; then normal ones; then whatever is left. */
function shownFirst(tests: readonly DatasetItem[], maps: number): readonly DatasetItem[] {
  const types = new Map<string, DatasetItem[]>();
  for (const item of tests) types.set(item.defect, [...(types.get(item.defect) ?? []), item]);
  const normal = types.get(normalClass) ?? [];
  types.delete(normalClass);
  const ranks = [...types.values()].flatMap((items) => items.map((item, rank) => ({ item, rank })));
  const defective = ranks.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
  const first = new Set([...defective.slice(0, maps - 2), ...normal.slice(0, 2)]);
  return [...first, ...tests.filter((item) => !first.has(item))];
}

/** A quarter of the normal images is held out, at least one and at most `budget.heldOut`. */
export function chooseLiveImages({ items, seed }: LiveSource, budget: LiveBudget): LiveImages {
  const random = createRandom(seed).fork('live');
  const normals = items.filter(({ split }) => split === 'train');
  const tests = items.filter(({ split }) => split === 'test');
  const mixed = shuffled(normals, random.fork('normals'));
  const held = Math.min(budget.heldOut, Math.max(1, Math.floor(mixed.length / 4)));
  return {
    heldOut: mixed.slice(0, held),
    normals: mixed.slice(held, held + budget.normals),
    tests: shownFirst(shuffled(tests, random.fork('tests')).slice(0, budget.tests), budget.maps),
    normalTotal: normals.length,
    testTotal: tests.length,
  };
}
