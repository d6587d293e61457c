/** Bundles the worker that reads packs, and runs it in a browser of its own. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchWithProfile } from '../../e2e/support/browser.ts';
import { temporaryFolder } from '../../e2e/support/folder.ts';
import { serveBuiltSite } from '../../e2e/support/site.ts';

export interface PackTimes {
  /** Milliseconds of 64 random reads, opening the pack among them, a number a round. */
  readonly pack: readonly number[];
  /** The same images from a file each. */
  readonly files: readonly number[];
}

async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      lib: {
        entry: fileURLToPath(new URL('pack.worker.ts', import.meta.url)),
        formats: ['es'],
        fileName: () => 'worker.js',
      },
      outDir: folder,
      target: 'esnext',
    },
  });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Packs</title>');
}

/** Runs in the page. */
const run = `new Promise((resolve, reject) => {
  const worker = new Worker('worker.js', { type: 'module' });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
})`;

export async function timePackReads(): Promise<PackTimes> {
  const folder = await temporaryFolder();
  await bundle(folder);
  const site = await serveBuiltSite('/', folder);
  const profile = await temporaryFolder();
  const browser = await launchWithProfile(profile);
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    return await page.evaluate<PackTimes>(run);
  } finally {
    await browser.close();
    await site.close();
    for (const made of [folder, profile]) await rm(made, { recursive: true });
  }
}
