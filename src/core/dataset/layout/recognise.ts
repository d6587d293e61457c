/**
 * Finds the categories in what was dropped, from paths alone: one MVTec category or several, below any number of folders,
 * or, where there is none, folders of images alone. Upper and lower case are the same; the order of the paths is nothing.
 */
import { normalClass } from '../dataset.ts';
import { matchMasks } from './masks.ts';
import { isIgnored, kindOfFolder, looksLikeImage, namesOf, placeOf } from './place.ts';
import type { FolderPlan, PlannedCategory, PlannedFile } from './plan.ts';

/** Files by the folder of their category. */
type Groups = Map<string, PlannedFile[]>;

interface Sorted {
  readonly groups: Groups;
  readonly left: readonly string[];
}

function put(groups: Groups, folder: string, file: PlannedFile): void {
  const group = groups.get(folder);
  if (group === undefined) groups.set(folder, [file]);
  else group.push(file);
}

/** Masks alone are no category. */
function groupByLayout(paths: readonly string[]): Sorted {
  const groups: Groups = new Map();
  const left: string[] = [];
  for (const path of paths) {
    const place = placeOf(namesOf(path));
    if (place === undefined) left.push(path);
    else {
      const { folder, ...meaning } = place;
      put(groups, folder, { path, ...meaning });
    }
  }
  for (const [folder, files] of [...groups]) {
    if (files.some(({ kind }) => kind !== 'mask')) continue;
    groups.delete(folder);
    left.push(...files.map(({ path }) => path));
  }
  return { groups, left };
}

/** A folder named `train`, `test` or `ground_truth`, or below one, is a broken MVTec folder, not a flat one. */
function groupFlat(paths: readonly string[]): Sorted {
  const groups: Groups = new Map();
  const left: string[] = [];
  for (const path of paths) {
    const names = namesOf(path);
    const [folders, file] = [names.slice(0, -1), names[names.length - 1]];
    const isFlat = looksLikeImage(file) && folders.every((name) => kindOfFolder(name) === undefined);
    if (!isFlat) left.push(path);
    else {
      const inCategoryPath = `train/${normalClass}/${file}`;
      put(groups, folders.join('/'), { path, inCategoryPath, kind: 'train', defect: normalClass });
    }
  }
  return { groups, left };
}

/** The last name of each folder; the whole path where that is not unique. Files without a folder are `images`. */
function nameFolders(folders: readonly string[]): Map<string, string> {
  const shortName = (folder: string) => namesOf(folder).at(-1) ?? 'images';
  const uses = new Map<string, number>();
  for (const folder of folders) uses.set(shortName(folder), (uses.get(shortName(folder)) ?? 0) + 1);
  return new Map(
    folders.map((folder) => {
      const name = shortName(folder);
      return [folder, uses.get(name) === 1 ? name : folder || '.'];
    }),
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toCategories(groups: Groups, layout: PlannedCategory['layout']): PlannedCategory[] {
  const names = nameFolders([...groups.keys()]);
  return [...groups]
    .map(([folder, files]) => {
      const entries = files.sort((a, b) => byText(a.inCategoryPath, b.inCategoryPath));
      return { name: names.get(folder) ?? folder, layout, entries: matchMasks(entries) };
    })
    .sort((a, b) => byText(a.name, b.name));
}

export function recogniseFolder(paths: readonly string[]): FolderPlan {
  const sorted = [...new Set(paths)].sort(byText);
  const ignored = sorted.filter((path) => isIgnored(namesOf(path)));
  const kept = sorted.filter((path) => !isIgnored(namesOf(path)));
  const mvtec = groupByLayout(kept);
  const isFlat = mvtec.groups.size === 0;
  const { groups, left } = isFlat ? groupFlat(kept) : mvtec;
  return {
    categories: toCategories(groups, isFlat ? 'flat' : 'mvtec'),
    ignored,
    unknown: [...left].sort(byText),
  };
}
