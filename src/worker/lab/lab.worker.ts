/** The lab's thread. */
import { expose } from 'comlink';
import { filesOfPage } from './frozen.ts';
import { createLab } from './lab.ts';
import { openBrowserPack } from '../data/storage/browser-packs.ts';
import { openBrowserRuns } from '../data/storage/browser-runs.ts';

/** Work in the background leaves the trainings that the user keeps alone. */
const refuse = () => Promise.reject(new Error('trainings in the background are not kept'));

expose(
  createLab({
    now: () => performance.now(),
    openStates: globalThis.name === 'background' ? refuse : openBrowserRuns,
    openPack: openBrowserPack,
    backboneFiles: filesOfPage(globalThis.location.href),
  }),
);
