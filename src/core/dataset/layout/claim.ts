/** What one layout takes of the paths; what it leaves goes to the next layout. */
import type { Split } from '../dataset.ts';
import type { Doubt, Layout, PlannedFile, TableProblem, UnusedFile } from './plan.ts';

/** A category while it is put together. */
export interface Draft {
  layout: Layout;
  /** Whether the data itself says which images are for training. */
  isSplitGiven: boolean;
  readonly files: PlannedFile[];
  readonly undecided: Map<string, Split | undefined>;
  readonly doubts: Set<Doubt>;
}

export interface Claim {
  /** By the folder of the category. */
  readonly drafts: Map<string, Draft>;
  readonly unused: UnusedFile[];
  readonly left: string[];
  readonly tableProblems: TableProblem[];
}

export function createClaim(): Claim {
  return { drafts: new Map(), unused: [], left: [], tableProblems: [] };
}

/** The category of a folder, made where it is new. */
export function draftOf({ drafts }: Claim, folder: string, layout: Layout, isSplitGiven = true): Draft {
  const known = drafts.get(folder);
  if (known !== undefined) return known;
  const draft: Draft = { layout, isSplitGiven, files: [], undecided: new Map(), doubts: new Set() };
  drafts.set(folder, draft);
  return draft;
}

/** Masks or validation images alone are no category: their files are left. */
export function dropMasksAlone({ drafts, left }: Claim): void {
  for (const [folder, { files }] of [...drafts]) {
    if (files.some(({ kind }) => kind === 'train' || kind === 'test')) continue;
    drafts.delete(folder);
    left.push(...files.map(({ path }) => path));
  }
}

/** In the order of code units, the same everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
