/** The page's side of the data worker, which reads, draws and stores images. */
import { proxy, transfer } from 'comlink';
import { createWorkerHandle, type Thread } from './client-call.ts';
import type { DataApi } from './contract-data.ts';

/** What the data worker offers, as the page calls it. */
export type DataClient = DataApi;

export function createDataClient(
  spawn: () => Thread = () =>
    new Worker(new URL('../data/data.worker.ts', import.meta.url), { type: 'module', name: 'data' }),
): DataClient {
  const worker = createWorkerHandle<DataApi>(spawn);
  return {
    drawSample: (name, report, region) => worker.call((api) => api.drawSample(name, proxy(report), region)),
    inspect: (sources, report) => worker.call(async (api) => api.inspect(sources, proxy(report))),
    wantCategory: (name) => worker.call((api) => api.wantCategory(name)),
    importCategory: (request, report) =>
      worker.call(async (api) => api.importCategory(request, proxy(report))),
    listStored: () => worker.call((api) => api.listStored()),
    openStored: (id, use, report) => worker.call(async (api) => api.openStored(id, use, proxy(report))),
    addTests: (to, tests, report) => worker.call(async (api) => api.addTests(to, tests, proxy(report))),
    lookAtStored: (wanted) => worker.call(async (api) => api.lookAtStored(wanted)),
    removeStored: (id) => worker.call((api) => api.removeStored(id)),
    previewImage: (request) => worker.call((api) => api.previewImage(request)),
    exportStored: (id, what) => worker.call((api) => api.exportStored(id, what)),
    openUnlabelled: (sources, use) => worker.call((api) => api.openUnlabelled(sources, use)),
    nextUnlabelled: (count) => worker.call((api) => api.nextUnlabelled(count)),
    closeUnlabelled: () => worker.call((api) => api.closeUnlabelled()),
    readUnlabelled: (source, use) => worker.call(async (api) => api.readUnlabelled(source, use)),
    openPhotos: (sources, use) => worker.call((api) => api.openPhotos(sources, use)),
    nextPhoto: () => worker.call(async (api) => api.nextPhoto()),
    cutTiles: (places) => worker.call(async (api) => api.cutTiles(places)),
    closePhotos: () => worker.call((api) => api.closePhotos()),
    readFrame: (frame, use) => worker.call(async (api) => api.readFrame(transfer(frame, [frame]), use)),
    keepFrame: (id) => worker.call((api) => api.keepFrame(id)),
    listRuns: () => worker.call((api) => api.listRuns()),
    removeBrokenRuns: () => worker.call((api) => api.removeBrokenRuns()),
    removeRun: (id, savedAt) => worker.call((api) => api.removeRun(id, savedAt)),
    cancel: () => worker.call((api) => api.cancel()),
    cancelInspection: () => worker.call((api) => api.cancelInspection()),
  };
}
