/**
 * Files out of a drop: whole folders, several at once. A directory reader hands out at most 100 entries a call, so it is
 * asked until it has no more.
 */
import type { SourceFile } from '../../../state/worker-types.ts';

/** The deepest folders that are read. */
const deepest = 10;

function readPart(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}

async function readDirectory(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const entries: FileSystemEntry[] = [];
  for (let part = await readPart(reader); part.length > 0; part = await readPart(reader))
    entries.push(...part);
  return entries;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

async function collect(entry: FileSystemEntry, depth: number): Promise<SourceFile[]> {
  if (entry.isFile) {
    const blob = await fileOf(entry as FileSystemFileEntry);
    return [{ path: entry.fullPath.replace(/^\//, ''), blob }];
  }
  if (depth >= deepest) return [];
  const found: SourceFile[] = [];
  for (const child of await readDirectory(entry as FileSystemDirectoryEntry)) {
    found.push(...(await collect(child, depth + 1)));
  }
  return found;
}

/** Must be called inside the drop event: its items are gone afterwards. */
export function takeEntries(transfer: DataTransfer): FileSystemEntry[] {
  return [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry === null ? [] : [entry];
  });
}

export async function readEntries(entries: readonly FileSystemEntry[]): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const entry of entries) found.push(...(await collect(entry, 0)));
  return found;
}

/** Files of an <input>; a folder input tells paths, a file input only names. */
export function filesOf(list: FileList): SourceFile[] {
  return [...list].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    blob: file,
  }));
}
