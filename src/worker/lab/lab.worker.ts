/** The lab's thread. */
import { expose } from 'comlink';
import { spawnDrawingThread } from '../drawing/browser-thread.ts';
import { backboneOf } from './frozen.ts';
import { createLab } from './lab.ts';
import { filesOfPage } from './page-files.ts';
import { openBrowserPack } from '../data/storage/browser-packs.ts';
import { openBrowserRuns } from '../data/storage/browser-runs.ts';

const files = filesOfPage(globalThis.location.href);

const isBackground = globalThis.name === 'background';

/** Work in the background leaves the trainings that the user keeps alone. */
const refuse = () => Promise.reject(new Error('trainings in the background are not kept'));

expose(
  createLab({
    now: () => performance.now(),
    openStates: isBackground ? refuse : openBrowserRuns,
    openPack: (wanted) => openBrowserPack(wanted),
    spawnDrawing: spawnDrawingThread,
    mostDrawers: isBackground ? 1 : navigator.hardwareConcurrency,
    backboneFiles: backboneOf(files),
    readPageFile: files.read,
    recode: async (image, quality) => (await import('./recode-jpeg.ts')).recodeJpeg(image, quality),
  }),
);
