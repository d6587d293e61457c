/** Opens the data worker to the page: pixels are handed over, and progress is reported at most ten times a second. */
import { expose, releaseProxy, transfer, type Endpoint, type ProxyMethods } from 'comlink';
import type { DataApi, ImportProgress } from '../bridge/contract-data.ts';
import { createTimeLeft } from './time-left.ts';
import { unlabelledBuffers } from './unlabelled.ts';
import { createDataWorker, pixelBuffers, type DataTools } from './data.ts';

const intervalMs = 100;

/** Across threads a report returns a promise, though its type does not say so. */
type Report = ((progress: ImportProgress) => unknown) & Partial<ProxyMethods>;

/**
 * Lets a report through when the last one is old enough, or the work is done. The page has seen every report when this
 * resolves: a reply must not overtake them.
 */
async function withReports<Value>(
  report: Report,
  work: (thinned: (progress: ImportProgress) => void) => Promise<Value>,
): Promise<Value> {
  const timeLeft = createTimeLeft();
  let sentAt = -Infinity;
  let seen: unknown;
  try {
    return await work((progress) => {
      const now = performance.now();
      const hasNews = progress.preview !== undefined || progress.found !== undefined;
      if (now - sentAt < intervalMs && progress.done < progress.total && !hasNews) return;
      sentAt = now;
      const leftMs = timeLeft(progress.done, progress.total, now);
      seen = report({ ...progress, ...(leftMs !== undefined && { leftMs }) });
    });
  } finally {
    await seen;
    report[releaseProxy]?.();
  }
}

/** `endpoint` is the worker itself by default. */
export function exposeData(tools: DataTools, endpoint?: Endpoint): void {
  const data = createDataWorker(tools);
  const door: DataApi = {
    drawSample: (name, report, region) =>
      withReports(report, async (thinned) => {
        const dataset = await data.drawSample(name, thinned, region);
        return transfer(dataset, pixelBuffers(dataset.items));
      }),
    inspect: (sources, report) => withReports(report, (thinned) => data.inspect(sources, thinned)),
    wantCategory: (name) => data.wantCategory(name),
    importCategory: (request, report) =>
      withReports(report, async (thinned) => {
        const outcome = await data.importCategory(request, thinned);
        return outcome.ok ? transfer(outcome, pixelBuffers(outcome.value.dataset.items)) : outcome;
      }),
    previewImage: (request) => data.previewImage(request),
    listStored: () => data.listStored(),
    openStored: (id, use, report) =>
      withReports(report, async (thinned) => data.openStored(id, use, thinned)),
    addTests: (to, tests, report) =>
      withReports(report, async (thinned) => data.addTests(to, tests, thinned)),
    async lookAtStored(wanted) {
      const found = await data.lookAtStored(wanted);
      return found && transfer(found, pixelBuffers(found));
    },
    removeStored: (id) => data.removeStored(id),
    exportStored: (id, what) => data.exportStored(id, what),
    openUnlabelled: (sources, use) => data.openUnlabelled(sources, use),
    async nextUnlabelled(count) {
      const part = await data.nextUnlabelled(count);
      return transfer(part, unlabelledBuffers(part.images));
    },
    closeUnlabelled: () => data.closeUnlabelled(),
    async readUnlabelled(source, use) {
      const read = await data.readUnlabelled(source, use);
      return read.ok ? transfer(read, unlabelledBuffers([read.value])) : read;
    },
    openPhotos: (sources, use) => data.openPhotos(sources, use),
    async nextPhoto() {
      const next = await data.nextPhoto();
      return next.kind === 'photo' ? transfer(next, [next.photo.thumbnail.data.buffer]) : next;
    },
    async cutTiles(places) {
      const tiles = await data.cutTiles(places);
      return transfer(
        tiles,
        tiles.map((tile) => tile.data.buffer),
      );
    },
    closePhotos: () => data.closePhotos(),
    async readFrame(frame, use) {
      const seen = await data.readFrame(frame, use);
      return transfer(seen, [...unlabelledBuffers([seen.image]), seen.luma.buffer]);
    },
    keepFrame: (id) => data.keepFrame(id),
    listRuns: () => data.listRuns(),
    removeBrokenRuns: () => data.removeBrokenRuns(),
    removeRun: (id, savedAt) => data.removeRun(id, savedAt),
    cancel: () => data.cancel(),
    cancelInspection: () => data.cancelInspection(),
  };
  expose(door, endpoint);
}
