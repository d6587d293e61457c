/** Other ways in than a drop, and the list of what was left out: filtered, copied, tried again. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { temporaryFolder, write, writeCategory } from './support/folder.ts';
import { hostSite } from './support/host.ts';

const opened = (page: Page, name: string) =>
  page.getByRole('heading', { name: `Images: ${name}` }).waitFor({ timeout: 60_000 });

describe('the ways in', () => {
  const host = hostSite({ webGpu: false });
  let watched: WatchedPage;
  beforeAll(async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    watched = await host.open('#/data', { permissions });
    await opened(watched.page, 'hex-nut');
  });
  afterAll(async () => {
    await watched.close();
  });

  it('take a chosen folder; the same file twice is told of, and the list can be filtered, copied and tried again', async () => {
    const { page } = watched;
    const folder = await writeCategory(await temporaryFolder(), 'chosen', {
      train: 5,
      good: 2,
      defective: 2,
    });
    await copyFile(join(folder, 'train/good/000.png'), join(folder, 'train/good/again.png'));
    await write(join(folder, 'train/good/text.png'), 'this is text');
    await page.getByLabel('Choose folder').setInputFiles(folder);
    await opened(page, 'chosen');
    await page.getByText('5 images').first().waitFor();
    const rows = page.getByRole('table', { name: 'Files left out' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(3); // the head and two files
    expect(await rows.filter({ hasText: 'again.png' }).innerText()).toMatch(/The same file as .*000\.png/);

    await page.getByLabel('Filter', { exact: true }).fill('text.png');
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('button', { name: 'Copy list' }).click();
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
    await expect.poll(copied).toMatch(/^chosen\/train\/good\/text\.png\t.*Not a PNG/);

    await page.getByLabel('Filter', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Ready', { exact: true }).waitFor();
    await expect.poll(() => rows.count()).toBe(3);
    await opened(page, 'chosen');
  });

  it('take a picture from the clipboard', async () => {
    const { page, complaints } = watched;
    await page.evaluate(`(async () => {
      const canvas = new OffscreenCanvas(96, 96);
      const context = canvas.getContext('2d');
      for (let y = 0; y < 96; y++) {
        context.fillStyle = 'rgb(' + (60 + y) + ',90,120)';
        context.fillRect(0, y, 96, 1);
      }
      const picture = await canvas.convertToBlob({ type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    })()`);
    await page.getByRole('button', { name: 'Paste' }).click();
    await page.getByText('1 image', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  });
});
