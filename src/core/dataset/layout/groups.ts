/**
 * Files of a mapping in groups that each have one use: a folder, or, where names in it end differently, a pattern of it
 * (`*_test.jpg`), or a pattern that the user wrote, whatever the folder.
 */
import { namesOf, stemOf } from './place.ts';
import { suffixOf } from './words.ts';

export interface Group {
  /** What the group is known by: the folder, the folder and the pattern, or the user's pattern alone. */
  readonly key: string;
  readonly folder: string;
  readonly pattern?: string;
  readonly paths: readonly string[];
}

/** More kinds of names say nothing. */
const maxPatterns = 6;

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `000_test.jpg` to `*_test.jpg`, `000.png` to `*.png`. */
function patternOf(path: string): string {
  const file = namesOf(path).at(-1) ?? path;
  const stem = stemOf(file);
  const suffix = suffixOf(stem);
  const tail = suffix === undefined ? '' : stem.slice(suffix.base.length);
  return `*${tail}${file.slice(stem.length)}`.toLowerCase();
}

/** `*` stands for anything, `?` for one character; a pattern with `/` is of the end of the path, else of the file's name. */
export function matches(path: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return (
    new RegExp(`(^|/)${source}$`, 'iu').test(path) && (pattern.includes('/') || matchesName(path, source))
  );
}

function matchesName(path: string, source: string): boolean {
  return new RegExp(`^${source}$`, 'iu').test(namesOf(path).at(-1) ?? path);
}

function grouped(paths: readonly string[], keyOf: (path: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const group = groups.get(keyOf(path));
    if (group === undefined) groups.set(keyOf(path), [path]);
    else group.push(path);
  }
  return groups;
}

/** One group, or one for each way in which several names end. */
function inFolder(folder: string, paths: readonly string[]): Group[] {
  const byPattern = grouped(paths, patternOf);
  const areTold = [...byPattern.values()].every((files) => files.length > 1) && byPattern.size > 1;
  if (!areTold || byPattern.size > maxPatterns) return [{ key: folder, folder, paths }];
  return [...byPattern].map(([pattern, files]) => ({
    key: folder === '' ? pattern : `${folder}/${pattern}`,
    folder,
    pattern,
    paths: files,
  }));
}

/** The user's patterns take their files first, in their order; every path is in one group. */
export function groupFiles(paths: readonly string[], patterns: readonly string[]): Group[] {
  const taken = new Set<string>();
  const own = patterns.map((pattern): Group => {
    const files = paths.filter((path) => !taken.has(path) && matches(path, pattern));
    for (const path of files) taken.add(path);
    return { key: pattern, folder: '', pattern, paths: files };
  });
  const left = paths.filter((path) => !taken.has(path));
  return [...own, ...[...grouped(left, folderOf)].flatMap(([folder, files]) => inFolder(folder, files))];
}
