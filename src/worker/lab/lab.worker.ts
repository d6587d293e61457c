/** The lab's thread. */
import { expose } from 'comlink';
import { filesOfPage } from './frozen.ts';
import { createLab } from './lab.ts';
import { openBrowserPack } from '../data/storage/browser-packs.ts';
import { openBrowserRuns } from '../data/storage/browser-runs.ts';

expose(
  createLab({
    now: () => performance.now(),
    openStates: openBrowserRuns,
    openPack: openBrowserPack,
    backboneFiles: filesOfPage(globalThis.location.href),
  }),
);
