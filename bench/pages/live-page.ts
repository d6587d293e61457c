/** Detectors on frozen features in the built page, in Chromium without a GPU: what a person waits for. */
import type { Page } from 'playwright-core';
import { dropPaths } from '../../e2e/support/browser.ts';
import { readBrowserUse } from './processes.ts';
import { withProfiledPage } from './profiled-page.ts';
import { traceTasks, watchTasks } from './trace-tasks.ts';

export interface Timed {
  readonly seconds: number;
  /** Processor time of the whole browser meanwhile. */
  readonly busySeconds: number;
}

export interface LiveTimes {
  /** From the switch to the first curve: features and the bank are made meanwhile. */
  readonly first: Timed;
  readonly moves: readonly Timed[];
  /** Longest task of the page's thread in ms: of processor time during one more move, and by the clock during `moves` (0 where none took 50 ms). */
  readonly longestTask: number;
  readonly longestByClock: number;
}

const patienceMs = 900_000;

/** A page of its own at the site's address with `rest` behind it, and times of what is done in it. */
function withPage<Value>(
  rest: string,
  work: (page: Page, time: (act: () => Promise<unknown>) => Promise<Timed>) => Promise<Value>,
): Promise<Value> {
  return withProfiledPage(async ({ page, url, profile }) => {
    page.setDefaultTimeout(patienceMs);
    await page.addInitScript(watchTasks);
    await page.goto(`${url}${rest}`);
    return work(page, async (act) => {
      const { busy } = readBrowserUse(profile);
      const start = performance.now();
      await act();
      const seconds = (performance.now() - start) / 1000;
      return { seconds, busySeconds: readBrowserUse(profile).busy - busy };
    });
  });
}

/** Scores all test images. */
async function toRoc(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('button', { name: 'Download results', disabled: false }).waitFor();
}

/** Rotation moves a degree at a time, by keyboard; each move waits for its curve. */
export async function timeLive(moves: number): Promise<LiveTimes> {
  return withPage('#/tune?v=2&d=hex-nut', async (page, time) => {
    await page.getByRole('button', { name: 'Candidate 24', exact: true }).waitFor();
    const settings = page.getByRole('region', { name: 'Live result' }).getByRole('listitem');
    const first = await time(async () => {
      await page.getByRole('switch', { name: 'Live', exact: true }).click();
      await settings.first().waitFor();
    });
    await page.evaluate('window.longest = 0');
    const move = async (number: number) => {
      await page.getByRole('slider', { name: 'Rotation maximum', exact: true }).press('ArrowRight');
      await settings.nth(number).waitFor();
    };
    const times: Timed[] = [];
    for (let number = 1; number <= moves; number++) times.push(await time(() => move(number)));
    const longestByClock = await page.evaluate<number>('window.longest');
    const endTrace = await traceTasks(page); // its own move: tracing takes time
    await move(moves + 1);
    return { first, moves: times, longestTask: Math.max(0, ...(await endTrace())), longestByClock };
  });
}

/** From the drop of a folder to the ROC curve of all its test images. */
export async function timeDropToRoc(folder: string, query: string): Promise<Timed> {
  return withPage(`#/evaluate?v=2&${query}`, async (page, time) => {
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.waitForTimeout(2000);
    return time(async () => {
      await dropPaths(page, [folder]);
      await page.getByRole('heading', { name: /^Images: / }).waitFor();
      await page.getByRole('tab', { name: /Evaluate/ }).click();
      await toRoc(page);
    });
  });
}

/** From opening a built-in category's page to the ROC curve: with training for a detector that needs it. */
export async function timeSampleToRoc(query: string, isTrained: boolean): Promise<Timed> {
  return withPage(`#/train?v=2&d=hex-nut&${query}`, (page, time) =>
    time(async () => {
      if (isTrained) {
        await page.getByRole('button', { name: 'Start training' }).click();
        await page.getByText('Trained. Next: evaluate.').waitFor({ timeout: 4 * 3_600_000 });
      }
      await page.getByRole('tab', { name: /Evaluate/ }).click();
      await toRoc(page);
    }),
  );
}
