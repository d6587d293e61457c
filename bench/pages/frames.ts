/** Times between the frames of the built page, at rest and while it trains on software WebGPU. */
import type { Page } from 'playwright-core';
import { launch, openPage } from '../../e2e/support/browser.ts';
import { serveBuiltSite } from '../../e2e/support/site.ts';
import { traceTasks } from './trace-tasks.ts';

export interface Frames {
  /** Milliseconds from each frame to the next, in rising order. */
  readonly gaps: readonly number[];
  /** Longest task of the page's thread, 0 where none took 50 ms. */
  readonly longestTask: number;
}

/** Quarter width, crops of 32 px: the smallest network, with steps for as long as is looked. */
const tiny = '?v=1&width=quarter&side=64&input=32&steps=2000&batch=4&d=hex-nut';

/** Runs in the page. Plain text, since a function would carry the bundler's helpers with it. */
const watch = (ms: number) => `new Promise((resolve) => {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ type: 'longtask' });
  const gaps = [];
  const started = performance.now();
  let last;
  const frame = (at) => {
    if (last !== undefined) gaps.push(at - last);
    last = at;
    if (performance.now() - started < ${ms}) return requestAnimationFrame(frame);
    observer.disconnect();
    resolve({ gaps: gaps.sort((a, b) => a - b), longestTask });
  };
  requestAnimationFrame(frame);
})`;

async function startTraining(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /Train/ }).click();
  await page.getByRole('button', { name: 'Start training' }).click();
  await page
    .getByRole('region', { name: 'Training' })
    .getByText(/[5-9] (\/|of) 2/)
    .waitFor({ timeout: 240_000 });
}

export interface OverviewFrames extends Frames {
  /** Processor time of the longest task of the page's thread in ms, from the open page over `ms` with a knob moved. */
  readonly longestOwn: number;
}

/** The overview, alive: from the open page to its answer, then while its knob moves; that again with a trace, which takes time itself. */
export async function watchOverview(ms: number): Promise<OverviewFrames> {
  const site = await serveBuiltSite();
  const browser = await launch();
  const answered = (page: Page) =>
    page.locator('main [aria-hidden="true"]', { hasText: /^Answered in/ }).waitFor({ timeout: 600_000 });
  const move = async (page: Page) => {
    for (let i = 0; i < 3; i++)
      await page.getByRole('slider', { name: 'Rotation' }).first().press('ArrowRight');
  };
  try {
    const { page } = await openPage(browser, site.url);
    await answered(page);
    await move(page);
    const frames = await page.evaluate<Frames>(watch(ms));
    await page.goto('about:blank');
    const endTrace = await traceTasks(page);
    await page.goto(site.url);
    await answered(page);
    await move(page);
    await page.waitForTimeout(ms);
    return { ...frames, longestOwn: Math.max(0, ...(await endTrace())) };
  } finally {
    await browser.close();
    await site.close();
  }
}

export async function watchFrames(ms: number): Promise<{ atRest: Frames; training: Frames; steps: number }> {
  const site = await serveBuiltSite();
  const browser = await launch();
  try {
    const { page } = await openPage(browser, `${site.url}#/tune${tiny}`);
    await page.getByRole('figure').nth(11).waitFor();
    const atRest = await page.evaluate<Frames>(watch(ms));
    await startTraining(page);
    const training = await page.evaluate<Frames>(watch(ms));
    const text = await page.getByRole('region', { name: 'Training' }).innerText();
    return { atRest, training, steps: Number(/(\d+) (?:\/|of) 2/.exec(text)?.[1] ?? 0) };
  } finally {
    await browser.close();
    await site.close();
  }
}
