/** What can be wrong with an archive or with one file in it: data, for the reader to see. */

/** These end the reading: what came before them stands. */
const endingKinds = [
  'not-an-archive',
  'unsupported-archive',
  'empty-archive',
  'not-a-tar',
  'truncated-archive',
  'damaged-archive',
  'too-many-entries',
  'too-much-expanded',
  'too-compressed',
  'unreadable',
  'cancelled',
  'unexpected',
] as const;

type EndingKind = (typeof endingKinds)[number];

/** These leave out one file. */
type EntryKind =
  | 'path-empty'
  | 'path-absolute'
  | 'path-escapes'
  | 'path-control'
  | 'path-too-long'
  | 'path-duplicate'
  | 'link'
  | 'device'
  | 'unsupported-entry'
  | 'unsupported-compression'
  | 'encrypted'
  | 'entry-too-large'
  | 'nested-archive'
  | 'damaged-entry'
  | 'passed-by';

interface ProblemOf<Kind> {
  readonly kind: Kind;
  /** Of the file, as the archive spells it; empty for the archive as a whole. */
  readonly path: string;
  /** For example `starts with 25 50 44 46`. */
  readonly came: string;
  /** For example `a .zip, .tar, .tar.gz or .tar.xz`. */
  readonly wanted: string;
}

export type EndingProblem = ProblemOf<EndingKind>;
export type EntryProblem = ProblemOf<EntryKind>;
export type ArchiveProblem = EndingProblem | EntryProblem;

export function isEnding(problem: ArchiveProblem): problem is EndingProblem {
  return (endingKinds as readonly string[]).includes(problem.kind);
}

/** Carries a problem up to where it becomes data again; never leaves this folder. */
export class ArchiveStop extends Error {
  readonly problem: EndingProblem;

  constructor(kind: EndingKind, came: string, wanted: string, path = '') {
    super(`${kind}: ${came}`);
    this.problem = { kind, path, came, wanted };
  }
}
