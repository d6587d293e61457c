/**
 * Folders of images alone, where a word behind the number says what each is: `00041000_temp.jpg` and `00041000_test.jpg` of DeepPCB,
 * `07_ng.png`, `3_不良.jpg`. All by hints, and asked about; folders without any are normal images.
 */
import { normalClass } from '../dataset.ts';
import { createClaim, draftOf, type Claim, type Draft } from './claim.ts';
import { isSplitFolder, looksLikeImage, namesOf, stemOf } from './place.ts';
import type { PlannedFile } from './plan.ts';
import { hintOf, isMaskName, suffixOf, type Meaning } from './words.ts';

interface Named {
  readonly path: string;
  readonly file: string;
  readonly word: string | undefined;
  readonly meaning: Meaning | undefined;
}

function nameOf(path: string): Named {
  const file = namesOf(path).at(-1) ?? path;
  const word = suffixOf(stemOf(file))?.word ?? stemOf(file);
  const isTest = word === 'test';
  return { path, file, word, meaning: isTest ? 'abnormal' : hintOf(word) };
}

/** Words that hint at defects or masks; a folder whose every file is `test` or `good` says nothing by that. */
function areTold(names: readonly Named[]): boolean {
  const meanings = new Set(names.map(({ meaning }) => meaning));
  return meanings.size > 1 || meanings.has('mask');
}

function toFile({ path, file, word, meaning }: Named): PlannedFile | undefined {
  if (meaning === 'mask') return undefined;
  if (meaning !== 'abnormal')
    return { path, inCategoryPath: `train/${normalClass}/${file}`, kind: 'train', defect: normalClass };
  const defect = word ?? 'defect';
  return { path, inCategoryPath: `test/${defect}/${file}`, kind: 'test', defect };
}

/** Takes `names`, all of one folder. Masks that no image has are left. */
function fill(draft: Draft, names: readonly Named[], left: string[]): void {
  if (!areTold(names)) {
    for (const { path, file } of names)
      draft.files.push({
        path,
        inCategoryPath: `train/${normalClass}/${file}`,
        kind: 'train',
        defect: normalClass,
      });
    return;
  }
  draft.doubts.add('names');
  for (const name of names) {
    const file = toFile(name);
    if (file === undefined) left.push(name.path);
    else draft.files.push(file);
  }
}

/** A folder of which the name hints at defects or masks does not teach what is normal before the user has said so. */
function hasWarning(folders: readonly string[]): boolean {
  return folders.some((name) => ['abnormal', 'mask'].includes(hintOf(name) ?? ''));
}

/** A folder named `train`, `test`, `ground_truth` or so, or below one, is a broken MVTec folder, not a flat one. */
export function claimFlat(paths: readonly string[]): Claim {
  const claim = createClaim();
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const names = namesOf(path);
    const above = names.slice(0, -1);
    const isFlat =
      looksLikeImage(names.at(-1) ?? '') && !above.some((name) => isSplitFolder(name) || isMaskName(name));
    if (!isFlat) claim.left.push(path);
    else folders.set(above.join('/'), [...(folders.get(above.join('/')) ?? []), path]);
  }
  for (const [folder, inFolder] of folders) {
    const draft = draftOf(claim, folder, 'flat', false);
    fill(draft, inFolder.map(nameOf), claim.left);
    if (hasWarning(namesOf(folder))) draft.doubts.add('names');
    if (draft.files.length === 0) claim.drafts.delete(folder);
  }
  return claim;
}
