/**
 * Judges a folder of images without labels, as the stage Inspect does, by a detector that is fitted on normal ones or was saved as a
 * file; verdicts as CSV. A fitted detector is saved on request.
 */
import { summaryOf } from '../../src/core/dataset/dataset.ts';
import { openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetItem, HeldDataset } from '../../src/core/dataset/dataset.ts';
import { defaultPreparation, type Preparation } from '../../src/core/dataset/preparation.ts';
import { detectorOptions } from '../../src/core/experiment/detectors.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { needsTraining, usesIncludedBackbone } from '../../src/core/experiment/relevance.ts';
import type { RegionOfInterest } from '../../src/core/image/image.ts';
import {
  limitsOfPassport,
  selfCheckTolerance,
  type DetectorPassport,
} from '../../src/core/inspect/passport.ts';
import {
  differencesOf,
  normalFacts,
  traitsOf,
  type ComparedFacts,
} from '../../src/core/inspect/unlikeness.ts';
import { limitsOf, worstFirst, type Limits } from '../../src/core/inspect/verdict.ts';
import { verdictsCsv, type UnreadFile, type VerdictRow } from '../../src/core/inspect/verdicts-csv.ts';
import type { Device } from '../../src/engine/device.ts';
import type { Inspector } from '../../src/engine/evaluation/inspector/inspector.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import type { ControlHandle } from '../../src/engine/training/control.ts';
import type { SourceFile } from '../../src/worker/bridge/contract-data.ts';
import { createUnlabelled } from '../../src/worker/data/unlabelled.ts';
import { decodeInNode } from './decode.ts';
import { asItems, drawNormalTiles, judgePhotos, scoreLimits } from './inspect-tiles.ts';
import { loadDataset, normalPhotos, pathsBelow } from './load.ts';
import { UsageError, type FitOptions, type InspectOptions } from './options.ts';
import { done, NoAdapter, RunFailure, seldom, type Tell } from './running.ts';

/** Images judged between two looks at whether to stop. */
const partSize = 8;

async function sourcesIn(folder: string): Promise<SourceFile[]> {
  const paths = (await pathsBelow(folder)).sort();
  return Promise.all(paths.map(async (path) => ({ path, blob: await openAsBlob(join(folder, path)) })));
}

/** What judges, and what it needs to know of new images. */
interface Judge {
  readonly inspector: Inspector;
  readonly device: Device;
  readonly limits: Limits;
  readonly preparation: Preparation;
  readonly normals: readonly ComparedFacts[];
  /** The part of the images that counts, where a file says so. */
  readonly region?: RegionOfInterest | undefined;
}

interface Tools {
  readonly control: ControlHandle;
  readonly tell: Tell;
}

/** Of the machine, and the backbone on it. */
async function openTools() {
  if (!(await installNodeWebGpu())) throw new NoAdapter('no WebGPU adapter was found');
  const { openDevice } = await import('../../src/engine/device.ts');
  const { openFrozen } = await import('../../src/engine/backbone/open-frozen.ts');
  const { filesHere } = await import('../../src/engine/testing/backbone-weights.ts');
  const device = await openDevice();
  return { device, frozen: () => openFrozen(device, filesHere) };
}

const untrained = detectorOptions.filter(({ isTrained }) => !isTrained).map(({ value }) => value);

interface FittedInspector {
  readonly inspector: Inspector;
  readonly device: Device;
  readonly score: DetectorPassport['score'];
}

async function fitOn(
  items: readonly DatasetItem[],
  experiment: Experiment,
  { control, tell }: Tools,
  fitsAll = false,
): Promise<FittedInspector> {
  const { device, frozen } = await openTools();
  const { createDetectorTrainer, scoringOf } = await import('../../src/detectors/run-detector.ts');
  const { createInspector } = await import('../../src/engine/evaluation/inspector/inspector.ts');
  const trainer = await createDetectorTrainer(experiment, device);
  const scoring = scoringOf({ experiment, trainer, items, frozen });
  const tellSeen = seldom(tell, 5000);
  const made = await createInspector({
    ...scoring,
    experiment,
    items,
    fitsAll,
    hasLearnt: false,
    device,
    control,
    report: (seen, total) => {
      tellSeen(`normal images ${seen} of ${total}`);
    },
  });
  return { inspector: done(made, 'fitting'), device, score: scoring.score };
}

