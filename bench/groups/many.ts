/** Ten thousand images through the page: memory of the page with its workers, and how soon a kept dataset is seen again. */
import { manyName, writeManyImages } from '../data/ten-thousand.ts';
import type { BenchResult } from '../support/report.ts';
import { watchManyImages } from '../pages/many-page.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

export async function manyImagesBench(): Promise<BenchResult[]> {
  const { restingMb, imported, opened, trained } = await inTemporaryFolder(async (root) =>
    watchManyImages(await writeManyImages(root), manyName),
  );
  const most = Math.max(opened.ownMb, trained.ownMb);
  const mega = (megabytes: number) => megabytes.toFixed(0);
  const told = `page and workers together, most while the kept dataset is opened (${mega(opened.ownMb)}) and trained on (${mega(trained.ownMb)}), without the browser's program (with it ${mega(opened.peakMb)} and ${mega(trained.peakMb)}); at rest before ${mega(restingMb)}, while importing ${mega(imported.ownMb)}`;
  return [
    { name: 'memory-10k', ours: most, unit: 'MB', note: told },
    {
      name: 'gallery-10k',
      ours: opened.seconds,
      unit: 's',
      note: 'from the address to twelve pseudo-anomalies of the kept dataset',
    },
    {
      name: 'import-10k',
      ours: imported.seconds,
      unit: 's',
      note: '10,000 PNGs of 256 px, from the drop to the page',
    },
  ];
}
