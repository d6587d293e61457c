/** What can be wrong with an archive or with one file in it: data, for the reader to see. */

import type { ArchiveEndingKind, ArchiveEntryKind } from '../../bridge/contract-data.ts';

/** These end the reading: what came before them stands. The others leave out one file. */
const endingKinds: Readonly<Record<ArchiveEndingKind, true>> = {
  'not-an-archive': true,
  'unsupported-archive': true,
  'empty-archive': true,
  'not-a-tar': true,
  'truncated-archive': true,
  'damaged-archive': true,
  'too-many-entries': true,
  'too-much-expanded': true,
  'too-compressed': true,
  unreadable: true,
  cancelled: true,
  unexpected: true,
};

interface ProblemOf<Kind> {
  readonly kind: Kind;
  /** Of the file, as the archive spells it; empty for the archive as a whole. */
  readonly path: string;
  /** For example `starts with 25 50 44 46`. */
  readonly came: string;
  /** For example `a .zip, .tar, .tar.gz or .tar.xz`. */
  readonly wanted: string;
}

export type EndingProblem = ProblemOf<ArchiveEndingKind>;
export type EntryProblem = ProblemOf<ArchiveEntryKind>;
export type ArchiveProblem = EndingProblem | EntryProblem;

export function isEnding(problem: ArchiveProblem): problem is EndingProblem {
  return Object.hasOwn(endingKinds, problem.kind);
}

/** Carries a problem up to where it becomes data again; never leaves this folder. */
export class ArchiveStop extends Error {
  readonly problem: EndingProblem;

  constructor(kind: ArchiveEndingKind, came: string, wanted: string, path = '') {
    super(`${kind}: ${came}`);
    this.problem = { kind, path, came, wanted };
  }
}
