/** Bundles a worker that uses the browser's own storage, and runs it in a browser of its own. */
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

export interface KeepTimes {
  /** Milliseconds of each write of a state, of the same through IndexedDB, and of reading it. */
  readonly file: readonly number[];
  readonly database: readonly number[];
  readonly read: readonly number[];
  readonly bytes: number;
}

async function bundle(folder: string, worker: URL): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      lib: {
        entry: fileURLToPath(worker),
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

async function runWorker<Told>(worker: URL): Promise<Told> {
  const folder = await temporaryFolder();
  await bundle(folder, worker);
  const site = await serveBuiltSite('/', folder);
  const profile = await temporaryFolder();
  const browser = await launchWithProfile(profile);
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    return await page.evaluate<Told>(run);
  } finally {
    await browser.close();
    await site.close();
    for (const made of [folder, profile]) await rm(made, { recursive: true });
  }
}

export const timePackReads = (): Promise<PackTimes> =>
  runWorker<PackTimes>(new URL('pack.worker.ts', import.meta.url));

export const timeKeeping = (): Promise<KeepTimes> =>
  runWorker<KeepTimes>(new URL('keep.worker.ts', import.meta.url));
