/** The speed of data: a large category from a drop to the page, and images back from the disk. */
import { imageCount } from '../data/folder.ts';
import { timeImport } from '../data/import.ts';
import { timePackReads } from '../data/pack.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { quantile } from '../support/timing.ts';

export async function dataBench(): Promise<BenchResult[]> {
  const { seconds, longestTaskMs, megabytes } = await timeImport();
  const { pack, files } = await timePackReads();
  const p95 = quantile(pack, 0.95).toFixed(1);
  return [
    {
      name: 'import-292-png',
      ours: seconds,
      unit: 's',
      note: `${imageCount} PNGs of 900 px (${megabytes.toFixed(0)} MB with masks) dropped on the page, to 256 px; longest main-thread task ${longestTaskMs.toFixed(0)} ms`,
    },
    compared({
      name: 'pack-read-64',
      ours: quantile(pack, 0.5),
      baseline: quantile(files, 0.5),
      unit: 'ms',
      note: `64 random images of 256 px from one pack in OPFS, p95 ${p95} ms; baseline: a file an image`,
    }),
  ];
}
