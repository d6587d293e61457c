/**
 * Thousands of images: the import shows its pace, the page answers, trains and opens them again, and its memory stays within bounds,
 * that of its workers in it. Here 800 of them; all 10,000 with `KIZU_IMAGES=10000 npm run e2e:slow -- e2e/slow/large`.
 */
import { readFile, rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { train } from '../support/page.ts';

const images = Number(process.env['KIZU_IMAGES'] ?? 800);
const mostMegabytes = 600;
const tiny = '?v=1&width=quarter&side=64&input=32&steps=4&batch=2&bank=6&stride=1';

interface Process {
  readonly type: string;
  readonly id: number;
}

/** The most that any page of the browser has held so far with its workers, by the kernel's count. */
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
    'are imported, shown, tuned on, trained on and opened again within 600 MB',
    async () => {
      const counts = { train: images - 40, good: 20, defective: 20 };
      const folder = await writeCategory(await temporaryFolder(), 'many', counts, 64);
      const { page, complaints, close } = await host.open(`#/data${tiny}`);
      await page.getByRole('heading', { name: /hex-nut/ }).waitFor();
      const patience = { timeout: 900_000 };
      const told: string[] = [];
      let began = Date.now();
      const tell = async (what: string) => {
        const peak = await peakMegabytes(host.browser());
        told.push(`${what} ${((Date.now() - began) / 1000).toFixed(1)} s, at most ${peak.toFixed(0)} MB`);
        began = Date.now();
        return peak;
      };
      await dropPaths(page, [folder]);
      await page.getByText(/Reading \d+ \/ \d+.*left|Reading \d+ \/ \d+/).waitFor(patience);
      await page.getByRole('heading', { name: 'Images: many' }).waitFor(patience);
      await tell('imported in');
      await page
        .getByText(`${images - 40} images`)
        .first()
        .waitFor();
      await page.getByRole('img', { name: 'train/good/000.png' }).waitFor();
      await page.getByRole('tab', { name: 'Tune' }).click();
      await page.getByRole('figure').nth(5).waitFor(patience);
      await train(page);
      await tell('four steps and the gallery in');
      began = Date.now();
      await page.reload();
      await page.getByRole('tab', { name: 'Tune' }).click();
      await page.getByRole('figure').nth(5).waitFor(patience);
      const peak = await tell('first gallery after opening it again in');
      await page.getByRole('tab', { name: 'Data' }).click();
      await page.getByRole('heading', { name: 'Images: many' }).waitFor(patience);
      process.stdout.write(`${images} images: ${told.join('; ')}\n`);
      expect(peak).toBeLessThan(mostMegabytes);
      expect(complaints).toEqual([]);
      await close();
      await rm(folder, { recursive: true });
    },
    1_800_000,
  );
});
