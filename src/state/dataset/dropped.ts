/** What was dropped last, as far as it was looked through: its categories, and how the user wants their folders to be used. */
import { applyUses, folderOf, rowsOf, type FolderUse } from '../../core/dataset/layout/mapping.ts';
import type { PlannedCategory } from '../../core/dataset/layout/plan.ts';
import { defaultPreparation, type Preparation } from '../../core/dataset/preparation.ts';
import type { ImportRequest, Inspection, SourceFile } from '../../worker/bridge/contract-data.ts';
import type { MappingState } from './dataset-stage.ts';

export interface Dropped extends Inspection {
  readonly sources: readonly SourceFile[];
}

/** Two files in one place (two folders of one name, pasted pictures) are told apart: `nut/0.png`, `nut/0 (2).png`. */
export function withUniquePaths(files: readonly SourceFile[]): SourceFile[] {
  const seen = new Set<string>();
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

/** As the category was found. */
export function toMapping(found: PlannedCategory, dropped: Dropped): MappingState {
  const spare = spareOf(found, dropped);
  return {
    found,
    spare,
    rows: rowsOf(found, spare),
    uses: new Map(),
    category: found,
    preparation: defaultPreparation,
    isOpened: true,
  };
}

export function withUse(mapping: MappingState, folder: string, use: FolderUse): MappingState {
  const uses = new Map([...mapping.uses, [folder, use] as const]);
  const category = applyUses(mapping.found, mapping.spare, uses);
  return { ...mapping, uses, category, isOpened: false };
}

export function withPreparation(mapping: MappingState, changes: Partial<Preparation>): MappingState {
  return { ...mapping, preparation: { ...mapping.preparation, ...changes }, isOpened: false };
}

export function toRequest({ category, preparation }: MappingState, dropped: Dropped): ImportRequest {
  const { sources, archives } = dropped;
  return { sources, archives, category, preparation };
}
