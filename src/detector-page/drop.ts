/** Files that are dropped on the page. Of a page on a disk browsers read dropped files, and folders where they let it. */
import type { SourceFile } from '../state/worker-types.ts';
import { readEntries, type Dropped } from '../ui/frame/drop/read-entries.ts';

/** Must be called inside the drop event: its items are gone afterwards. */
export function takeDropped(transfer: DataTransfer): Promise<Dropped> {
  const files: SourceFile[] = [];
  const folders: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) folders.push(entry);
    else if (file !== null) files.push({ path: file.name, blob: file });
  }
  return readEntries({ entries: folders, links: [] }).then(({ files: inside, unread }) => ({
    files: [...files, ...inside],
    unread,
  }));
}
