/** What was dropped, sorted into categories by its paths; files are read only once a category is chosen. */
import type { FolderPlan, PlannedCategory, PlannedFile } from '../core/dataset/layout/plan.ts';
import { recogniseFolder } from '../core/dataset/layout/recognise.ts';
import type { FileProblem, ImportProblem, SourceFile } from '../worker/contract.ts';
import type { CategoryChoice } from './stages.ts';

export interface DroppedFolder {
  readonly files: readonly SourceFile[];
  readonly categories: readonly PlannedCategory[];
  /** Files in places without meaning. */
  readonly misplaced: readonly FileProblem[];
}

function misplacedIn({ unknown }: FolderPlan): FileProblem[] {
  return unknown.map((path) => ({ path, kind: 'unknown-place', came: path }));
}

export function sortDropped(files: readonly SourceFile[]): DroppedFolder {
  const plan = recogniseFolder(files.map((file) => file.path));
  return { files, categories: plan.categories, misplaced: misplacedIn(plan) };
}

/** Why a drop without any category gives nothing. */
export function problemWithout({ files }: DroppedFolder): ImportProblem {
  return files.length === 0 ? { kind: 'empty' } : { kind: 'no-images', files: files.length };
}

export function toChoice({ name, entries }: PlannedCategory): CategoryChoice {
  const count = (kind: PlannedFile['kind']) => entries.filter((entry) => entry.kind === kind).length;
  return { name, train: count('train'), test: count('test'), masks: count('mask') };
}

/** The files of one category, with their paths inside it. */
export function filesOf({ entries }: PlannedCategory, { files }: DroppedFolder): SourceFile[] {
  const blobs = new Map(files.map(({ path, blob }) => [path, blob]));
  return entries.flatMap(({ path, inCategoryPath }) => {
    const blob = blobs.get(path);
    return blob === undefined ? [] : [{ path: inCategoryPath, blob }];
  });
}
