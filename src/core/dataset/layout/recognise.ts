/**
 * Finds the categories in what was dropped, from paths alone (and VisA's tables): one or several, of one layout or several, below
 * any number of folders, or, if there is none, folders of images alone. Upper and lower case are the same; the order
 * of the paths is nothing.
 */
import { findBoxes } from './boxes.ts';
import { bringBack, claimBeside, findBeside } from './beside.ts';
import { byText, createClaim, type Claim, type Draft } from './claim.ts';
import { holdOut } from './hold-out.ts';
import { claimKolektor } from './kolektor.ts';
import { claimListed } from './listed.ts';
import { isMaskConfig, readMaskValues, type MaskValues } from './mask-values.ts';
import { matchMasks } from './masks.ts';
import { claimMvtec } from './mvtec.ts';
import { claimHinted, claimNormalAbnormal } from './normal-abnormal.ts';
import { isIgnored, namesOf } from './place.ts';
import type { FolderPlan, PlannedCategory, PlannedFile } from './plan.ts';
import { claimFlat } from './suffixes.ts';
import { claimVisa } from './visa.ts';

const noTables: ReadonlyMap<string, string> = new Map();

/** Each layout takes what it knows, the most particular one first; images alone are a category only where none is found. */
function claimAll(paths: readonly string[], tables: ReadonlyMap<string, string>): Claim {
  const beside = findBeside(paths);
  const layouts = [
    (left: readonly string[]) => claimVisa(left, tables),
    claimMvtec,
    claimKolektor,
    claimNormalAbnormal,
    (left: readonly string[]) => claimListed(left, tables),
    (left: readonly string[]) => claimBeside(left, beside),
    claimHinted,
  ];
  const all = createClaim();
  let left = paths.filter((path) => !beside.imageOf.has(path));
  for (const layout of layouts) {
    const taken = layout(left);
    for (const [folder, draft] of taken.drafts) merge(all, folder, draft);
    all.unused.push(...taken.unused);
    all.tableProblems.push(...taken.tableProblems);
    left = taken.left;
  }
  if (all.drafts.size === 0) {
    const flat = claimFlat(left);
    for (const [folder, draft] of flat.drafts) all.drafts.set(folder, draft);
    left = flat.left;
  }
  all.left.push(...left);
  bringBack(all, beside);
  return all;
}

/** Two layouts in one folder: the first one has it, and the files of the other have no meaning. */
function merge(all: Claim, folder: string, draft: Draft): void {
  if (all.drafts.has(folder)) all.left.push(...draft.files.map(({ path }) => path));
  else all.drafts.set(folder, draft);
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

/** Two files in one place: the first stays, the others are left. */
function withoutClashes(files: readonly PlannedFile[], left: string[]): PlannedFile[] {
  const seen = new Set<string>();
  return files.filter(({ path, inCategoryPath }) => {
    const isNew = !seen.has(inCategoryPath);
    if (isNew) seen.add(inCategoryPath);
    else left.push(path);
    return isNew;
  });
}

/** Files that tell something of the masks of a category, or of defects in another way than masks. */
function takeMaskNotes(all: Claim, tables: ReadonlyMap<string, string>): ReadonlyMap<string, MaskValues> {
  const notesOf = new Map<string, MaskValues>();
  const boxes = findBoxes([
    ...all.left,
    ...[...all.drafts.values()].flatMap(({ files }) => files.map(({ path }) => path)),
  ]);
  for (const path of all.left.splice(0)) {
    const folder = namesOf(path).slice(0, -1).join('/');
    const text = isMaskConfig(path) && all.drafts.has(folder) ? tables.get(path) : undefined;
    if (text !== undefined) {
      const { values, saturations, problem } = readMaskValues(path, text);
      if (values.length > 0) notesOf.set(folder, { values, saturations });
      if (problem !== undefined) all.tableProblems.push(problem);
      all.unused.push({ path, reason: 'table' });
    } else if (boxes.has(path)) all.unused.push({ path, reason: 'boxes' });
    else all.left.push(path);
  }
  return notesOf;
}

function toCategory(name: string, draft: Draft, left: string[]): PlannedCategory {
  const { layout, isSplitGiven, undecided } = draft;
  const doubts = draft.doubts.size === 0 ? {} : { doubts: [...draft.doubts].sort() };
  const files = withoutClashes(draft.files, left);
  const entriesOf = (planned: readonly PlannedFile[]) =>
    [...planned].sort((a, b) => byText(a.inCategoryPath, b.inCategoryPath));
  if (undecided.size > 0) {
    const split = isSplitGiven ? 'given' : 'every-fifth';
    return { name, layout, split, ...doubts, undecided, entries: entriesOf(files) };
  }
  const held = isSplitGiven ? { files, isHeldOut: false } : holdOut(files);
  const split = held.isHeldOut ? 'every-fifth' : 'given';
  return { name, layout, split, ...doubts, entries: matchMasks(entriesOf(held.files)) };
}

/** `tables`: texts by path, of the files that `tablesAmong` names; without them their images are sorted by folder alone. */
export function recogniseFolder(
  paths: readonly string[],
  tables: ReadonlyMap<string, string> = noTables,
): FolderPlan {
  const sorted = [...new Set(paths)].sort(byText);
  const ignored = sorted.filter((path) => isIgnored(namesOf(path)));
  const kept = sorted.filter((path) => !isIgnored(namesOf(path)));
  const claim = claimAll(kept, tables);
  const maskNotes = takeMaskNotes(claim, tables);
  const { drafts, left, unused, tableProblems } = claim;
  const names = nameFolders([...drafts.keys()]);
  const categories = [...drafts]
    .map(([folder, draft]): PlannedCategory => {
      const notes = maskNotes.get(folder);
      return {
        ...toCategory(names.get(folder) ?? folder, draft, left),
        ...(notes && { maskValues: notes.values }),
        ...(notes && notes.saturations.length > 0 && { saturations: notes.saturations }),
      };
    })
    .sort((a, b) => byText(a.name, b.name));
  return {
    categories,
    ignored,
    unused: unused.sort((a, b) => byText(a.path, b.path)),
    unknown: [...left].sort(byText),
    tableProblems,
  };
}
