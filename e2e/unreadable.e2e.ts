/** Records in the browser that no version wrote: the page says so, continues with the others, and lets them be saved and removed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, writeCategory } from './support/folder.ts';
import { hostSite } from './support/host.ts';

const patience = { timeout: 60_000 };

/** Puts a record into a store of a database that the page has made. */
async function put(page: Page, database: string, store: string, record: object): Promise<void> {
  await page.evaluate(
    async ([name, into, value]) => {
      const open = indexedDB.open(name);
      await new Promise((resolve, reject) => {
        open.onsuccess = resolve;
        open.onerror = reject;
      });
      const change = open.result.transaction(into, 'readwrite');
      change.objectStore(into).put(value);
      await new Promise((resolve) => {
        change.oncomplete = resolve;
      });
      open.result.close();
    },
    [database, store, record] as const,
  );
}

describe('what cannot be read', () => {
  const host = hostSite({ webGpu: false });

  it('among the runs is counted, saved and removed, and of a later version is left', async () => {
    const { page, complaints, close } = await host.open('#/runs');
    await page.getByRole('heading', { name: 'Files' }).waitFor(patience);
    await put(page, 'kizu-runs', 'runs', { id: '__proto__', finishedAt: 9007199254740991, results: {} });
    await put(page, 'kizu-runs', 'runs', { id: 'later', results: { version: 99 } });
    await page.reload();
    await page.getByText(/One kept run cannot be read/).waitFor(patience);
    await page.getByText(/A newer version of Kizu kept runs here/).waitFor();
    expect(await audit(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save everything that is kept' }).click();
    const path = join(await temporaryFolder(), 'kept.json');
    await (await downloading).saveAs(path);
    const saved = JSON.parse(await readFile(path, 'utf8')) as { key: string }[];
    expect(saved.map(({ key }) => key).toSorted()).toEqual(['__proto__', 'later']);
    await page.getByRole('button', { name: 'Remove what cannot be read' }).click();
    await page.getByText(/One kept run cannot be read/).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText(/A newer version of Kizu kept runs here/).waitFor(patience);
    expect(await page.getByText(/cannot be read \(/).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('among the images hides no other', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'plate', { train: 5, good: 2, defective: 2 });
    const { page, complaints, close } = await host.open('#/data');
    await page.getByRole('heading', { name: 'Images: hex-nut' }).waitFor(patience);
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: 'Images: plate' }).waitFor(patience);
    await page.getByRole('row', { name: /plate/ }).first().waitFor(patience);
    await put(page, 'kizu', 'datasets', { id: 'odd', version: 1, name: 5 });
    await put(page, 'kizu', 'imports', { id: 'worse', version: 1, files: 'none' });
    await page.reload();
    await page.getByRole('heading', { name: 'Images: plate' }).waitFor(patience);
    await page.getByText(/What is kept of one dataset cannot be read/).waitFor(patience);
    await page.getByRole('button', { name: 'Delete plate' }).waitFor();
    await page.getByRole('button', { name: 'Remove what cannot be read' }).click();
    await page.getByText(/What is kept of one dataset/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete plate' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
