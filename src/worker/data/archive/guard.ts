/** Holds an archive to its limits while it is read: paths, numbers of entries, bytes. */
import { failure, success, type Result } from '../../../core/result.ts';
import type { ArchiveLimits } from './limits.ts';
import { ArchiveStop, type EntryProblem } from './problem.ts';

export interface Guard {
  readonly limits: ArchiveLimits;
  /** Counts one more file, folder or link. @throws ArchiveStop at one too many. */
  readonly countEntry: () => void;
  /** The path as the app spells it, or why it is refused; each path is admitted once. */
  readonly admit: (path: string) => Result<string, EntryProblem>;
  /** Counts packed bytes that were read. */
  readonly countPacked: (bytes: number) => void;
  /** Counts bytes that came out. @throws ArchiveStop at too many. */
  readonly countExpanded: (bytes: number) => void;
}

type Refusal = readonly [EntryProblem['kind'], wanted: string];

/** A path as it may be shown: what cannot be printed is spelt out. */
export function printable(path: string): string {
  return path
    .slice(0, 300)
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function refusalOf(path: string, names: readonly string[], maxLength: number): Refusal | undefined {
  if (path.length > maxLength) return ['path-too-long', `at most ${maxLength} characters`];
  if (/\p{Cc}/u.test(path)) return ['path-control', 'a path without control characters'];
  if (/^([/\\]|[a-z]:)/i.test(path)) return ['path-absolute', 'a path inside the archive'];
  if (names.includes('..')) return ['path-escapes', 'a path without ..'];
  return names.length === 0 ? ['path-empty', 'a name'] : undefined;
}

/** `1.5 GB` and so on. */
function describeBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${units[power] ?? ''}`;
}

export function tooLarge(path: string, size: number, { maxEntryBytes }: ArchiveLimits): EntryProblem {
  const wanted = `at most ${describeBytes(maxEntryBytes)}`;
  return { kind: 'entry-too-large', path: printable(path), came: describeBytes(size), wanted };
}

export function createGuard(limits: ArchiveLimits, onPacked?: (bytes: number) => void): Guard {
  const { maxEntries, maxExpandedBytes, maxRatio, ratioFromBytes, maxPathLength } = limits;
  const seen = new Set<string>();
  let [entries, packed, expanded] = [0, 0, 0];
  return {
    limits,
    countEntry() {
      entries++;
      if (entries > maxEntries)
        throw new ArchiveStop('too-many-entries', `more than ${maxEntries}`, `at most ${maxEntries} entries`);
    },
    admit(path) {
      const names = path.split(/[/\\]/).filter((name) => name !== '' && name !== '.');
      const clean = names.join('/').normalize();
      const refusal =
        refusalOf(path, names, maxPathLength) ??
        (seen.has(clean) ? (['path-duplicate', 'each path once'] as const) : undefined);
      if (refusal !== undefined) {
        const [kind, wanted] = refusal;
        return failure({ kind, path: printable(path), came: printable(path), wanted });
      }
      seen.add(clean);
      return success(clean);
    },
    countPacked(bytes) {
      packed += bytes;
      onPacked?.(bytes);
    },
    countExpanded(bytes) {
      expanded += bytes;
      if (expanded > maxExpandedBytes) {
        const came = `more than ${describeBytes(maxExpandedBytes)}`;
        throw new ArchiveStop(
          'too-much-expanded',
          came,
          `at most ${describeBytes(maxExpandedBytes)} expanded`,
        );
      }
      if (expanded <= ratioFromBytes || expanded <= packed * maxRatio) return;
      const came = `${describeBytes(expanded)} out of ${describeBytes(packed)}`;
      throw new ArchiveStop('too-compressed', came, `at most ${maxRatio} times the packed size`);
    },
  };
}
