/** What was dropped last, as far as it was looked through: its categories, and how the user wants their folders to be used. */
import { folderOf, matches } from '../../core/dataset/layout/groups.ts';
import { applyUses, rowsOf, type FolderUse, type Uses } from '../../core/dataset/layout/mapping.ts';
import type { PlannedCategory } from '../../core/dataset/layout/plan.ts';
import { defaultPreparation, fittingSide, type Preparation } from '../../core/dataset/preparation.ts';
import type { ImportRequest, Inspection, SourceFile } from '../../worker/bridge/contract-data.ts';
import type { MappingState } from './dataset-stage.ts';

/** Where the browser's memory holds what was said of earlier drops. */
export const memoriesKey = 'mappings';

export interface Dropped extends Inspection {
  readonly sources: readonly SourceFile[];
}

/** Files with the same path (two folders of one name, pasted pictures), or with one that is `taken`, get paths of their own: `nut/0.png`, `nut/0 (2).png`. */
export function withUniquePaths(
  files: readonly SourceFile[],
  taken: ReadonlySet<string> = new Set(),
): SourceFile[] {
  const seen = new Set(taken);
  return files.map(({ path: given, blob }) => {
    const [, stem = '', ending = ''] = /^(.*?)(\.[^./]*)?$/s.exec(given.normalize()) ?? [];
    let path = stem + ending;
    for (let copy = 2; seen.has(path); copy++) path = `${stem} (${copy})${ending}`;
    seen.add(path);
    return { path, blob };
  });
}

/** Of several categories each has the images that lie below its own folder. */
function spareOf(category: PlannedCategory, { categories, spare }: Dropped): readonly string[] {
  if (categories.length <= 1) return spare;
  return spare.filter((path) => `/${path}`.includes(`/${category.name}/`));
}

/** Images in places that mean nothing: a category all the same, once the user says what they are. */
export function unmappedCategory({ spare }: Dropped): PlannedCategory {
  const top =
    folderOf(spare.at(0) ?? '')
      .split('/')
      .at(0) ?? '';
  return { name: top === '' ? 'images' : top, layout: 'flat', split: 'given', entries: [] };
}

function imagesIn({ entries }: PlannedCategory): number {
  return entries.filter(({ kind }) => kind !== 'mask').length;
}

/** As the category was found; of very many images, smaller copies. */
export function toMapping(found: PlannedCategory, dropped: Dropped): MappingState {
  const spare = spareOf(found, dropped);
  return {
    found,
    spare,
    rows: rowsOf(found, spare),
    uses: new Map(),
    patterns: [],
    category: found,
    preparation: { ...defaultPreparation, side: fittingSide(imagesIn(found)) },
    isRecalled: false,
    isOpened: true,
  };
}

function remapped(mapping: MappingState, { uses, patterns = [] }: Uses): MappingState {
  const { found, spare } = mapping;
  const rows = rowsOf(found, spare, patterns);
  return {
    ...mapping,
    uses,
    patterns,
    rows,
    category: applyUses(found, spare, { uses, patterns }),
    isOpened: false,
  };
}

export function withUse(mapping: MappingState, key: string, use: FolderUse): MappingState {
  return remapped(mapping, { ...mapping, uses: new Map([...mapping.uses, [key, use] as const]) });
}

/** Another row of the user's; one that matches no file, or is there already, changes nothing. */
export function withPattern(mapping: MappingState, pattern: string): MappingState {
  const { found, spare, patterns } = mapping;
  const paths = [...found.entries.map(({ path }) => path), ...spare];
  if (patterns.includes(pattern) || !paths.some((path) => matches(path, pattern))) return mapping;
  return remapped(mapping, { ...mapping, patterns: [...patterns, pattern] });
}

export function withUses(mapping: MappingState, uses: Uses): MappingState {
  return { ...remapped(mapping, uses), isRecalled: true };
}

export function withPreparation(mapping: MappingState, changes: Partial<Preparation>): MappingState {
  return { ...mapping, preparation: { ...mapping.preparation, ...changes }, isOpened: false };
}

export function toRequest({ category, preparation, region }: MappingState, dropped: Dropped): ImportRequest {
  const { sources, archives } = dropped;
  return { sources, archives, category, preparation, ...(region && { region }) };
}
