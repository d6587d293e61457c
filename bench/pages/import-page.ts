/** Imports through the built page, as a person's drop would, and watches its thread and its memory meanwhile. */
import type { Page } from 'playwright-core';
import { dropPaths } from '../../e2e/support/browser.ts';
import { readBrowserUse } from './processes.ts';
import { withProfiledPage } from './profiled-page.ts';
import { traceTasks, watchTasks } from './trace-tasks.ts';

export interface Imported {
  /** Seconds from the drop to the images on the page. */
  readonly seconds: number;
  /** Seconds of processor time of the whole browser meanwhile. */
  readonly busySeconds: number;
  /** Longest task of the page's thread meanwhile in ms: of processor time, and by the clock (0 where none took 50 ms). */
  readonly longestTask: number;
  readonly longestByClock: number;
  /** Most resident memory of the browser's largest process, MB, before the drop and during the import. */
  readonly restingMb: number;
  readonly peakMb: number;
}

async function timeDrop(
  page: Page,
  path: string,
  profile: string,
  isDone: (page: Page) => Promise<unknown>,
): Promise<Imported> {
  await page.getByText('Ready', { exact: true }).waitFor();
  await page.waitForTimeout(2000);
  const { rendererMb: restingMb, busy } = readBrowserUse(profile);
  let peakMb = restingMb;
  const sampling = setInterval(() => (peakMb = Math.max(peakMb, readBrowserUse(profile).rendererMb)), 250);
  await page.evaluate('window.longest = 0');
  const endTrace = await traceTasks(page);
  const start = performance.now();
  await dropPaths(page, [path]);
  await isDone(page);
  const seconds = (performance.now() - start) / 1000;
  const busySeconds = readBrowserUse(profile).busy - busy;
  clearInterval(sampling);
  await page.waitForTimeout(1000); // what opening brings about is watched too
  const longestByClock = await page.evaluate<number>('window.longest');
  const longestTask = Math.max(0, ...(await endTrace()));
  return { seconds, busySeconds, longestTask, longestByClock, restingMb, peakMb };
}

/** `isDone` resolves once the images are there. */
export function importThroughPage(path: string, isDone: (page: Page) => Promise<unknown>): Promise<Imported> {
  return withProfiledPage(async ({ page, url, profile }) => {
    await page.addInitScript(watchTasks);
    await page.goto(`${url}#/data?v=1`);
    return timeDrop(page, path, profile, isDone);
  });
}
