/** Importing: a folder of large pictures, a large archive, and reads of what was stored. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { write } from '../../e2e/support/folder.ts';
import { encodePng } from '../../e2e/support/png.ts';
import { createRandom } from '../../src/core/random.ts';
import { categoryName, imageCount, writeLargeCategory } from '../data/folder.ts';
import { timeKeeping, timePackReads } from '../data/pack.ts';
import { importThroughPage, type Imported } from '../pages/import-page.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { quantile } from '../support/timing.ts';

const side = 900;

const opened = (name: string, minutes: number) => (page: Page) =>
  page.getByRole('heading', { name: `Images: ${name}` }).waitFor({ timeout: minutes * 60_000 });

function told(name: string, imported: Imported, note: string): BenchResult[] {
  const { seconds, busySeconds, longestTask, longestByClock, restingMb, peakMb } = imported;
  return [
    { name, ours: seconds, unit: 's', note },
    { name: `${name}-processor`, ours: busySeconds, unit: 's', note: 'of the whole browser, over all cores' },
    {
      name: `${name}-longest-task`,
      ours: longestTask,
      unit: 'ms',
      note: `of the page's thread, processor time; by the clock ${longestByClock.toFixed(0)} ms (0: none of 50 ms)`,
    },
    {
      name: `${name}-memory`,
      ours: peakMb - restingMb,
      unit: 'MB',
      note: `most, above ${restingMb.toFixed(0)} MB at rest`,
    },
  ];
}

/** What a training's checkpoint costs; it is written again only after 20 times as long. */
async function keepBench(): Promise<BenchResult> {
  const { file, database, read, bytes } = await timeKeeping();
  const [megabytes, back] = [(bytes / 1e6).toFixed(0), quantile(read, 0.5).toFixed(0)];
  return compared({
    name: 'keep-run-full',
    ours: quantile(file, 0.5),
    baseline: quantile(database, 0.5),
    unit: 'ms',
    note: `${megabytes} MB (ResNet18, AdamW, best network) to OPFS, read back in ${back} ms; baseline: IndexedDB`,
  });
}

export async function dataBench(): Promise<BenchResult[]> {
  const imported = await inTemporaryFolder(async (root) => {
    const folder = await writeLargeCategory(root);
    return importThroughPage(folder, opened(categoryName, 5));
  });
  const { pack, files } = await timePackReads();
  const p95 = quantile(pack, 0.95).toFixed(1);
  return [
    ...told(
      'import-292-png',
      imported,
      `${imageCount} PNGs of 900 px, RGB, to 256 px, from the drop to the page`,
    ),
    compared({
      name: 'pack-read-64',
      ours: quantile(pack, 0.5),
      baseline: quantile(files, 0.5),
      unit: 'ms',
      note: `64 random images of 256 px from one pack in OPFS, p95 ${p95} ms; baseline: a file an image`,
    }),
    await keepBench(),
  ];
}

/** Noise, which nothing packs: an archive as large as its pictures. */
async function writeNoise(folder: string, images: number): Promise<void> {
  const noise = new Uint8Array(3 * side * side);
  const random = createRandom('noise');
  for (let i = 0; i < images; i++) {
    for (let at = 0; at < noise.length; at++) noise[at] = random.integer(256);
    await write(
      join(folder, 'train/good', `${String(i).padStart(4, '0')}.png`),
      encodePng('rgb', side, side, noise),
    );
  }
}

export async function largeDataBench(): Promise<BenchResult[]> {
  return inTemporaryFolder(async (root) => {
    await writeNoise(join(root, 'noise'), 420);
    const archive = join(root, 'noise.tar.xz');
    execFileSync('tar', ['-I', 'xz -0 -T2', '-cf', archive, '-C', root, 'noise']);
    const megabytes = (statSync(archive).size / 1e6).toFixed(0);
    const imported = await importThroughPage(archive, opened('noise', 20));
    return told('import-archive', imported, `a tar.xz of ${megabytes} MB, 420 pictures of 900x900`);
  });
}
