/**
 * Files out of a drop: whole folders, several at once. A directory reader hands out at most 100 entries a call, so it is
 * asked until it has no more.
 */
import { messageOf } from '../../../core/message-of.ts';
import type { FileProblem, SourceFile } from '../../../state/worker-types.ts';

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

/** What a drop holds: files, and what in it cannot be read, with the reason. */
export interface Dropped {
  readonly files: readonly SourceFile[];
  readonly unread: readonly FileProblem[];
}

/** What was found so far. */
interface Found {
  readonly files: SourceFile[];
  readonly unread: FileProblem[];
}

const pathOf = ({ fullPath }: FileSystemEntry) => fullPath.replace(/^\//, '');

async function collectFolder(folder: FileSystemDirectoryEntry, depth: number, found: Found): Promise<void> {
  const path = pathOf(folder);
  if (depth >= deepest) {
    found.unread.push({ path, kind: 'folder-too-deep', came: `${depth + 1}`, wanted: `${deepest}` });
    return;
  }
  const children = await readDirectory(folder);
  // Browsers pass over links inside a folder: one that holds nothing else looks empty.
  if (children.length === 0) found.unread.push({ path, kind: 'folder-shows-nothing', came: '0' });
  for (const child of children) await collect(child, depth + 1, found);
}

async function collect(entry: FileSystemEntry, depth: number, found: Found): Promise<void> {
  const path = pathOf(entry);
  try {
    if (entry.isFile) found.files.push({ path, blob: await fileOf(entry as FileSystemFileEntry) });
    else await collectFolder(entry as FileSystemDirectoryEntry, depth, found);
  } catch (error) {
    const came = messageOf(error);
    found.unread.push({ path, kind: 'unreadable', came, wanted: 'a file that can be read' });
  }
}

/** What was dropped, as the drop event alone can say. */
export interface Taken {
  readonly entries: readonly FileSystemEntry[];
  /** Names of links, for which browsers give no entry. */
  readonly links: readonly string[];
}

/** Must be called inside the drop event: its items are gone afterwards. */
export function takeEntries(transfer: DataTransfer): Taken {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const taken = items.map((item) => ({ entry: item.webkitGetAsEntry(), name: item.getAsFile()?.name ?? '' }));
  return {
    entries: taken.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    links: taken.flatMap(({ entry, name }) => (entry === null && name !== '' ? [name] : [])),
  };
}

export async function readEntries({ entries, links }: Taken): Promise<Dropped> {
  const found: Found = {
    files: [],
    unread: links.map((path) => ({ path, kind: 'link-not-followed', came: path })),
  };
  for (const entry of entries) await collect(entry, 0, found);
  return found;
}

/** Files of an <input>; a folder input gives paths, a file input only names. */
export function filesOf(list: FileList): SourceFile[] {
  return [...list].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    blob: file,
  }));
}
