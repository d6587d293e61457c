/** Imports through the built page, as a person's drop would, and watches its thread and its memory meanwhile. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { dropPaths, launchKeeping } from '../../e2e/support/browser.ts';
import { serveBuiltSite } from '../../e2e/support/site.ts';

export interface Imported {
  /** Seconds from the drop to the images on the page. */
  readonly seconds: number;
  /** Longest task of the page's thread meanwhile in ms, 0 where none took 50 ms. */
  readonly longestTask: number;
  /** Most resident memory of the browser's largest process, MB, before the drop and during the import. */
  readonly restingMb: number;
  readonly peakMb: number;
}

/** Runs in the page. */
const watchTasks = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
`;

/** Resident megabytes of the largest renderer: the page and its workers are threads of one. */
function rendererMb(): number {
  const sizes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
        const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? '0';
        return Number(kilobytes) / 1024;
      } catch {
        return 0; // it ended while being looked at
      }
    });
  return Math.max(...sizes);
}

async function timeDrop(
  page: Page,
  path: string,
  isDone: (page: Page) => Promise<unknown>,
): Promise<Imported> {
  await page.getByText('Ready', { exact: true }).waitFor();
  await page.waitForTimeout(2000);
  const restingMb = rendererMb();
  let peakMb = restingMb;
  const sampling = setInterval(() => (peakMb = Math.max(peakMb, rendererMb())), 250);
  await page.evaluate('window.longest = 0');
  const start = performance.now();
  await dropPaths(page, [path]);
  await isDone(page);
  const seconds = (performance.now() - start) / 1000;
  clearInterval(sampling);
  const longestTask = await page.evaluate<number>('window.longest');
  return { seconds, longestTask, restingMb, peakMb };
}

/** `isDone` resolves once the images are there; `then` may look at the page before it closes. */
export async function importThroughPage(
  path: string,
  isDone: (page: Page) => Promise<unknown>,
  then: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Imported> {
  const site = await serveBuiltSite();
  const profile = mkdtempSync(join(tmpdir(), 'kizu-profile-'));
  const browser = await launchKeeping(profile);
  try {
    const page = await browser.newPage();
    await page.addInitScript(watchTasks);
    await page.goto(`${site.url}#/data?v=1`);
    const imported = await timeDrop(page, path, isDone);
    await then(page);
    return imported;
  } finally {
    await browser.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
