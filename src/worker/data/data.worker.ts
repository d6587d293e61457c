/** The data worker in its own thread. */
import { drawSampleItems, sampleItemCount } from '../../core/dataset/samples/samples.ts';
import { decodeInBrowser } from './pictures/decode.ts';
import { exposeData } from './data-api.ts';
import { openBrowserRuns } from './storage/browser-runs.ts';
import { openBrowserShelf } from './storage/browser-shelf.ts';

exposeData({
  decode: decodeInBrowser,
  samples: { count: sampleItemCount, draw: drawSampleItems },
  openShelf: openBrowserShelf,
  openRuns: openBrowserRuns,
});
