/** Importing: a folder of large pictures, a large archive, and reads of what was stored. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { write, writeCategory } from '../../e2e/support/folder.ts';
import { encodePng } from '../../e2e/support/png.ts';
import { createRandom } from '../../src/core/random.ts';
import { importThroughPage, type Imported } from '../support/import-page.ts';
import type { BenchResult } from '../support/report.ts';

const side = 900;

async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'kizu-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const opened = (name: string, minutes: number) => (page: Page) =>
  page.getByRole('heading', { name: `Images: ${name}` }).waitFor({ timeout: minutes * 60_000 });

function told(name: string, imported: Imported, note: string): BenchResult[] {
  const { seconds, longestTask, restingMb, peakMb } = imported;
  return [
    { name, ours: seconds, unit: 's', note },
    { name: `${name}-longest-task`, ours: longestTask, unit: 'ms', note: 'of the page; 0: none of 50 ms' },
    {
      name: `${name}-memory`,
      ours: peakMb - restingMb,
      unit: 'MB',
      note: `most, above ${restingMb.toFixed(0)} MB at rest`,
    },
  ];
}

/** Runs in the data worker, by the handle that it reads with. */
const readStored = `(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('datasets');
  const times = [];
  for await (const file of folder.values()) {
    const handle = await file.createSyncAccessHandle({ mode: 'read-only' });
    const bytes = 3 * 256 * 256;
    const images = Math.floor(handle.getSize() / bytes);
    for (let round = 0; round < 20; round++) {
      const start = performance.now();
      for (let i = 0; i < 64; i++) {
        handle.read(new Uint8Array(bytes), { at: ((i * 7919 + round * 104729) % images) * bytes });
      }
      times.push(performance.now() - start);
    }
    handle.close();
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
})()`;

async function timeReads(page: Page): Promise<number> {
  const workers = await Promise.all(
    page.workers().map(async (worker) => [worker, await worker.evaluate<string>('self.name')] as const),
  );
  const data = workers.find(([, name]) => name === 'data');
  return data === undefined ? Number.NaN : data[0].evaluate<number>(readStored);
}

/** 292 pictures, as many as the largest of MVTec's training folders but two. */
export async function dataBench(): Promise<BenchResult[]> {
  return inFolder(async (root) => {
    const folder = await writeCategory(root, 'plates', { train: 270, good: 11, defective: 11 }, side);
    let read = Number.NaN;
    const imported = await importThroughPage(
      folder,
      async (page) => {
        await opened('plates', 5)(page);
      },
      async (page) => {
        read = await timeReads(page);
      },
    );
    return [
      ...told('import-folder', imported, '292 PNGs of 900x900 to 256 px, from the drop to the page'),
      {
        name: 'read-64-stored',
        ours: read,
        unit: 'ms',
        note: '64 images of 256 px at random places of the pack, median of 20',
      },
    ];
  });
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
  return inFolder(async (root) => {
    await writeNoise(join(root, 'noise'), 420);
    const archive = join(root, 'noise.tar.xz');
    execFileSync('tar', ['-I', 'xz -0 -T2', '-cf', archive, '-C', root, 'noise']);
    const megabytes = (statSync(archive).size / 1e6).toFixed(0);
    const imported = await importThroughPage(archive, opened('noise', 20));
    return told('import-archive', imported, `a tar.xz of ${megabytes} MB, 420 pictures of 900x900`);
  });
}
