/**
 * The files of a drop as one stream, whether they lie bare or in archives. A file inside `nut.tar.xz` has the path that it
 * would have if the archive were a folder `nut`.
 */
import { failure, type Result } from '../../core/result.ts';
import { archiveNameOf } from './archive/archive-type.ts';
import { readArchive } from './archive/read-archive.ts';
import type { FileProblem, SourceFile } from '../bridge/contract-data.ts';
import { readBytes, type PictureProblem } from './pictures/picture.ts';
import type { FileIdentity } from './storage/staged.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const archiveEnding = /(\.(tar\.(gz|xz|bz2|zst)|tar|tgz|txz|zip|7z|rar|gz|xz))$/i;

/** As much as a table or a picture may have. */
const headBytes = 512;

/** By how it starts, or, where that says nothing, by its name, so that a damaged archive is reported as one. */
export async function isArchive({ path, blob }: SourceFile): Promise<boolean> {
  if (archiveEnding.test(path)) return true;
  try {
    return archiveNameOf(new Uint8Array(await blob.slice(0, headBytes).arrayBuffer())) !== undefined;
  } catch {
    return false; // reported when it is read
  }
}

/** The folder that each archive stands for, by the archive's path: its name without its ending, and never a folder that is there. */
export function archiveFolders(
  sources: readonly SourceFile[],
  archives: readonly string[],
): Map<string, string> {
  const packed = new Set(archives);
  const bare = sources.map(({ path }) => path).filter((path) => !packed.has(path));
  const folders = new Map<string, string>();
  const isTaken = (folder: string) =>
    [...folders.values()].includes(folder) || bare.some((path) => path.startsWith(`${folder}/`));
  for (const path of archives) {
    const stem = path.replace(archiveEnding, '') || 'archive';
    let folder = stem;
    for (let copy = 2; isTaken(folder); copy++) folder = `${stem} (${copy})`;
    folders.set(path, folder);
  }
  return folders;
}

export interface FoundFile extends FileIdentity {
  /** Packed files are to be read before the next file is asked for. */
  readonly read: () => Promise<Result<Bytes, PictureProblem>>;
}

/** Settles with the files of one archive, and reports each problem with its path in the drop. */
export interface ArchiveReading {
  readonly archive: SourceFile;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProblem: (problem: FileProblem) => void;
  readonly onPacked?: (bytes: number) => void;
}

export async function* filesInArchive(reading: ArchiveReading): AsyncGenerator<FoundFile, void> {
  const { archive, folder, signal, onProblem, onPacked } = reading;
  const inDrop = (path: string) => (path === '' ? archive.path : `${folder}/${path}`);
  const options = { signal, ...(onPacked && { onPacked }) };
  for await (const item of readArchive(archive.blob, options)) {
    if (item.kind === 'problem') {
      onProblem({ ...item.problem, path: inDrop(item.problem.path) });
      continue;
    }
    const { entry } = item;
    const read: FoundFile['read'] = async () => {
      const bytes = await entry.bytes();
      if (bytes.ok) return bytes;
      const { kind, came, wanted } = bytes.problem;
      return failure({ kind, came, wanted });
    };
    yield { path: inDrop(entry.path), size: entry.size, modified: modifiedOf(archive.blob), read };
  }
}

export interface Drop {
  readonly sources: readonly SourceFile[];
  readonly archives: readonly string[];
}

export interface ReadFile {
  readonly file: FileIdentity;
  /** `undefined` for a file that need not be read. */
  readonly bytes: Result<Bytes, PictureProblem> | undefined;
}

/** Milliseconds since 1970; 0 where a blob does not know. */
function modifiedOf(blob: Blob): number {
  return 'lastModified' in blob && typeof blob.lastModified === 'number' ? blob.lastModified : 0;
}

export interface WantedOptions extends Pick<ArchiveReading, 'signal' | 'onProblem'> {
  /** Whether a file need not be read. */
  readonly isKnown: (file: FileIdentity) => boolean;
}

/**
 * Those of the `wanted` files that are there, each read when it is asked for; an archive is left once all that is wanted of
 * it was read.
 */
export async function* wantedFiles(
  { sources, archives }: Drop,
  wanted: ReadonlySet<string>,
  { isKnown, ...tools }: WantedOptions,
): AsyncGenerator<ReadFile, void> {
  const folders = archiveFolders(sources, archives);
  for (const source of sources) {
    const folder = folders.get(source.path);
    if (folder === undefined) {
      if (!wanted.has(source.path)) continue;
      const { path, blob } = source;
      const file = { path, size: blob.size, modified: modifiedOf(blob) };
      yield { file, bytes: isKnown(file) ? undefined : await readBytes(blob) };
      continue;
    }
    let left = [...wanted].filter((path) => path.startsWith(`${folder}/`)).length;
    if (left === 0) continue;
    for await (const file of filesInArchive({ archive: source, folder, ...tools })) {
      if (!wanted.has(file.path)) continue;
      const { path, size, modified, read } = file;
      yield { file: { path, size, modified }, bytes: isKnown(file) ? undefined : await read() };
      if (--left === 0) break;
    }
  }
}
