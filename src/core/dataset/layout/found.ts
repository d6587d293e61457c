/** A category as it is reported before it is opened, and whether a stream of paths has gone past it. */
import { recogniseFolder } from './recognise.ts';
import type { Layout, PlannedCategory, PlannedFile } from './plan.ts';

export interface FoundCategory {
  readonly name: string;
  /** Files by what they would be used as. */
  readonly train: number;
  readonly test: number;
  readonly masks: number;
}

export function toFound({ name, entries }: PlannedCategory): FoundCategory {
  const count = (kind: PlannedFile['kind']) => entries.filter((entry) => entry.kind === kind).length;
  return { name, train: count('train'), test: count('test'), masks: count('mask') };
}

/** Layouts whose categories lie whole below one folder each, with the split in the folders' names. */
const selfContained: readonly Layout[] = ['mvtec', 'mvtec-2', 'btad'];

/** The folder that holds all of a category, with `/` at its end; `undefined` if other folders may have a part in it. */
function homeOf({ name, layout, split, entries }: PlannedCategory): string | undefined {
  const first = entries.at(0);
  if (first === undefined || split !== 'given' || !selfContained.includes(layout)) return undefined;
  const at = `/${first.path}`.indexOf(`/${name}/`);
  return at < 0 ? undefined : first.path.slice(0, at + name.length + 1);
}

/**
 * The home of the category of that name among the paths so far. An archive is written folder by folder: the first path outside
 * of a home that was seen comes after all that is in it.
 */
export function findHome(name: string, paths: readonly string[]): string | undefined {
  const category = recogniseFolder(paths).categories.find((one) => one.name === name);
  return category && homeOf(category);
}
