/** Drops a large category on the built page, and watches the page's thread meanwhile. */
import { rm } from 'node:fs/promises';
import { dropPaths, launchWithProfile } from '../../e2e/support/browser.ts';
import { temporaryFolder } from '../../e2e/support/folder.ts';
import { serveBuiltSite } from '../../e2e/support/site.ts';
import { categoryName, writeLargeCategory } from './folder.ts';

export interface Import {
  /** From the drop until the images are in use, and on the disk. */
  readonly seconds: number;
  /** Of the page's thread meanwhile, 0 where none took 50 ms. */
  readonly longestTaskMs: number;
  readonly megabytes: number;
}

/** Runs in the page. Plain text, since a function would carry the bundler's helpers with it. */
const watch = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
`;

const patience = { timeout: 300_000 };

async function dropOnPage(folder: string, profile: string): Promise<Omit<Import, 'megabytes'>> {
  const site = await serveBuiltSite();
  const options = { viewport: { width: 1440, height: 900 }, locale: 'en-US' };
  const browser = await launchWithProfile(profile, options);
  try {
    const page = await browser.newPage();
    await page.addInitScript(watch);
    await page.goto(`${site.url}#/data?v=1&side=256`);
    await page.getByRole('heading', { name: 'Images: hex-nut' }).waitFor(patience);
    await page.waitForTimeout(3000);
    await page.evaluate('window.longest = 0');
    const start = performance.now();
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: `Images: ${categoryName}` }).waitFor(patience);
    const seconds = (performance.now() - start) / 1000;
    await page.getByRole('button', { name: `Delete ${categoryName}` }).waitFor(patience);
    await page.waitForTimeout(1000); // what opening brings about is watched too
    return { seconds, longestTaskMs: await page.evaluate<number>('window.longest') };
  } finally {
    await browser.close();
    await site.close();
  }
}

export async function timeImport(): Promise<Import> {
  const [root, profile] = [await temporaryFolder(), await temporaryFolder()];
  try {
    const { folder, bytes } = await writeLargeCategory(root);
    return { ...(await dropOnPage(folder, profile)), megabytes: bytes / 2 ** 20 };
  } finally {
    for (const made of [root, profile]) await rm(made, { recursive: true });
  }
}
