/** Packs in the browser's private file system. Workers only: pages have no synchronous handles. */
import type { Locks, PackFiles, PackReader, PackWriter, SharedReader } from './files.ts';

async function folderOf(name: 'datasets' | 'runs'): Promise<FileSystemDirectoryHandle> {
  if (!isSecureContext) throw new Error('http://, not https://'); // read in both languages
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(name, { create: true });
}

/** Rejects if the browser has no such file system, or refuses it (private windows). */
export async function openPackFolder(folderName: 'datasets' | 'runs'): Promise<PackFiles> {
  const folder = await folderOf(folderName);
  return {
    async write(name, length) {
      const file = await folder.getFileHandle(name, { create: true });
      return writerOf(await file.createSyncAccessHandle(), length);
    },
    read: async (name) => readerOf(await folder.getFileHandle(name)),
    async list() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    async remove(name) {
      try {
        await folder.removeEntry(name);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
      }
    },
  };
}

function writerOf(handle: FileSystemSyncAccessHandle, length: number): PackWriter {
  let end = length;
  try {
    const size = handle.getSize();
    if (size < length) throw cut(length, size);
    handle.truncate(length);
  } catch (error) {
    handle.close();
    throw error;
  }
  return {
    append(bytes) {
      const at = end;
      const written = handle.write(bytes, { at });
      // Chromium gives 2^32 less an error's number where there is no room: more than was to be written.
      if (written !== bytes.length) throw new DOMException('No room for the rest.', 'QuotaExceededError');
      end += written;
      return at;
    },
    read: (at, wanted) => readNow(handle, at, wanted),
    flush: () => {
      handle.flush();
    },
    close: () => {
      handle.close();
    },
  };
}

/** Reading alone, which several tabs may do at once; not every browser has it. */
async function openShared(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle | undefined> {
  try {
    const options: { readonly mode: 'read-only' } = { mode: 'read-only' };
    const open: (given: typeof options) => Promise<FileSystemSyncAccessHandle> =
      file.createSyncAccessHandle.bind(file);
    return await open(options);
  } catch {
    return undefined; // another tab holds it the old way
  }
}

/** A handle that nothing can read from any more is closed: whoever holds an image of a pack holds its reader. */
const abandoned = new FinalizationRegistry<FileSystemSyncAccessHandle>((handle) => {
  handle.close();
});

function readNow(handle: FileSystemSyncAccessHandle, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const count = handle.read(bytes, { at });
  if (count !== length) throw cut(at + length, at + count);
  return bytes;
}

/**
 * `undefined` if the browser lets only one tab at a time read without waiting. A pack is not taken away while it is read so; it
 * goes when the shelf is next listed.
 */
export async function openSharedReader(
  folderName: 'datasets' | 'runs',
  name: string,
): Promise<SharedReader | undefined> {
  const folder = await folderOf(folderName);
  const handle = await openShared(await folder.getFileHandle(name));
  if (handle === undefined) return undefined;
  const reader: SharedReader = { read: (at, length) => readNow(handle, at, length) };
  abandoned.register(reader, handle);
  return reader;
}

async function readerOf(file: FileSystemFileHandle): Promise<PackReader> {
  const handle = await openShared(file);
  if (handle !== undefined) {
    return {
      read: async (at, length) => Promise.resolve(readNow(handle, at, length)),
      close: () => {
        handle.close();
      },
    };
  }
  const blob = await file.getFile();
  return {
    async read(at, length) {
      const bytes = new Uint8Array(await blob.slice(at, at + length).arrayBuffer());
      if (bytes.length < length) throw cut(at + length, blob.size);
      return bytes;
    },
    close: () => undefined,
  };
}

function cut(wanted: number, came: number): Error {
  return new Error(`The stored images end at byte ${came}; ${wanted} are wanted.`);
}

/** Web Locks. */
export const browserLocks: Locks = {
  // The callback's promise is what the lock waits for; the library types flatten it.
  hold: async (name, work) => await navigator.locks.request(lockName(name), work),
  tryHold: async (name, work) =>
    await navigator.locks.request(lockName(name), { ifAvailable: true }, (lock) =>
      lock === null ? undefined : work(),
    ),
};

function lockName(name: string): string {
  return `kizu ${name}`;
}
