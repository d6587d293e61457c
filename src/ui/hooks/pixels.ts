/** Images with their pixels, as a panel needs them: those of a stored dataset come a moment later. */
import { useEffect, useState } from 'react';
import type { Dataset, DatasetEntry, DatasetItem } from '../../core/dataset/dataset.ts';
import { useStages } from './stages.ts';

/** None until all are there. */
export function usePixels(
  entries: readonly DatasetEntry[],
  from: Dataset | undefined,
): readonly DatasetItem[] {
  const { dataset } = useStages();
  const [read, setRead] = useState<{ readonly key: string; readonly items: readonly DatasetItem[] }>();
  const here = dataset.peek(entries, from);
  const isHere = here !== undefined;
  const key = [from?.fingerprint, ...entries.map(({ path }) => path)].join('\n');
  const isRead = read?.key === key; // also where nothing could be read: it is not tried again
  useEffect(() => {
    if (isHere || isRead) return undefined;
    let isOver = false;
    void dataset.look(entries, from).then((items = []) => {
      if (!isOver) setRead({ key, items });
    });
    return () => {
      isOver = true;
    };
  }, [dataset, entries, from, key, isHere, isRead]);
  return here ?? (isRead ? read.items : []);
}
