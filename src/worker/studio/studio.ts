/** The studio: pseudo-anomalies of the loaded normal images with the gate's verdicts, made live as knobs move. */
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { changedPicture, outlinePixels } from '../../core/image/picture.ts';
import { createScratch, type Scratch } from '../../core/image/scratch.ts';
import type { Step } from '../../core/pseudo-anomaly/candidate.ts';
import { drawFacts, factsOf, mapFacts, type DrawFact } from '../../core/pseudo-anomaly/draw-facts.ts';
import { candidateRegion } from '../../core/similarity/gate.ts';
import type {
  CandidateDetail,
  DetailRequest,
  Gallery,
  GalleryRequest,
  GalleryTile,
  KnobChange,
  Part,
  Rival,
  StudioApi,
} from '../bridge/contract-studio.ts';
import { pause } from '../bridge/pause.ts';
import { drawCandidate } from './draw.ts';
import { measureChanges } from './changes.ts';
import { createSources, type Sources } from './sources.ts';

/** Work done at a stretch before waiting messages are let in. */
const sliceMs = 8;

/** Every pixel buffer of a gallery, for a transfer; none is shared with the studio. */
export function galleryBuffers({ tiles, ssims, facts }: Gallery): ArrayBuffer[] {
  return [
    ssims.buffer,
    ...Object.values(facts).map((values) => values.buffer),
    ...tiles.flatMap(({ picture, outline }) => [picture.rgba.buffer, outline.buffer]),
  ];
}

/** What one gallery is made from, and what is made so far. */
interface Job {
  readonly sources: Sources;
  readonly request: GalleryRequest;
  readonly scratch: Scratch;
  readonly tiles: GalleryTile[];
  readonly ssims: number[];
  readonly facts: Record<DrawFact, number[]>;
}

function addDraw({ sources, request, scratch, tiles, ssims, facts }: Job, draw: number): void {
  const drawn = drawCandidate(sources, request.experiment, draw, { scratch });
  if (drawn === undefined) return;
  const { candidate, verdict } = drawn;
  ssims.push(verdict.ssim);
  const numbers = factsOf(candidate);
  for (const fact of drawFacts) facts[fact].push(numbers[fact]);
  const original = draw < request.tiles ? sources.rgbaAt(draw) : undefined;
  if (original === undefined) return;
  const { image, mask, trail } = candidate;
  const { touched } = trail;
  const outline = Uint32Array.from(outlinePixels({ mask, within: touched }));
  tiles.push({ draw, verdict, touched, outline, picture: changedPicture({ original, image, touched }) });
}

function finish({ tiles, ssims, facts }: Job, start: number): Gallery {
  return {
    tiles,
    ssims: Float64Array.from(ssims),
    facts: mapFacts((fact) => Float64Array.from(facts[fact])),
    elapsedMs: performance.now() - start,
  };
}

function makeDetail(
  sources: Sources,
  { experiment, draw, source }: DetailRequest,
): CandidateDetail | undefined {
  const steps: Step[] = [];
  const drawn = drawCandidate(sources, experiment, draw, { source, record: (step) => steps.push(step) });
  if (drawn === undefined) return undefined;
  const { original, candidate, verdict } = drawn;
  const { image, mask, label, trail } = candidate;
  const ssimMap = candidateRegion(original, candidate, experiment);
  return { draw, original, image, mask, ...(label && { label }), steps, ssimMap, trail, verdict };
}

/** The paper's figure 2: these, side by side. */
const rivals: readonly Experiment['generator'][] = ['local', 'cutpaste', 'scar', 'nsa', 'draem'];

function compareGenerators(sources: Sources, { experiment, draw }: DetailRequest): Rival[] {
  return rivals.flatMap((generator) => {
    const drawn = drawCandidate(sources, { ...experiment, generator }, draw);
    if (drawn === undefined) return [];
    const { image, mask } = drawn.candidate;
    return [{ generator, image, mask, verdict: drawn.verdict }];
  });
}

export function createStudio(): StudioApi {
  let sources = createSources([], 0);
  /** Number of the newest gallery; an older one gives up at its next pause. */
  let newest = 0;
  let gathered: { readonly id: number; readonly images: RgbImage[] } = { id: -1, images: [] };
  const scratch = createScratch();

  function sourcesFor({ imageSize }: Experiment): Sources {
    if (sources.side !== imageSize) sources = createSources(sources.images, imageSize);
    return sources;
  }

  async function makeGallery(request: GalleryRequest, { index, of }: Part): Promise<Gallery | undefined> {
    const call = ++newest;
    const start = performance.now();
    const job: Job = {
      sources: sourcesFor(request.experiment),
      request,
      scratch,
      tiles: [],
      ssims: [],
      facts: mapFacts<number[]>(() => []),
    };
    let sliceStart = start;
    for (let draw = index; draw < Math.max(request.tiles, request.draws); draw += of) {
      if (performance.now() - sliceStart >= sliceMs) {
        await pause();
        if (call !== newest) return undefined;
        sliceStart = performance.now();
      }
      addDraw(job, draw);
    }
    return finish(job, start);
  }

  async function changesOf(experiment: Experiment): Promise<readonly KnobChange[] | undefined> {
    const call = newest;
    const most = new Map<KnobName, number>();
    let sliceStart = performance.now();
    for (const { name, levels } of measureChanges(sourcesFor(experiment), experiment)) {
      most.set(name, Math.max(most.get(name) ?? 0, levels));
      if (performance.now() - sliceStart < sliceMs) continue;
      await pause();
      if (call !== newest) return undefined;
      sliceStart = performance.now();
    }
    return [...most].map(([name, levels]) => ({ name, levels }));
  }

  return {
    load(images, { id, hasMore } = { id: 0, hasMore: false }) {
      if (gathered.id !== id) gathered = { id, images: [] };
      gathered.images.push(...images);
      if (hasMore) return Promise.resolve();
      newest++;
      sources = createSources(gathered.images, sources.side);
      gathered = { id: -1, images: [] };
      return Promise.resolve();
    },
    makeGallery,
    measureChanges: changesOf,
    makeDetail: (request) => Promise.resolve(makeDetail(sourcesFor(request.experiment), request)),
    compareGenerators: (request) =>
      Promise.resolve(compareGenerators(sourcesFor(request.experiment), request)),
  };
}