function limitsFor(scores: readonly number[], falseAlarmRate: number, of: string, images: number): Limits {
  const limits = limitsOf(scores, falseAlarmRate);
  if (limits !== undefined) return limits;
  throw new UsageError(
    `${of}: expected at least 3 normal images, so that one can set the threshold, got ${images}`,
  );
}

/** The same on tiles of the normal photos; some of these, all tiles of each, set the limit. */
async function fitTiled({ experiment, source, falseAlarmRate }: FitOptions, tools: Tools): Promise<Judge> {
  if (source.kind === 'sample')
    throw new UsageError(
      '--tiles: expected --data DIR with photos of their own size; samples are drawn small',
    );
  if (!usesIncludedBackbone(experiment))
    throw new UsageError(
      '--tiles: expected the included backbone, which knows no size; use --set backbone=mobilenet-v2',
    );
  const preparation = { ...defaultPreparation, side: experiment.imageSize };
  const sources = await normalPhotos(source);
  const drawn = await drawNormalTiles(sources, preparation, experiment, tools);
  const { facts } = drawn;
  if (drawn.limitPhotos.length === 0) limitsFor([], falseAlarmRate, source.folder, facts.length); // throws
  const { inspector, device } = await fitOn(asItems(drawn), experiment, tools, true);
  const scores = await scoreLimits({ inspector, preparation }, sources, drawn, tools);
  const limits = limitsFor(scores, falseAlarmRate, source.folder, facts.length);
  tools.tell(promiseLine(limits, falseAlarmRate));
  return { inspector, device, limits, preparation, normals: facts };
}

