/** The work of tiles: the detector is fitted on some of them, normal photos set its limit, new photos are judged, one held at a time. */
import type { StoreApi } from 'zustand/vanilla';
import type { ImageFacts } from '../../../core/dataset/facts.ts';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import type { RgbImage } from '../../../core/image/image.ts';
import type { Calibration, Judged } from '../../../core/inspect/calibration.ts';
import {
  countTiles,
  drawTiles,
  judgePhoto,
  tilesAtOnce,
  type DrawnTiles,
  type PhotoStream,
  type TiledPhoto,
} from '../../../core/inspect/tiles/photos.ts';
import { traitsOf } from '../../../core/inspect/unlikeness.ts';
import { medianOf } from '../../../core/median.ts';
import { createRandom } from '../../../core/random.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { DataClient } from '../../../worker/bridge/client-data.ts';
import type { LabClient } from '../../../worker/bridge/client-lab.ts';
import type { FileProblem, SourceFile, UnlabelledUse } from '../../../worker/bridge/contract-data.ts';
import type { InspectionBasis, InspectProblem, InspectState } from '../inspect-stage.ts';
import { addItems, addProblems, judgePart, takeIds } from '../judging.ts';
import type { TilesProgress, TilesState } from './tiles-stage.ts';

export interface TiledTools {
  readonly store: StoreApi<InspectState>;
  readonly data: DataClient;
  readonly lab: LabClient;
  readonly isOver: () => boolean;
}

/** `undefined` if stopped. */
type Attempted<Value> = Promise<Result<Value | undefined, InspectProblem>>;

/** A detector that is fitted on tiles, and what sets its limit. */
export interface TiledDetector {
  readonly experiment: Experiment;
  readonly use: UnlabelledUse;
  readonly normals: readonly SourceFile[];
  readonly drawn: Omit<DrawnTiles, 'tiles'>;
}

function setTiles({ store }: Pick<TiledTools, 'store'>, change: Partial<TilesState>): void {
  store.setState(({ tiles }) => ({ tiles: { ...tiles, ...change } }));
}

function streamOf({ data }: TiledTools, onProblem: (problem: FileProblem) => void): PhotoStream {
  return {
    async next() {
      for (;;) {
        const found = await data.nextPhoto();
        if (found.kind === 'photo') return found.photo;
        if (found.kind === 'end') return undefined;
        onProblem(found.problem);
      }
    },
    cut: (places) => data.cutTiles(places),
  };
}

/** Tiles judged in parts; what went wrong, if anything, is kept in `problem`. */
function judgingOf(tools: TiledTools) {
  const kept: { problem?: InspectProblem } = {};
  const judge = async (tiles: readonly RgbImage[]): Promise<readonly Judged[] | undefined> => {
    const judged = await judgePart(
      tools,
      tiles.map((image) => ({ image })),
    );
    if (judged.ok) return judged.value;
    kept.problem = judged.problem;
    return undefined;
  };
  return { kept, judge };
}

async function judgeOne(
  tools: TiledTools,
  { cut }: PhotoStream,
  photo: TiledPhoto,
  kind: TilesProgress['kind'],
): Attempted<Judged> {
  const { kept, judge } = judgingOf(tools);
  const total = countTiles(photo.plan);
  const report = (done: number) => {
    setTiles(tools, { progress: { kind, path: photo.path, done, total } });
  };
  report(0);
  const judged = await judgePhoto(photo, { cut, judge, isOver: tools.isOver, onTiles: report });
  return kept.problem === undefined ? success(judged) : failure(kept.problem);
}

/** Milliseconds a tile takes, on the first of those that it was fitted on. */
async function measure(tools: TiledTools, tiles: readonly RgbImage[]): Attempted<number> {
  const probe = tiles.slice(0, tilesAtOnce).map((image) => ({ image }));
  const began = performance.now();
  const judged = await judgePart(tools, probe);
  if (!judged.ok || judged.value === undefined) return judged.ok ? success(undefined) : judged;
  return success((performance.now() - began) / probe.length);
}

async function drawNormals(
  tools: TiledTools,
  normals: readonly SourceFile[],
  use: UnlabelledUse,
  { seed, bankImages }: Experiment,
): Promise<DrawnTiles | undefined> {
  await tools.data.openPhotos(normals, use);
  const problems: FileProblem[] = [];
  const drawn = await drawTiles(
    streamOf(tools, (problem) => problems.push(problem)),
    {
      most: bankImages,
      random: createRandom(seed).fork('tiles of photos'),
      isOver: tools.isOver,
      onPhoto: (done, path) => {
        const total = Math.max(done, normals.length - problems.length);
        setTiles(tools, { progress: { kind: 'reading', path, done, total } });
      },
    },
  );
  if (drawn !== undefined) addProblems(tools.store, problems);
  return drawn;
}

