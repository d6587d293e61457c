/** The page's side of the studio: a few workers that share each gallery between them. */
import { transfer, type Remote } from 'comlink';
import type { RgbImage } from '../core/image/image.ts';
import { mapFacts } from '../core/pseudo-anomaly/draw-facts.ts';
import { createWorkerHandle, type Thread } from './client-call.ts';
import type {
  CandidateDetail,
  DetailRequest,
  Gallery,
  GalleryRequest,
  Rival,
  StudioApi,
} from './contract.ts';

export interface StudioClient {
  load(images: readonly RgbImage[]): Promise<void>;
  makeGallery(request: GalleryRequest): Promise<Gallery | undefined>;
  makeDetail(request: DetailRequest): Promise<CandidateDetail | undefined>;
  compareGenerators(request: DetailRequest): Promise<readonly Rival[]>;
}

/** More threads than this would wait for the page. */
const mostWorkers = 4;

/** The page keeps its pixels, so copies are handed over. */
function sendImages(api: Remote<StudioApi>, images: readonly RgbImage[]): Promise<void> {
  const copies = images.map((image) => ({ ...image, data: image.data.slice() }));
  return api.load(
    transfer(
      copies,
      copies.map((copy) => copy.data.buffer),
    ),
  );
}

/** Values of the parts, one of each in turn. */
function interleave(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const joined = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  parts.forEach((part, index) => {
    part.forEach((value, i) => (joined[index + i * parts.length] = value));
  });
  return joined;
}

function joinGalleries(parts: readonly Gallery[]): Gallery {
  return {
    tiles: parts.flatMap((part) => part.tiles).sort((a, b) => a.draw - b.draw),
    ssims: interleave(parts.map((part) => part.ssims)),
    facts: mapFacts((fact) => interleave(parts.map((part) => part.facts[fact]))),
    elapsedMs: Math.max(...parts.map((part) => part.elapsedMs)),
  };
}

function isWhole(parts: readonly (Gallery | undefined)[]): parts is readonly Gallery[] {
  return parts.every((part) => part !== undefined);
}

/** `cores` says how many threads the machine runs at once. */
export function createStudioClient(
  spawn: () => Thread = () =>
    new Worker(new URL('./studio.worker.ts', import.meta.url), { type: 'module', name: 'studio' }),
  cores: number = navigator.hardwareConcurrency,
): StudioClient {
  /** What a new thread is given when the last one has died. */
  let loaded: readonly RgbImage[] = [];
  const start = () =>
    createWorkerHandle<StudioApi>(spawn, async (api) => {
      if (loaded.length > 0) await sendImages(api, loaded);
    });
  const first = start();
  const workers = [first, ...Array.from({ length: Math.min(mostWorkers, cores) - 1 }, start)];
  return {
    async load(images) {
      await Promise.all(workers.map((worker) => worker.call((api) => sendImages(api, images))));
      loaded = images;
    },
    async makeGallery(request) {
      const parts = await Promise.all(
        workers.map((worker, index) =>
          worker.call((api) => api.makeGallery(request, { index, of: workers.length })),
        ),
      );
      return isWhole(parts) ? joinGalleries(parts) : undefined;
    },
    makeDetail: (request) => first.call((api) => api.makeDetail(request)),
    compareGenerators: (request) => first.call((api) => api.compareGenerators(request)),
  };
}
