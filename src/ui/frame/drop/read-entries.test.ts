import { describe, expect, it } from 'vitest';
import { readEntries } from './read-entries.ts';

function fileEntry(fullPath: string): FileSystemEntry {
  const file = (resolve: (file: File) => void) => {
    resolve(new File(['x'], fullPath));
  };
  return { isFile: true, isDirectory: false, fullPath, name: fullPath, file } as unknown as FileSystemEntry;
}

/** As browsers do: at most 100 entries a call, then none. */
function folderEntry(fullPath: string, children: readonly FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (resolve: (entries: FileSystemEntry[]) => void) => {
        const part = children.slice(at, at + 100);
        at += 100;
        resolve(part);
      },
    };
  };
  return {
    isFile: false,
    isDirectory: true,
    fullPath,
    name: fullPath,
    createReader,
  } as unknown as FileSystemEntry;
}

describe('reading a dropped folder', () => {
  it('finds all of 391 files, though a reader gives 100 at a time', async () => {
    const names = Array.from({ length: 391 }, (_, i) => `/hazelnut/train/good/${String(i)}.png`);
    const good = folderEntry('/hazelnut/train/good', names.map(fileEntry));
    const root = folderEntry('/hazelnut', [
      folderEntry('/hazelnut/train', [good]),
      fileEntry('/hazelnut/readme.txt'),
    ]);
    const files = await readEntries([root]);
    expect(files).toHaveLength(392);
    expect(files[390]?.path).toBe('hazelnut/train/good/390.png');
  });

  it('keeps two folders dropped at once apart by their names', async () => {
    const roots = ['/a', '/b'].map((name) => folderEntry(name, [fileEntry(`${name}/x.png`)]));
    expect((await readEntries(roots)).map((file) => file.path)).toEqual(['a/x.png', 'b/x.png']);
  });

  it('finds nothing in an empty folder', async () => {
    expect(await readEntries([folderEntry('/empty', [])])).toEqual([]);
  });
});