/** Fits the detector on tiles of normal photos, and measures what a tile costs; then its limit has to be set. */
export async function fitOnTiles(
  tools: TiledTools,
  normals: readonly SourceFile[],
  use: UnlabelledUse,
  experiment: Experiment,
): Attempted<TiledDetector> {
  const { store, lab, isOver } = tools;
  const all = await drawNormals(tools, normals, use, experiment);
  if (all === undefined || isOver()) return success(undefined);
  const { tiles, ...drawn } = all;
  if (tiles.length === 0 || drawn.limitPhotos.length === 0) return failure({ kind: 'tiles', why: 'too-few' });
  setTiles(tools, { progress: undefined });
  const report: Parameters<LabClient['beginInspection']>[1] = (events) => {
    for (const event of events)
      if (event.type === 'bank') store.setState({ bankDone: event.done, bankTotal: event.total });
  };
  const begun = await lab.beginInspection(experiment, report, tiles);
  if (!begun.ok) return begun;
  if (begun.value === undefined || isOver()) return success(undefined);
  const tileMs = await measure(tools, tiles);
  if (!tileMs.ok || tileMs.value === undefined || isOver()) return tileMs.ok ? success(undefined) : tileMs;
  const { facts, limitPhotos, limitTiles, tilesEach } = drawn;
  const cost = { photos: facts.length, limitPhotos: limitPhotos.length, limitTiles };
  setTiles(tools, { cost: { ...cost, tilesEach: medianOf(tilesEach), tileMs: tileMs.value } });
  return success({ experiment, use, normals, drawn });
}

/** What the photos are called: the folder that they came from, else the first of them. */
function nameOf(normals: readonly SourceFile[]): string {
  const [first = ''] = normals.map(({ path }) => path);
  return first.includes('/') ? (first.split('/')[0] ?? first) : first;
}

function basisOf(
  { experiment, normals, drawn }: TiledDetector,
  scores: Calibration['normals'],
): InspectionBasis {
  const facts: readonly ImageFacts[] = drawn.facts;
  const counts = { train: facts.length, testNormal: 0, testDefective: 0, masks: 0 };
  return {
    dataset: { name: nameOf(normals), fingerprint: '', counts },
    experiment,
    calibration: { basis: 'share', fitted: facts.length - scores.length, normals: scores },
    corrects: 'tiles',
    learnsDefects: false,
    normals: facts,
  };
}

/** Judges the photos that were kept back. */
export async function setLimitOf(tools: TiledTools, tiled: TiledDetector): Attempted<InspectionBasis> {
  const { data, isOver } = tools;
  const { limitPhotos } = tiled.drawn;
  const scores: Calibration['normals'][number][] = [];
  await data.openPhotos(tiled.normals, tiled.use);
  const stream = streamOf(tools, () => undefined); // those were listed when the detector was fitted
  let at = 0;
  for (let photo = await stream.next(); photo !== undefined && !isOver(); photo = await stream.next()) {
    if (!limitPhotos.includes(at++)) continue;
    const judged = await judgeOne(tools, stream, photo, 'limit');
    if (!judged.ok || judged.value === undefined) return judged.ok ? success(undefined) : judged;
    scores.push({ path: photo.path, score: judged.value.score });
    if (scores.length === limitPhotos.length) break;
  }
  return success(isOver() || scores.length === 0 ? undefined : basisOf(tiled, scores));
}

/** Judges every photo that can be read; nothing but its score, thumbnail and map is kept. */
export async function judgeTiled(
  tools: TiledTools,
  files: readonly SourceFile[],
  { use }: TiledDetector,
): Promise<Result<void, InspectProblem>> {
  const { store, data, isOver } = tools;
  const traits = traitsOf(store.getState().basis?.normals ?? []);
  const sources = new Map(files.map((file) => [file.path, file]));
  await data.openPhotos(files, use);
  const stream = streamOf(tools, (problem) => {
    if (!isOver()) addProblems(store, [problem]);
  });
  for (let photo = await stream.next(); photo !== undefined && !isOver(); photo = await stream.next()) {
    const judged = await judgeOne(tools, stream, photo, 'judging');
    if (!judged.ok) return judged;
    if (judged.value !== undefined && !isOver())
      addItems(store, [photo], [judged.value], { traits, sources, ids: takeIds(store, 1) });
  }
  return success(undefined);
}