/** The detector, fitted; the device of the machine is opened for it. */
async function fit(options: FitOptions, tools: Tools): Promise<Judge> {
  const { experiment, source, falseAlarmRate, detector } = options;
  const { control, tell } = tools;
  if (needsTraining(experiment))
    throw new UsageError(
      `expected a detector that is fitted without training, got ${experiment.detector}; use --set detector=${untrained.join(' or ')}`,
    );
  if (options.tiles) return fitTiled(options, tools);
  const dataset = await loadDataset(source, experiment.imageSize, tell);
  const { items } = dataset;
  const { inspector, device, score } = await fitOn(items, experiment, tools);
  const scores = inspector.calibration.normals.map((normal) => normal.score);
  const limits = limitsFor(scores, falseAlarmRate, dataset.name, dataset.counts.train);
  tell(promiseLine(limits, falseAlarmRate));
  const preparation = { ...defaultPreparation, side: experiment.imageSize };
  const judge = { inspector, device, limits, preparation, normals: normalFacts(items) };
  if (detector !== undefined) {
    const bytes = await fileOf(judge, { dataset, experiment, falseAlarmRate, score }, control);
    writeFileSync(detector, bytes);
    tell(`${detector}: ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
  return judge;
}

interface Fitted extends Pick<DetectorPassport, 'experiment' | 'falseAlarmRate' | 'score'> {
  readonly dataset: HeldDataset;
}

async function fileOf(
  { inspector, device, preparation: { side, aspect }, normals }: Judge,
  { dataset: whole, ...parts }: Fitted,
  control: ControlHandle,
): Promise<Uint8Array> {
  const { examplesAmong, saveInspector } = await import('../../src/engine/portable/portable-inspector.ts');
  const { backboneWeights } = await import('../../src/engine/testing/backbone-weights.ts');
  const examples = examplesAmong(whole.items, inspector.calibration);
  const dataset = summaryOf(whole);
  const passport = { ...parts, dataset, preparation: { side, aspect }, normals };
  const saved = done(
    await saveInspector(
      { inspector, examples, trunk: backboneWeights, trainer: undefined, device, control },
      passport,
    ),
    'saving the detector',
  );
  if (saved.kind === 'saved') return saved.bytes;
  throw new UsageError(
    saved.why === 'own-network'
      ? '--detector: expected a detector on the backbone that ships with Kizu; use --set backbone=mobilenet-v2'
      : '--detector: expected at least 3 normal images, so that one can set the threshold',
  );
}

/** The detector of a file, once it has given its own images the scores that it was saved with. */
async function open(model: string, { control, tell }: Tools): Promise<Judge> {
  const { readDetector } = await import('../../src/engine/portable/read-detector.ts');
  const { checkItself, inspectorFrom } = await import('../../src/engine/portable/portable-inspector.ts');
  const { createDetectorTrainer, networkOf } = await import('../../src/detectors/run-detector.ts');
  const read = readDetector(readFileSync(model), networkOf);
  if (!read.ok)
    throw new UsageError(`${model} is no detector that can be used: ${JSON.stringify(read.problem)}`);
  const { passport } = read.value;
  const limits = limitsOfPassport(passport);
  if (limits === undefined) throw new UsageError(`${model} holds no scores of normal images`);
  const { device, frozen } = await openTools();
  const { inspector } = await inspectorFrom(
    read.value,
    { frozen, open: (file) => createDetectorTrainer(file.passport.experiment, device, file.model) },
    device,
  );
  const error = done(await checkItself(inspector, passport, control), 'checking the file');
  if (!(error <= selfCheckTolerance))
    throw new RunFailure(
      `${model}: its own images score otherwise here than where it was saved (by up to ${(100 * error).toPrecision(2)} %)`,
    );
  tell(
    `${model}: ${passport.experiment.detector} of ${passport.dataset.name}, self-check within ${error.toExponential(1)}`,
  );
  tell(promiseLine(limits, passport.falseAlarmRate));
  const preparation = { ...passport.preparation, isEqualised: false };
  const { region } = passport.dataset;
  return { inspector, device, limits, preparation, normals: passport.normals, region };
}

interface Found {
  readonly rows: Omit<VerdictRow, 'verdict'>[];
  readonly unread: UnreadFile[];
}

async function judgeAll(
  folder: string,
  { inspector, preparation, normals, region }: Judge,
  { control, tell }: Tools,
): Promise<Found> {
  const sources = await sourcesIn(folder);
  const reader = createUnlabelled(decodeInNode);
  await reader.openUnlabelled(sources, { preparation, region });
  const traits = traitsOf(normals);
  const found: Found = { rows: [], unread: [] };
  const tellJudged = seldom(tell, 5000);
  for (let isLast = false; !isLast;) {
    const part = await reader.nextUnlabelled(partSize);
    isLast = part.isLast;
    found.unread.push(...part.problems);
    const images = part.images.map(({ image }) => image);
    const judged = done(await inspector.judge(images, control), 'judging');
    judged.forEach(({ score }, i) => {
      const image = part.images[i];
      if (image === undefined) return;
      found.rows.push({ path: image.path, score, differences: differencesOf(image.facts, traits) });
    });
    tellJudged(`judged ${found.rows.length} of ${sources.length} files`);
  }
  return found;
}

function promiseLine({ promised, isMet, images }: Limits, asked: number): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const kept = `at most ${percent(promised)} false alarms are promised, on average, for new images like the ${images} normal ones held out`;
  return isMet
    ? kept
    : `${images} held-out images promise nothing finer than ${percent(promised)} (${percent(asked)} was asked): ${kept}`;
}

/** `onControl` gets the handle by which it is stopped. */
export async function inspectFolder(
  { by, judged }: InspectOptions,
  tell: Tell,
  onControl: (control: ControlHandle) => void,
): Promise<void> {
  const { createControl } = await import('../../src/engine/training/control.ts');
  const control = createControl(() => new Promise((resolve) => setImmediate(resolve)));
  onControl(control);
  const tools = { control, tell };
  const judge = 'model' in by ? await open(by.model, tools) : await fit(by, tools);
  if (judged === undefined) return;
  const isTiled = 'tiles' in by && by.tiles;
  const { rows, unread } = isTiled
    ? await judgePhotos(await sourcesIn(judged.inspect), judge, tools)
    : await judgeAll(judged.inspect, judge, tools);
  const verdicts = worstFirst(rows, judge.limits);
  writeFileSync(judged.csv, verdictsCsv(verdicts, judge.limits, unread));
  const count = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  tell(
    `${verdicts.length} judged: ${count('bad')} bad, ${count('look')} to look at, ${count('good')} good; ${unread.length} unread`,
  );
}
