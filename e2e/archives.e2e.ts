/** Archives dropped as they are, and what the mapping table makes of folders without meaning. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { zip, type Zipped } from '../src/worker/data/archive/testing/pack.ts';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, write, writeCategory } from './support/folder.ts';
import { hostSite } from './support/host.ts';

const run = promisify(execFile);

/** The files below a folder, with paths from `root`. */
async function readTree(root: string, folder: string): Promise<Zipped[]> {
  const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(root, path),
      content: new Uint8Array(await readFile(path)),
    })),
  );
}

/** The fingerprint shown of the images in use. */
async function fingerprintOf(page: Page, name: string): Promise<string> {
  await page.getByRole('heading', { name: `Images: ${name}` }).waitFor({ timeout: 60_000 });
  return page
    .getByText(/^Fingerprint/)
    .locator('code')
    .innerText();
}

describe('archives and mapping', () => {
  const host = hostSite({ webGpu: false });

  it('gives one tree the same fingerprint as folder, zip, tar, tar.gz and tar.xz', async () => {
    const root = await temporaryFolder();
    const folder = await writeCategory(root, 'plate', { train: 5, good: 2, defective: 2 });
    const endings = ['tar', 'tar.gz', 'tar.xz'];
    // Each under a name of its own, so that the page tells when it is open.
    for (const ending of endings) {
      const rename = `--transform=s/^plate/${ending}/`;
      await run('tar', [
        '--auto-compress',
        rename,
        '-cf',
        join(root, `plate.${ending}`),
        '-C',
        root,
        'plate',
      ]);
    }
    const files = await readTree(root, 'plate');
    const renamed = files.map((file) => ({ ...file, path: file.path.replace(/^plate/, 'zip') }));
    await write(join(root, 'plate.zip'), await zip(renamed));
    const { page, complaints, close } = await host.open('#/data');
    await page.getByRole('heading', { name: /hex-nut/ }).waitFor({ timeout: 60_000 });
    await dropPaths(page, [folder]);
    const prints = new Set([await fingerprintOf(page, 'plate')]);
    for (const ending of ['zip', ...endings]) {
      await dropPaths(page, [join(root, `plate.${ending}`)]);
      prints.add(await fingerprintOf(page, ending));
    }
    expect([...prints]).toEqual([expect.stringMatching(/^[0-9a-f]{8}$/)]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('opens folders without meaning once the user says what they are', async () => {
    const root = await temporaryFolder();
    await writeCategory(join(root, 'lost'), 'train', { train: 4, good: 2, defective: 2 });
    const { page, complaints, close } = await host.open('#/data');
    await page.getByRole('heading', { name: /hex-nut/ }).waitFor({ timeout: 30_000 });
    await dropPaths(page, [join(root, 'lost/train/test')]);
    await page
      .getByRole('alert')
      .getByText(/No normal images/)
      .waitFor();
    await page.getByRole('combobox', { name: 'Use good as' }).selectOption({ label: 'Train · normal' });
    await page.getByText(/2 to train on; 0 normal and 2 defective/).waitFor();
    await page.getByRole('button', { name: 'Open like this' }).click();
    await page.getByRole('heading', { name: /Images: / }).waitFor({ timeout: 30_000 });
    await page.getByText('2 images').first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
