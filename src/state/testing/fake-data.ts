/** Stand-ins for the workers that make datasets and pseudo-anomalies. */
import { recogniseFolder } from '../../core/dataset/layout/recognise.ts';
import { mapFacts } from '../../core/pseudo-anomaly/draw-facts.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { StudioClient } from '../../worker/bridge/client-studio.ts';
import type { Gallery } from '../../worker/bridge/contract-studio.ts';
import type { ImportProblem, Inspection } from '../../worker/bridge/contract-data.ts';
import { answered, type AnsweredBy } from './answered.ts';

export interface FakeData {
  readonly client: DataClient;
  readonly draws: AnsweredBy<DataClient['drawSample']>;
  readonly imports: AnsweredBy<DataClient['importCategory']>;
  readonly cancels: AnsweredBy<DataClient['cancel']>;
  readonly lists: AnsweredBy<DataClient['listStored']>;
  readonly opens: AnsweredBy<DataClient['openStored']>;
  readonly additions: AnsweredBy<DataClient['addTests']>;
  readonly looks: AnsweredBy<DataClient['lookAtStored']>;
  readonly removals: AnsweredBy<DataClient['removeStored']>;
  readonly exports: AnsweredBy<DataClient['exportStored']>;
  readonly previews: AnsweredBy<DataClient['previewImage']>;
  readonly wants: AnsweredBy<DataClient['wantCategory']>;
  readonly streams: AnsweredBy<DataClient['openUnlabelled']>;
  readonly parts: AnsweredBy<DataClient['nextUnlabelled']>;
  readonly closings: AnsweredBy<DataClient['closeUnlabelled']>;
  readonly singles: AnsweredBy<DataClient['readUnlabelled']>;
  readonly photoStreams: AnsweredBy<DataClient['openPhotos']>;
  readonly photos: AnsweredBy<DataClient['nextPhoto']>;
  readonly tiles: AnsweredBy<DataClient['cutTiles']>;
  readonly photoClosings: AnsweredBy<DataClient['closePhotos']>;
  readonly frames: AnsweredBy<DataClient['readFrame']>;
  readonly keptFrames: AnsweredBy<DataClient['keepFrame']>;
  readonly runLists: AnsweredBy<DataClient['listRuns']>;
  readonly brokenRemovals: AnsweredBy<DataClient['removeBrokenRuns']>;
  readonly runRemovals: AnsweredBy<DataClient['removeRun']>;
}

/** What a worker finds in bare files that it need not read. */
function inspectPaths(paths: readonly string[]): Result<Inspection, ImportProblem> {
  const { categories, unknown } = recogniseFolder(paths);
  const problems = unknown.map((path) => ({ path, kind: 'unknown-place', came: path }) as const);
  if (categories.length === 0) return failure({ kind: 'no-images', files: paths.length, problems });
  return success({ categories, spare: unknown, problems, archives: [] });
}

function fakePhotos(): Pick<FakeData, 'photoStreams' | 'photos' | 'tiles' | 'photoClosings'> {
  return { photoStreams: answered(), photos: answered(), tiles: answered(), photoClosings: answered() };
}

export function fakeData(): FakeData {
  const draws: FakeData['draws'] = answered();
  const imports: FakeData['imports'] = answered();
  const cancels: FakeData['cancels'] = answered();
  const lists: FakeData['lists'] = answered();
  const opens: FakeData['opens'] = answered();
  const additions: FakeData['additions'] = answered();
  const looks: FakeData['looks'] = answered();
  const removals: FakeData['removals'] = answered();
  const exports: FakeData['exports'] = answered();
  const previews: FakeData['previews'] = answered();
  const wants: FakeData['wants'] = answered();
  const streams: FakeData['streams'] = answered();
  const parts: FakeData['parts'] = answered();
  const closings: FakeData['closings'] = answered();
  const singles: FakeData['singles'] = answered();
  const frames: FakeData['frames'] = answered();
  const keptFrames: FakeData['keptFrames'] = answered();
  const runLists: FakeData['runLists'] = answered();
  const brokenRemovals: FakeData['brokenRemovals'] = answered();
  const runRemovals: FakeData['runRemovals'] = answered();
  const ofPhotos = fakePhotos();
  const client: DataClient = {
    drawSample: draws.method,
    inspect: (sources) => Promise.resolve(inspectPaths(sources.map(({ path }) => path))),
    wantCategory: wants.method,
    importCategory: imports.method,
    cancel: cancels.method,
    cancelInspection: cancels.method,
    listStored: lists.method,
    openStored: opens.method,
    addTests: additions.method,
    lookAtStored: looks.method,
    removeStored: removals.method,
    exportStored: exports.method,
    previewImage: previews.method,
    openUnlabelled: streams.method,
    nextUnlabelled: parts.method,
    closeUnlabelled: closings.method,
    readUnlabelled: singles.method,
    openPhotos: ofPhotos.photoStreams.method,
    nextPhoto: ofPhotos.photos.method,
    cutTiles: ofPhotos.tiles.method,
    closePhotos: ofPhotos.photoClosings.method,
    readFrame: frames.method,
    keepFrame: keptFrames.method,
    listRuns: runLists.method,
    removeRun: runRemovals.method,
    removeBrokenRuns: brokenRemovals.method,
  };
  return {
    ...ofPhotos,
    client,
    draws,
    imports,
    cancels,
    lists,
    opens,
    additions,
    looks,
    removals,
    exports,
    previews,
    wants,
    streams,
    parts,
    closings,
    singles,
    frames,
    keptFrames,
    runLists,
    runRemovals,
    brokenRemovals,
  };
}

export function galleryOf(draws: number): Gallery {
  return {
    tiles: [],
    ssims: new Float64Array(draws),
    facts: mapFacts(() => new Float64Array(draws)),
    elapsedMs: 1,
  };
}

export interface FakeStudio {
  readonly client: StudioClient;
  readonly loads: AnsweredBy<StudioClient['load']>;
  readonly galleries: AnsweredBy<StudioClient['makeGallery']>;
  readonly details: AnsweredBy<StudioClient['makeDetail']>;
  readonly rivals: AnsweredBy<StudioClient['compareGenerators']>;
  readonly changes: AnsweredBy<StudioClient['measureChanges']>;
}

export function fakeStudio(): FakeStudio {
  const loads: FakeStudio['loads'] = answered();
  const galleries: FakeStudio['galleries'] = answered();
  const details: FakeStudio['details'] = answered();
  const rivals: FakeStudio['rivals'] = answered();
  const changes: FakeStudio['changes'] = answered();
  const client = {
    load: loads.method,
    makeGallery: galleries.method,
    makeDetail: details.method,
    compareGenerators: rivals.method,
    measureChanges: changes.method,
  };
  return { client, loads, galleries, details, rivals, changes };
}
