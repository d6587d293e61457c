/** Two tabs on one device, and a device without room: what is stored is whole or not there. */
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';

const patience = { timeout: 120_000 };
const large = { train: 120, good: 2, defective: 2 };

const opened = (page: Page, name: string) =>
  page.getByRole('heading', { name: `Images: ${name}` }).waitFor(patience);
const rows = (page: Page, name: RegExp) =>
  page.getByRole('table', { name: 'Kept on this device' }).getByRole('row', { name });
const printOf = (page: Page) =>
  page
    .getByText(/^Fingerprint/)
    .locator('code')
    .innerText();

async function anotherTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('heading', { name: /^Images: / }).waitFor(patience);
  return page;
}

/** Bytes and files in the page's own file system. */
function readPacks(page: Page): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(`(async () => {
    const root = await navigator.storage.getDirectory();
    const sizes = [];
    for await (const handle of (await root.getDirectoryHandle('datasets')).values())
      sizes.push((await handle.getFile()).size);
    return sizes;
  })()`);
}

describe('two tabs', () => {
  const host = hostSite({ webGpu: false });

  it('that import the same at once leave one whole copy, which a third one reads', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'both', large, 200);
    const { page: one, complaints, close } = await host.open('#/data');
    await opened(one, 'hex-nut');
    const other = await anotherTab(one.context(), `${host.url()}#/data`);
    await dropPaths(one, [folder]);
    await dropPaths(other, [folder]);
    await Promise.all([opened(one, 'both'), opened(other, 'both')]);
    expect(await printOf(other)).toBe(await printOf(one));
    const third = await anotherTab(one.context(), `${host.url()}#/data`);
    await rows(third, /both/).first().waitFor();
    expect(await rows(third, /both/).count()).toBe(1);
    expect(await third.getByText(/was cut off/).count()).toBe(0);
    expect(await readPacks(third)).toHaveLength(1);
    await opened(third, 'both');
    expect(await printOf(third)).toBe(await printOf(one));
    await third.getByRole('button', { name: /^Hex nut/ }).click();
    await opened(third, 'hex-nut');
    await one.reload();
    await opened(one, 'both'); // its own images, not those that another tab opened last
    await third.reload();
    await opened(third, 'hex-nut');
    expect(complaints).toEqual([]);
    await close();
  });

  it('of which one is closed in the middle do no harm to the other', async () => {
    const root = await temporaryFolder();
    const [first, second] = [
      await writeCategory(root, 'closed', { ...large, train: 400 }, 300),
      await writeCategory(root, 'other', large, 100),
    ];
    const { page, complaints, close } = await host.open('#/data');
    await opened(page, 'hex-nut');
    const leaving = await anotherTab(page.context(), `${host.url()}#/data`);
    await dropPaths(leaving, [first]);
    await leaving.getByText(/Reading (4|5|6|7|8|9|1\d)\d \/ 406/).waitFor(patience);
    await dropPaths(page, [second]);
    await opened(page, 'other'); // the storage page looks at what is there while the other tab writes
    await leaving.close();
    await page.reload(); // in the very next moment
    await opened(page, 'other');
    await page.getByText(/Opening closed was cut off after \d+ of 406 files/).waitFor(patience);
    expect(await rows(page, /closed/).count()).toBe(0);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => page.getByText(/was cut off/).count(), patience).toBe(0);
    expect(await readPacks(page)).toHaveLength(1);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a device without room', () => {
  const host = hostSite({ webGpu: false });

  it('keeps images in memory, says so with what to do, and leaves nothing half written', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'full', large, 100);
    const { page, complaints, close } = await host.open('#/data');
    await opened(page, 'hex-nut');
    const session = await page.context().newCDPSession(page);
    const origin = new URL(host.url()).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8e6 });
    await dropPaths(page, [folder]);
    await opened(page, 'full');
    await page.getByText(/No room on this device after \d+(\.\d+)? .B: the images last until/).waitFor();
    await page.getByText('120 images').waitFor();
    expect(await rows(page, /full/).count()).toBe(0);
    expect(await readPacks(page)).toEqual([]);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await dropPaths(page, [folder]);
    await rows(page, /full/).waitFor(patience);
    expect(await page.getByText(/No room on this device/).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
