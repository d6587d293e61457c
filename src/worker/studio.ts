/**
 * The studio: pseudo-anomalies of the loaded normal images with the gate's verdicts, made live as knobs move.
 * Candidate i is a function of the experiment, i and the images alone, so the same link shows the same pictures.
 */
import type { Experiment } from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import { resizeArea } from '../core/image/resize.ts';
import { localAugment } from '../core/pseudo-anomaly/local-augment.ts';
import { createRandom, type Random } from '../core/random.ts';
import { judge } from '../core/similarity/gate.ts';
import type { Gallery, GalleryRequest, GalleryTile, StudioApi } from './contract.ts';
import { pause } from './pause.ts';

/** Work done at a stretch before waiting messages are let in. */
const sliceMs = 8;

/** Loaded images at one size, each resized when it is first asked for. */
interface Sources {
  readonly side: number;
  readonly images: readonly RgbImage[];
  at(index: number): RgbImage | undefined;
}

function createSources(images: readonly RgbImage[], side: number): Sources {
  const prepared: (RgbImage | undefined)[] = [];
  return {
    side,
    images,
    at(index) {
      const place = index % images.length;
      const loaded = images[place];
      if (loaded === undefined) return undefined;
      return (prepared[place] ??= resizeArea(loaded, side, side));
    },
  };
}

/** Every pixel buffer of a gallery, for a transfer; none is shared with the studio. */
export function galleryBuffers({ tiles, ssims }: Gallery): ArrayBuffer[] {
  return [ssims.buffer, ...tiles.flatMap(({ image, mask }) => [image.data.buffer, mask.data.buffer])];
}

/** What one gallery is made from, and what is made so far. */
interface Job {
  readonly sources: Sources;
  readonly experiment: Experiment;
  readonly streams: Random;
  readonly tiles: GalleryTile[];
  readonly ssims: Float64Array<ArrayBuffer>;
}

function addCandidate(
  { sources, experiment, streams, tiles, ssims }: Job,
  i: number,
  isShown: boolean,
): void {
  const source = sources.at(i);
  if (source === undefined) return;
  const candidate = localAugment(source, streams.fork(i), experiment);
  const verdict = judge(source, candidate, experiment);
  ssims[i] = verdict.ssim;
  const { image, mask, trail } = candidate;
  if (isShown) tiles.push({ source: i % sources.images.length, image, mask, trail, verdict });
}

export function createStudio(): StudioApi {
  let sources = createSources([], 0);
  /** Number of the newest call; an older one gives up at its next pause. */
  let newest = 0;

  async function makeGallery(request: GalleryRequest): Promise<Gallery | undefined> {
    const { experiment, tiles, draws } = request;
    const call = ++newest;
    const start = performance.now();
    if (sources.side !== experiment.imageSize) sources = createSources(sources.images, experiment.imageSize);
    const count = sources.images.length === 0 ? 0 : Math.max(tiles, draws);
    const streams = createRandom(experiment.seed).fork('gallery');
    const job: Job = { sources, experiment, streams, tiles: [], ssims: new Float64Array(count) };
    let sliceStart = start;
    for (let i = 0; i < count; i++) {
      if (performance.now() - sliceStart >= sliceMs) {
        await pause();
        if (call !== newest) return undefined;
        sliceStart = performance.now();
      }
      addCandidate(job, i, i < tiles);
    }
    return { tiles: job.tiles, ssims: job.ssims, elapsedMs: performance.now() - start };
  }

  return {
    load(images) {
      newest++;
      sources = createSources(images, sources.side);
      return Promise.resolve();
    },
    makeGallery,
  };
}
