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
    const { files } = await readEntries({ entries: [root], links: [] });
    expect(files).toHaveLength(392);
    expect(files[390]?.path).toBe('hazelnut/train/good/390.png');
  });

  it('keeps two folders dropped at once apart by their names', async () => {
    const roots = ['/a', '/b'].map((name) => folderEntry(name, [fileEntry(`${name}/x.png`)]));
    expect((await readEntries({ entries: roots, links: [] })).files.map((file) => file.path)).toEqual([
      'a/x.png',
      'b/x.png',
    ]);
  });

  it('names what browsers show nothing of: links, folders of links alone, and what lies too deep', async () => {
    const deep = Array.from({ length: 12 }).reduce<FileSystemEntry>(
      (inner, _, i) => folderEntry(`/deep${'/x'.repeat(11 - i)}`, [inner]),
      fileEntry('/deep/0.png'),
    );
    const nut = folderEntry('/nut', [folderEntry('/nut/good', []), fileEntry('/nut/0.png')]);
    const { files, unread } = await readEntries({ entries: [nut, deep], links: ['linked'] });
    expect(files.map(({ path }) => path)).toEqual(['nut/0.png']);
    expect(unread.map(({ path, kind }) => [path, kind])).toEqual([
      ['linked', 'link-not-followed'],
      ['nut/good', 'folder-shows-nothing'],
      [`deep${'/x'.repeat(10)}`, 'folder-too-deep'],
    ]);
  });

  it('leaves out a file that cannot be read, and reads the others', async () => {
    const refuse = (_: unknown, reject: (error: Error) => void) => {
      reject(new Error('no rights'));
    };
    const locked = Object.assign(fileEntry('/nut/1.png'), { file: refuse });
    const nut = folderEntry('/nut', [locked, fileEntry('/nut/2.png')]);
    const { files, unread } = await readEntries({ entries: [nut], links: [] });
    expect(files.map(({ path }) => path)).toEqual(['nut/2.png']);
    expect(unread).toMatchObject([{ path: 'nut/1.png', kind: 'unreadable', came: 'no rights' }]);
  });
});
