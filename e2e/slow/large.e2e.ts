/**
 * Thousands of images: the import shows its pace, the page answers, and its memory stays within bounds. Here 800 of them; all
 * 10,000 with `KIZU_IMAGES=10000 npm run e2e:slow -- e2e/slow/large`.
 */
import { readFile, rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';

const images = Number(process.env['KIZU_IMAGES'] ?? 800);
const mostMegabytes = 1500;

interface Process {
  readonly type: string;
  readonly id: number;
}

/** The most that any page of the browser has held so far, by the kernel's count. */
async function peakMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: Process[] };
  await session.detach();
  const peaks = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
      }),
  );
  return Math.max(...peaks);
}

describe(`${images} images`, () => {
  const host = hostSite({ webGpu: false });

  it.skipIf(process.platform !== 'linux')(
    'are imported, shown, tuned on and opened again within 1.5 GB',
    async () => {
      const counts = { train: images - 40, good: 20, defective: 20 };
      const folder = await writeCategory(await temporaryFolder(), 'many', counts, 64);
      const { page, complaints, close } = await host.open('#/data');
      await page.getByRole('heading', { name: /hex-nut/ }).waitFor();
      const patience = { timeout: 540_000 };
      const began = Date.now();
      await dropPaths(page, [folder]);
      await page.getByText(/Reading \d+ \/ \d+.*left|Reading \d+ \/ \d+/).waitFor(patience);
      await page.getByRole('heading', { name: 'Images: many' }).waitFor(patience);
      const importSeconds = (Date.now() - began) / 1000;
      const importPeak = await peakMegabytes(host.browser());
      await page
        .getByText(`${images - 40} images`)
        .first()
        .waitFor();
      await page.getByRole('tab', { name: 'Tune' }).click();
      await page.getByRole('figure').nth(5).waitFor();
      await page.reload();
      await page.getByRole('tab', { name: 'Data' }).click();
      await page.getByRole('heading', { name: 'Images: many' }).waitFor(patience);
      const peak = Math.max(importPeak, await peakMegabytes(host.browser()));
      process.stdout.write(
        `${images} images: imported in ${importSeconds.toFixed(0)} s with at most ${importPeak.toFixed(0)} MB, at most ${peak.toFixed(0)} MB in a page\n`,
      );
      expect(peak).toBeLessThan(mostMegabytes);
      expect(complaints).toEqual([]);
      await close();
      await rm(folder, { recursive: true });
    },
    900_000,
  );
});
