/** A camera in Inspect: from thirty normal frames to a verdict, and what is said where there is no camera. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import { createRgbImage, type RgbImage } from '../../src/core/image/image.ts';
import { narrowLooks } from '../support/audit-all.ts';
import { audit } from '../support/audit.ts';
import { launch, openPage } from '../support/browser.ts';
import { fakeCamera, writeScene } from '../support/fake-camera.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { wear } from '../support/looks.ts';
import { goTo } from '../support/screens.ts';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's own time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const [width, height] = [320, 240];

/** A nut in the middle of the camera's picture. */
function scene(hasDefect: boolean): RgbImage {
  const nut = drawSampleItems('hex-nut', height).next().value as { readonly image: RgbImage };
  const image = createRgbImage(width, height);
  const left = (width - height) / 2;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = y * height + Math.min(height - 1, Math.max(0, x - left));
      image.data.set(nut.image.data.subarray(3 * from, 3 * from + 3), 3 * (y * width + x));
    }
  if (hasDefect)
    for (let i = 0; i < 90; i++)
      for (let k = 0; k < 7; k++)
        image.data.fill(25, 3 * ((70 + i) * width + 100 + i + k), 3 * ((70 + i) * width + 101 + i + k));
  return image;
}

/** The main thread's own time for its longest task, in ms: a busy machine makes tasks long, not this. */
async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const isMain = (event: TraceEvent) => mains.some(({ pid, tid }) => pid === event.pid && tid === event.tid);
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && isMain(event));
  expect(tasks.length).toBeGreaterThan(20);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

describe('a camera', () => {
  const host = hostSite();
  let file: string;
  beforeAll(async () => {
    file = join(await temporaryFolder(), 'camera.y4m');
  });

  it('is learnt from and judged by, and the frames stay as a dataset', async () => {
    await writeScene(file, scene(false), 60);
    const browser = await launch({ flags: fakeCamera(file) });
    const { page, complaints, close } = await openPage(browser, `${host.url()}#/inspect`);
    const verdict = page.locator('p[data-verdict]');
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const longest = await longestTask(browser, page, async () => {
      await press('Start camera');
      await page.getByText('320 x 240 px').waitFor();
      await press('Take 30 normal frames');
      await page.getByText('30 of 30 normal frames').waitFor({ timeout: 120_000 });
      await press('Build the detector');
      await verdict.waitFor({ timeout: 120_000 });
    });
    expect(longest).toBeLessThan(100);
    await page.getByText(/frames a second/).waitFor();
    await page.getByText(/PatchCore, fitted on normal images of camera-/).waitFor();

    // Another part lies there: Chromium opens the file anew with the camera.
    await press('Stop camera');
    await writeScene(file, scene(true), 20);
    await press('Start camera');
    await press('Judge with the current detector');
    await page.locator('p[data-verdict="bad"]').waitFor({ timeout: 120_000 });
    expect(await longestTask(browser, page, () => page.waitForTimeout(1500))).toBeLessThan(50);

    await press('Freeze');
    await press('Keep as defect');
    await page.getByText('30 of 30 normal frames, 1 defect').waitFor();
    const kept = page.getByRole('region', { name: 'Verdicts' }).getByRole('figure');
    expect(await kept.innerText()).toMatch(/^bad[\s\S]*030\.png[\s\S]*marked as a defect/);

    for (const look of narrowLooks) {
      await wear(page, look);
      expect(await audit(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 400, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await goTo(page, 'data');
    await page.getByRole('heading', { name: /camera-\d{8}-\d{6}/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
    await browser.close();
  });

  it('that is not there is said to be missing, with what to do', async () => {
    const { page, close } = await host.open('#/inspect');
    await page.getByRole('button', { name: 'Start camera' }).click();
    await page.getByText(/^No camera was found\. Plug one in/).waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await close();
  });
});
