/** Opened by http at an address that is not localhost, as in a classroom: no WebGPU, files or hashes of the browser's, and all works. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { audit } from '../support/audit.ts';
import { dropPaths, insecureName, openPage } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { train } from '../support/page.ts';

const tiny = '?v=1&width=quarter&side=64&input=32&steps=4&batch=2&bank=6&stride=1';
const patience = { timeout: 60_000 };

const opened = (page: Page, name: string) =>
  page.getByRole('heading', { name: `Images: ${name}` }).waitFor(patience);

const fingerprint = (page: Page) =>
  page
    .getByText(/^Fingerprint/)
    .locator('code')
    .innerText();

describe('a page opened by an address that is not secure', () => {
  const host = hostSite({ webGpu: false });
  const insecure = (rest: string, locale = 'en-US') =>
    openPage(host.browser(), `${host.url().replace('127.0.0.1', insecureName)}${rest}`, { locale });
  let folder: string;
  beforeAll(async () => {
    folder = await writeCategory(await temporaryFolder(), 'plate', { train: 6, good: 3, defective: 3 });
  });

  it('says once what a secure address would add, and puts it away', async () => {
    const { page, complaints, close } = await insecure('#/tune');
    expect(await page.evaluate(() => [isSecureContext, 'gpu' in navigator])).toEqual([false, false]);
    const note = page.getByText(/Opened by an address that begins with https.*WebGPU/);
    await note.waitFor(patience);
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await note.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  it('opens own images with the fingerprint of a secure page, trains, evaluates and keeps the run', async () => {
    const { page, complaints, close } = await insecure(`#/data${tiny}`);
    await opened(page, 'hex-nut');
    await dropPaths(page, [folder]);
    await opened(page, 'plate');
    await page
      .getByText(/images last until this page is closed.*http/)
      .first()
      .waitFor();
    const print = await fingerprint(page);
    await train(page);
    await page.getByRole('tab', { name: /Evaluate/ }).click();
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    const downloading = page.waitForEvent('download', { timeout: 120_000 });
    await page.getByRole('button', { name: 'Download results' }).click({ timeout: 120_000 });
    const path = join(await temporaryFolder(), 'results.json');
    await (await downloading).saveAs(path);
    const results = JSON.parse(await readFile(path, 'utf8')) as { dataset: { fingerprint: string } };
    expect(results.dataset.fingerprint.startsWith(print.replace('…', ''))).toBe(true);
    await page.reload();
    await page.getByRole('tab', { name: /Runs 1/ }).waitFor(patience); // kept: IndexedDB needs no secure address
    expect(complaints).toEqual([]);
    await close();

    const secure = await host.open('#/data');
    await opened(secure.page, 'hex-nut');
    await dropPaths(secure.page, [folder]);
    await opened(secure.page, 'plate');
    expect(await fingerprint(secure.page)).toBe(print);
    expect(await secure.page.getByText(/Opened by an address that begins/).count()).toBe(0);
    await secure.close();
  });

  it('says it in Japanese', async () => {
    const { page, close } = await insecure('#/tune', 'ja-JP');
    await page.getByText(/https:\/\/ か http:\/\/localhost で始まるアドレス.*WebGPU/).waitFor(patience);
    await close();
  });
});
