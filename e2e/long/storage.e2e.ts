/** Images stay on the device: over reloads, beside other tabs, until they are deleted. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';

const patience = { timeout: 60_000 };

const opened = (page: Page, name: string) =>
  page.getByRole('heading', { name: `Images: ${name}` }).waitFor(patience);

const datasetKept = (page: Page) => page.getByRole('row', { name: /plate/ }).first().waitFor(patience);

/** From the next load on, the page's data worker begins with `code`. */
async function beforeData(page: Page, code: string): Promise<void> {
  await page.unrouteAll();
  await page.route(/\/data\.worker-.*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

const noRoom = `FileSystemSyncAccessHandle.prototype.write = () => {
  throw new DOMException('No space is left.', 'QuotaExceededError');
};`;
const noFiles = `navigator.storage.getDirectory = () => Promise.reject(new DOMException('Denied here.', 'SecurityError'));`;

/** What a browser does that needs the room. */
async function clearPacks(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('datasets');
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    for (const name of names) await folder.removeEntry(name);
    return names.length;
  });
}

describe('storage', () => {
  const host = hostSite({ webGpu: false });

  it('brings images back after a reload, exports them, and lets them go with an undo', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'plate', { train: 5, good: 2, defective: 2 });
    const { page, complaints, close } = await host.open('#/data');
    await opened(page, 'hex-nut');
    await dropPaths(page, [folder]);
    await opened(page, 'plate');
    const print = () =>
      page
        .getByText(/^Fingerprint/)
        .locator('code')
        .innerText();
    const before = await print();
    const stored = page.getByRole('table', { name: 'Kept on this device' });
    await stored.getByRole('row', { name: /plate/ }).waitFor();

    const second = await page.context().newPage();
    await second.goto(`${host.url()}#/data`);
    await opened(second, 'plate'); // another tab, at the same time
    await second.close();

    await page.reload();
    await opened(page, 'plate');
    expect(await print()).toBe(before);

    const region = page.getByRole('region', { name: 'Region of interest' });
    await region.getByRole('button', { name: 'Choose region' }).click();
    await region.getByText('The mean of some normal images', { exact: false }).waitFor();
    await region.getByRole('button', { name: 'Find the object' }).press('Enter');
    await region.getByText(/^(What counts now is what|No object stands out)/).waitFor(patience);
    await region.getByRole('radio', { name: 'Polygon' }).press(' ');
    for (const [x, y] of [
      ['0', '0'],
      ['100', '0'],
      ['0', '100'],
    ] as const) {
      await region.getByRole('spinbutton', { name: 'Corner from the left' }).fill(x);
      await region.getByRole('spinbutton', { name: 'Corner from the top' }).fill(y);
      await region.getByRole('button', { name: 'Add corner' }).press('Enter');
    }
    await region.getByRole('button', { name: 'Count the polygon alone' }).press('Enter');
    await region.getByText('50 % of each image counts.').waitFor();
    // The button switched itself off: the keyboard is at the control before it.
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe('Add corner');
    await region.getByRole('radio', { name: 'Rectangle' }).press(' ');
    await region.getByRole('spinbutton', { name: 'Left edge' }).fill('50');
    await region.getByRole('button', { name: 'Count the rectangle alone' }).press('Enter');
    await region.getByText('18 % of each image counts.').waitFor(); // .3 by .6
    expect(await audit(page)).toEqual([]);
    await region.getByRole('button', { name: 'Use this region' }).press('Enter');
    await region.getByRole('button', { name: 'Change region' }).waitFor();
    const inside = await print();
    expect(inside).not.toBe(before);
    await page.reload();
    await region.getByText('18 % of each image counts.').waitFor(patience);
    expect(await print()).toBe(inside);
    await region.getByRole('button', { name: 'Count all of the image' }).click();
    await region.getByRole('button', { name: 'Choose region' }).waitFor();
    expect(await print()).toBe(before);

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export plate' }).click();
    const path = join(await temporaryFolder(), 'plate.zip');
    await (await downloading).saveAs(path);
    await dropPaths(page, [path]);
    await opened(page, 'plate');
    expect(await print()).toBe(before);
    expect(await stored.getByRole('row', { name: /plate/ }).count()).toBe(1);

    await page.getByRole('button', { name: 'Delete plate' }).click();
    await page.getByText('plate was deleted.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await stored.getByRole('row', { name: /plate/ }).waitFor();
    await page.getByRole('button', { name: 'Delete plate' }).click();
    await page.getByText('Nothing yet.').waitFor({ timeout: 20_000 });
    await page.getByText('plate was deleted.').waitFor({ state: 'detached', timeout: 30_000 }); // for good
    await page.reload();
    await opened(page, 'hex-nut');
    await page.getByText('no longer on this device').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('leaves nothing half done when the page is reloaded in the middle, and goes on from there', async () => {
    const counts = { train: 300, good: 2, defective: 2 };
    const folder = await writeCategory(await temporaryFolder(), 'long', counts, 300);
    const { page, complaints, close } = await host.open('#/data');
    await opened(page, 'hex-nut');
    await dropPaths(page, [folder]);
    await page.getByText(/Reading (6|7|8|9|1\d)\d \/ 306/).waitFor(patience);
    await page.reload();
    await opened(page, 'hex-nut');
    await page.getByText(/Opening long was cut off after \d+ of 306 files/).waitFor();
    expect(await page.getByRole('table', { name: 'Kept on this device' }).count()).toBe(0);
    await dropPaths(page, [folder]);
    await opened(page, 'long');
    await page.getByText('300 images').waitFor();
    await page.getByRole('button', { name: 'Delete long' }).waitFor();
    expect(await page.getByText(/was cut off/).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says what the browser cleared, where there is no room, and where nothing can be stored', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'plate', { train: 5, good: 2, defective: 2 });
    const { page, complaints, close } = await host.open('#/data', { serviceWorkers: 'block' });
    const isOpen = async () => {
      await opened(page, 'plate');
      await page.getByRole('img', { name: 'train/good/000.png' }).waitFor(patience);
    };
    await opened(page, 'hex-nut');
    await dropPaths(page, [folder]);
    await isOpen();
    await datasetKept(page);
    await page.goto('about:blank'); // lets go of the pack
    const other = await page.context().newPage();
    await other.goto(`${host.url()}icon.svg`);
    expect(await clearPacks(other)).toBe(1);
    await other.close();
    await page.goto(`${host.url()}#/data`);
    await page.getByText('The browser cleared the images of plate.').waitFor(patience);
    await page.getByText('These images are no longer on this device.').waitFor(patience);
    await page.getByRole('button', { name: 'Remove what cannot be read' }).click();
    await page.getByText('The browser cleared').waitFor({ state: 'detached' });

    await beforeData(page, noRoom);
    await page.reload();
    await opened(page, 'hex-nut');
    await dropPaths(page, [folder]);
    await isOpen();
    await page.getByText(/^No room on this device after .*No space is left/).waitFor(patience);

    await beforeData(page, noFiles);
    await page.reload();
    await opened(page, 'hex-nut');
    await page.getByText(/lets nothing be stored here.*Denied here/).waitFor(patience);
    await dropPaths(page, [folder]);
    await isOpen();
    expect(complaints).toEqual([]);
    await close();
  });
});
