/** Images as panels look at them: held in memory, or read from where they are stored and kept for a while. */
import { isHeld, type Dataset, type DatasetEntry, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';

/** Bytes of pixels kept of those that were read: some two hundred images of 256 px. */
const keptBytes = 48 * 2 ** 20;

const bytesOf = ({ image, mask }: DatasetItem) => image.data.length + (mask?.data.length ?? 0);

/** Entries of a dataset, which is missing while it is being drawn. */
type From = Dataset | undefined;

export interface DatasetPixels {
  /** At once; `undefined` if the pixels of one are not here. */
  readonly peek: (entries: readonly DatasetEntry[], from: From) => readonly DatasetItem[] | undefined;
  /** In their order; `undefined` if the dataset is not there any more. Rejects if it cannot be read. */
  readonly look: (
    entries: readonly DatasetEntry[],
    from: From,
  ) => Promise<readonly DatasetItem[] | undefined>;
}

export function createPixels(data: Pick<DataClient, 'lookAtStored'>): DatasetPixels {
  /** Those that were read last at the end. */
  const kept = new Map<string, DatasetItem>();
  let bytes = 0;

  function keep(key: string, item: DatasetItem): void {
    if (kept.has(key)) return;
    kept.set(key, item);
    bytes += bytesOf(item);
    for (const [oldest, one] of kept) {
      if (bytes <= keptBytes) return;
      kept.delete(oldest);
      bytes -= bytesOf(one);
    }
  }

  const keyOf = (path: string, from: From) => `${from?.fingerprint ?? ''} ${path}`;
  const find = (entry: DatasetEntry, from: From) =>
    isHeld(entry) ? entry : kept.get(keyOf(entry.path, from));
  const peek: DatasetPixels['peek'] = (entries, from) => {
    const found = entries.flatMap((entry) => find(entry, from) ?? []);
    return found.length === entries.length ? found : undefined;
  };

  return {
    peek,
    async look(entries, from) {
      const here = peek(entries, from);
      if (here !== undefined || from?.storedAt === undefined) return here;
      const read = await data.lookAtStored({ ...from.storedAt, paths: entries.map(({ path }) => path) });
      for (const item of read ?? []) keep(keyOf(item.path, from), item);
      return read;
    },
  };
}
