/**
 * Pictures that the page paints on canvases, beside those kept in `pictures/`. Canvases hold no text, so no font changes them.
 * KIZU_NEW_PICTURES=1 keeps what is painted now: look at it before it is committed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RgbImage } from '../src/core/image/image.ts';
import { resizeArea } from '../src/core/image/resize.ts';
import { type WatchedPage } from './support/browser.ts';
import { hostSite } from './support/host.ts';

/** Longest side of a kept picture. */
const keptSide = 128;

/** Grey levels: how far pixels may be off in the mean; curves are drawn by the browser, whose edges may move a little. */
const tolerance = 1;

async function painted(canvas: Locator): Promise<RgbImage> {
  const url = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL('image/png'));
  const { width, height, data, channels } = decode(Buffer.from(url.split(',')[1] ?? '', 'base64'));
  const whole: RgbImage = { width, height, data: new Uint8Array(3 * width * height) };
  for (let i = 0; i < 3 * width * height; i++)
    whole.data[i] = data[Math.floor(i / 3) * channels + (i % 3)] ?? 0;
  const scale = keptSide / Math.max(width, height);
  return resizeArea(whole, Math.round(scale * width), Math.round(scale * height));
}

function meanDifference(one: RgbImage, other: RgbImage): number {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  return (
    one.data.reduce((sum, value, i) => sum + Math.abs(value - (other.data[i] ?? 0)), 0) / one.data.length
  );
}

/** The difference to the kept picture; a new one is kept where that was asked for. */
async function compare(canvas: Locator, name: string): Promise<number> {
  const now = await painted(canvas);
  const file = new URL(`pictures/${name}.png`, import.meta.url);
  if (process.env['KIZU_NEW_PICTURES'] !== undefined)
    writeFileSync(file, encode({ ...now, channels: 3, depth: 8 }));
  if (!existsSync(file)) throw new Error(`e2e/pictures/${name}.png is missing`);
  const { width, height, data } = decode(readFileSync(file));
  return meanDifference(now, { width, height, data: Uint8Array.from(data) });
}

const canvases = (page: Page, section: string) => page.locator(`[aria-labelledby="${section}"] canvas`);

describe('what the page paints', () => {
  const host = hostSite({ webGpu: false });
  let opened: WatchedPage;
  beforeAll(async () => {
    opened = await host.open('#/tune?v=1');
    await opened.page.getByRole('figure').nth(23).waitFor();
    await opened.page.getByRole('checkbox', { name: 'Zoom to the patch' }).uncheck();
  });

  it.each([0, 3, 7, 16])('pseudo-anomaly %i of seed 1, with its outline, which shows on focus', async (i) => {
    const tile = canvases(opened.page, 'pseudo-anomalies').nth(i);
    await opened.page.getByRole('button', { name: `Candidate ${i + 1}`, exact: true }).focus();
    expect(await compare(tile, `candidate-${i}`)).toBeLessThan(tolerance);
  });

  it.each([0, 1, 2, 3])('step %i of how it was made', async (i) => {
    expect(await compare(canvases(opened.page, 'trail').nth(i), `trail-${i}`)).toBeLessThan(tolerance);
  });

  it('the maps of a recorded run', async () => {
    const { page, complaints } = opened;
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('button', { name: 'Watch a recorded run' }).click();
    const place = page.getByRole('slider', { name: 'Place in the run' });
    await place.waitFor();
    await place.press('End');
    await page.getByText('450 / 450', { exact: true }).waitFor();
    const plane = canvases(page, 'projections').first();
    await expect.poll(() => compare(plane, 'projections')).toBeLessThan(3);
    await page.getByRole('tab', { name: /Evaluate/ }).click();
    const chosen = canvases(page, 'chosen-image');
    await expect.poll(() => compare(chosen.nth(1), 'heat-map')).toBeLessThan(tolerance);
    expect(await compare(chosen.nth(0), 'scored-image')).toBeLessThan(tolerance);
    expect(complaints).toEqual([]);
  });
});
