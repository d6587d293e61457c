/**
 * What each folder of a category is used as, for the user to see and to change before anything is kept: every folder, or pattern of
 * names in it, has one use, or is used as found where its files differ (a table names their defects, some are held out to test with).
 */
import { normalClass } from '../dataset.ts';
import { byText } from './claim.ts';
import { groupFiles } from './groups.ts';
import { matchMasks } from './masks.ts';
import { kindFolder, namesOf } from './place.ts';
import type { PlannedCategory, PlannedFile } from './plan.ts';
import { isNormalName } from './words.ts';

export type FolderUse =
  | { readonly as: 'train' | 'validation' | 'test-normal' | 'leave-out' | 'as-found' }
  /** `defect`: test images of this type; `mask`: masks of test images of this type. */
  | { readonly as: 'defect' | 'mask'; readonly defect: string };

export interface FolderRow {
  /** What uses are known by (see groups.ts). */
  readonly key: string;
  /** As it was given; empty for the files beside the folders, and for a pattern of any folder. */
  readonly folder: string;
  /** Missing if the row is of all files of the folder. */
  readonly pattern?: string;
  readonly files: number;
  readonly use: FolderUse;
}

function useOf({ kind, defect }: PlannedFile): FolderUse {
  if (kind === 'mask') return { as: 'mask', defect };
  if (kind === 'train' || kind === 'validation') return { as: kind };
  return defect === normalClass ? { as: 'test-normal' } : { as: 'defect', defect };
}

/** Whether a folder of this name would mean normal images. */
export function isNormalFolder(name: string): boolean {
  return isNormalName(name);
}

export function isSameUse(a: FolderUse, b: FolderUse): boolean {
  return a.as === b.as && ('defect' in a ? a.defect : '') === ('defect' in b ? b.defect : '');
}

/** One row a group, by name, the user's patterns first. `spare`: images that the category leaves out as found. */
export function rowsOf(
  category: PlannedCategory,
  spare: readonly string[],
  patterns: readonly string[] = [],
): FolderRow[] {
  const entries = new Map(category.entries.map((entry) => [entry.path, entry]));
  const useAsFound = (path: string): FolderUse => {
    const entry = entries.get(path);
    if (entry === undefined) return { as: 'leave-out' };
    return category.undecided === undefined ? useOf(entry) : { as: 'as-found' };
  };
  const own = new Set(patterns);
  return groupFiles([...entries.keys(), ...spare], patterns)
    .map(({ key, folder, pattern, paths }): FolderRow => {
      const uses = paths.map(useAsFound);
      const first = uses.at(0) ?? { as: 'leave-out' };
      const isOne = uses.every((use) => isSameUse(use, first));
      const use: FolderUse = isOne ? first : { as: 'as-found' };
      return { key, folder, ...(pattern !== undefined && { pattern }), files: paths.length, use };
    })
    .sort((a, b) => Number(own.has(b.key)) - Number(own.has(a.key)) || byText(a.key, b.key));
}

const kinds = {
  train: 'train',
  validation: 'validation',
  'test-normal': 'test',
  defect: 'test',
  mask: 'mask',
} as const;

function place(path: string, use: FolderUse): PlannedFile | undefined {
  if (use.as === 'leave-out' || use.as === 'as-found') return undefined;
  const kind = kinds[use.as];
  const defect = 'defect' in use ? use.defect : normalClass;
  const file = namesOf(path).at(-1) ?? path;
  return { path, kind, defect, inCategoryPath: `${kindFolder[kind]}/${defect}/${file}` };
}

/** Files of one name out of several folders: the later ones carry their folders in their names. */
function withoutClashes(files: readonly PlannedFile[]): PlannedFile[] {
  const seen = new Set<string>();
  return files.map((file) => {
    const isNew = !seen.has(file.inCategoryPath);
    seen.add(file.inCategoryPath);
    if (isNew) return file;
    const holder = file.inCategoryPath.slice(0, file.inCategoryPath.lastIndexOf('/'));
    return { ...file, inCategoryPath: `${holder}/${namesOf(file.path).join('_')}` };
  });
}

/** A mask whose image is to be looked for. */
function withoutImage({ path, inCategoryPath, kind, defect }: PlannedFile): PlannedFile {
  return { path, inCategoryPath, kind, defect };
}

/** What the user has said of some groups. */
export interface Uses {
  /** By the key of a row. */
  readonly uses: ReadonlyMap<string, FolderUse>;
  readonly patterns?: readonly string[];
}

/** Masks of images whose masks decide stay with them; others find their images again. */
function matchAgain(files: readonly PlannedFile[], undecided: PlannedCategory['undecided']): PlannedFile[] {
  const isSettled = ({ path, maskOf }: PlannedFile) => undecided?.has(maskOf ?? path) === true;
  const matched = new Map(
    matchMasks(files.filter((file) => !isSettled(file)).map(withoutImage)).map((file) => [file.path, file]),
  );
  return files.map((file) => matched.get(file.path) ?? file);
}

/** The category with other uses for some rows; masks find their images again. No change gives the category itself. */
export function applyUses(
  category: PlannedCategory,
  spare: readonly string[],
  { uses, patterns = [] }: Uses,
): PlannedCategory {
  const found = new Map(rowsOf(category, spare, patterns).map(({ key, use }) => [key, use]));
  const paths = [...category.entries.map(({ path }) => path), ...spare];
  const changed = new Map<string, FolderUse>();
  for (const { key, paths: inGroup } of groupFiles(paths, patterns)) {
    const [use, as] = [uses.get(key), found.get(key)];
    if (use === undefined || as === undefined || use.as === 'as-found' || isSameUse(as, use)) continue;
    for (const path of inGroup) changed.set(path, use);
  }
  if (changed.size === 0) return category;
  const kept = category.entries.filter(({ path }) => !changed.has(path));
  const moved = [...changed].flatMap(([path, use]) => place(path, use) ?? []);
  const files = withoutClashes([...kept, ...moved]).sort((a, b) =>
    byText(a.inCategoryPath, b.inCategoryPath),
  );
  if (category.undecided === undefined) return { ...category, entries: matchAgain(files, undefined) };
  const isLeft = new Set(kept.map(({ path }) => path));
  const undecided = new Map([...category.undecided].filter(([path]) => isLeft.has(path)));
  const entries = matchAgain(files, undecided).filter(
    ({ maskOf }) => maskOf === undefined || !wasLeft(maskOf, changed),
  );
  return { ...category, undecided, entries };
}

function wasLeft(path: string, changed: ReadonlyMap<string, FolderUse>): boolean {
  return changed.get(path)?.as === 'leave-out';
}
