/**
 * What each folder of a category is used as, for the user to see and to change before anything is kept: every folder has one
 * use, or is used as found where its files differ (a table names their defects, some are held out to test with).
 */
import { normalClass } from '../dataset.ts';
import { byText } from './claim.ts';
import { matchMasks } from './masks.ts';
import { isNormalName, kindFolder, namesOf } from './place.ts';
import type { PlannedCategory, PlannedFile } from './plan.ts';

export type FolderUse =
  | { readonly as: 'train' | 'test-normal' | 'leave-out' | 'as-found' }
  /** `defect`: test images of this type; `mask`: masks of test images of this type. */
  | { readonly as: 'defect' | 'mask'; readonly defect: string };

export interface FolderRow {
  /** As it was given; empty for the files beside the folders. */
  readonly folder: string;
  readonly files: number;
  readonly use: FolderUse;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function useOf({ kind, defect }: PlannedFile): FolderUse {
  if (kind === 'mask') return { as: 'mask', defect };
  if (kind === 'train') return { as: 'train' };
  return defect === normalClass ? { as: 'test-normal' } : { as: 'defect', defect };
}

/** Whether a folder of this name would mean normal images. */
export function isNormalFolder(name: string): boolean {
  return isNormalName(name);
}

export function isSameUse(a: FolderUse, b: FolderUse): boolean {
  return a.as === b.as && ('defect' in a ? a.defect : '') === ('defect' in b ? b.defect : '');
}

function groupByFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = folders.get(folderOf(path));
    if (folder === undefined) folders.set(folderOf(path), [path]);
    else folder.push(path);
  }
  return folders;
}

/** One row a folder, by name. `spare`: images that the category leaves out as found. */
export function rowsOf(category: PlannedCategory, spare: readonly string[]): FolderRow[] {
  const entries = new Map(category.entries.map((entry) => [entry.path, entry]));
  const folders = groupByFolder([...entries.keys(), ...spare]);
  return [...folders]
    .map(([folder, paths]): FolderRow => {
      const uses = paths.map((path): FolderUse => {
        const entry = entries.get(path);
        if (category.undecided !== undefined && entry !== undefined) return { as: 'as-found' };
        return entry === undefined ? { as: 'leave-out' } : useOf(entry);
      });
      const first = uses.at(0) ?? { as: 'leave-out' };
      const isOne = uses.every((use) => isSameUse(use, first));
      return { folder, files: paths.length, use: isOne ? first : { as: 'as-found' } };
    })
    .sort((a, b) => byText(a.folder, b.folder));
}

const kinds = { train: 'train', 'test-normal': 'test', defect: 'test', mask: 'mask' } as const;

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

/** The category with other uses for some folders; masks find their images anew. No change gives the category itself. */
export function applyUses(
  category: PlannedCategory,
  spare: readonly string[],
  uses: ReadonlyMap<string, FolderUse>,
): PlannedCategory {
  const found = new Map(rowsOf(category, spare).map(({ folder, use }) => [folder, use]));
  const changed = new Map(
    [...uses].filter(([folder, use]) => {
      const as = found.get(folder);
      return as !== undefined && use.as !== 'as-found' && !isSameUse(as, use);
    }),
  );
  if (changed.size === 0) return category;
  const kept = category.entries.filter(({ path }) => !changed.has(folderOf(path)));
  const moved = [...category.entries.map(({ path }) => path), ...spare].flatMap((path) => {
    const use = changed.get(folderOf(path));
    return (use && place(path, use)) ?? [];
  });
  const files = withoutClashes([...kept, ...moved]).sort((a, b) =>
    byText(a.inCategoryPath, b.inCategoryPath),
  );
  if (category.undecided !== undefined) {
    const isLeft = new Set(kept.map(({ path }) => path));
    const undecided = new Map([...category.undecided].filter(([path]) => isLeft.has(path)));
    return { ...category, undecided, entries: files };
  }
  return { ...category, entries: matchMasks(files.map(withoutImage)) };
}
