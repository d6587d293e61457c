/** The page's side of the studio: a few workers that share each gallery between them. */
import { transfer, type Remote } from 'comlink';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { mapFacts } from '../../core/pseudo-anomaly/draw-facts.ts';
import { createWorkerHandle, type Thread } from './client-call.ts';
import type {
  CandidateDetail,
  DetailRequest,
  Gallery,
  GalleryRequest,
  KnobChange,
  Rival,
  StudioApi,
} from './contract-studio.ts';

export interface StudioClient {
  load(images: readonly RgbImage[]): Promise<void>;
  makeGallery(request: GalleryRequest): Promise<Gallery | undefined>;
  makeDetail(request: DetailRequest): Promise<CandidateDetail | undefined>;
  compareGenerators(request: DetailRequest): Promise<readonly Rival[]>;
  measureChanges(experiment: Experiment): Promise<readonly KnobChange[] | undefined>;
}

/** More threads than this would wait for the page. */
const mostWorkers = 4;

/** Images copied in one go: about 3 MB at 256 px, some milliseconds. */
const partSize = 16;

/** The page keeps its pixels, so copies are handed over, in parts; stops where `isWanted` no longer holds. */
async function sendImages(
  api: Remote<StudioApi>,
  images: readonly RgbImage[],
  id: number,
  isWanted: () => boolean,
): Promise<void> {
  for (let first = 0; first === 0 || first < images.length; first += partSize) {
    if (!isWanted()) return;
    const copies = images
      .slice(first, first + partSize)
      .map((image) => ({ ...image, data: image.data.slice() }));
    const part = { id, hasMore: first + partSize < images.length };
    await api.load(
      transfer(
        copies,
        copies.map((copy) => copy.data.buffer),
      ),
      part,
    );
  }
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
    new Worker(new URL('../studio/studio.worker.ts', import.meta.url), { type: 'module', name: 'studio' }),
  cores: number = navigator.hardwareConcurrency,
): StudioClient {
  /** What a new thread is given when the last one has died. */
  let loaded: readonly RgbImage[] = [];
  let newest = 0;
  const send = (api: Remote<StudioApi>, images: readonly RgbImage[], id: number) =>
    sendImages(api, images, id, () => id === newest);
  const start = () =>
    createWorkerHandle<StudioApi>(spawn, async (api) => {
      if (loaded.length > 0) await send(api, loaded, newest);
    });
  const first = start();
  const workers = [first, ...Array.from({ length: Math.min(mostWorkers, cores) - 1 }, start)];
  return {
    async load(images) {
      const id = ++newest;
      await Promise.all(workers.map((worker) => worker.call((api) => send(api, images, id))));
      if (id === newest) loaded = images;
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
    measureChanges: (experiment) => first.call((api) => api.measureChanges(experiment)),
  };
}
