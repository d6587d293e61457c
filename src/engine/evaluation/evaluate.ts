/** Scores test images by what is known of normal ones, image by image, reported as events. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { bestStatistic, type Labelled } from '../../core/dataset/doctor/statistics.ts';
import { factsOf } from '../../core/dataset/facts.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { measurePixels, type PixelMetrics } from '../../core/metrics/pixels/measure-pixels.ts';
import { addPixels, noPixels, type PixelMoments } from '../../core/metrics/pixels/seg-f1.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { EvaluationEvent, RunProblem, ScoredItem, ScoreName } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import type { RunControl } from '../training/control.ts';
import { planCalibration, type CalibrationPlan } from './calibration-plan.ts';
import { drawBank, validationNormals } from './calibration-split.ts';
import { fitOnSeen, seeNormals, type Attempted } from './fit-method.ts';
import { judgeImages, type MethodJudging } from './judge-images.ts';
import type { Judgement, Method } from './method.ts';
import { scoreFolds } from './score-folds.ts';
import { pixelSizeFor, countedScoresAt, splitItem, type PixelSize, type SplitItem } from './split-item.ts';

export interface EvaluationSetup {
  readonly experiment: Experiment;
  /** All items of the dataset; images are square, of any size. */
  readonly items: readonly DatasetItem[];
  /** Makes the method, on the device. */
  readonly createMethod: () => Promise<Method<unknown>>;
  /** Test images that the method learns from: they are not scored. @throws Refusal if there are too few. */
  readonly knownAnomalies?: () => readonly DatasetItem[];
  /** The score of the method that counts. */
  readonly score: ScoreName;
  /** Whether a borrowed network was trained on the training images of `items`; one of the detector itself always counts as such. */
  readonly hasLearnt?: boolean;
  readonly device: Device;
  readonly control: RunControl;
  readonly now: () => number;
  readonly report: (event: EvaluationEvent) => void;
}

export interface EvaluationOutcome {
  readonly scored: number;
  readonly reason: 'completed' | 'stopped';
}

interface Judging<Seen> extends MethodJudging<Seen> {
  /** At which figures of pixels are taken. */
  readonly size: PixelSize;
  /** The images that it was fitted on. */
  readonly normals: readonly DatasetItem[];
}

function toScored(
  { path, defect }: DatasetItem,
  { scores, map, neighbours = [] }: Judgement,
  normals: readonly DatasetItem[],
  score: ScoreName,
): ScoredItem {
  const label = defect === normalClass ? 0 : 1;
  // A score that could not be taken is not 0: it is no number, and no curve is drawn from it.
  const found = {
    score: scores[score] ?? Number.NaN,
    scores,
    neighbours: neighbours.map((i) => normals[i].path),
  };
  return { path, defect, label, ...found, ...(map && { map }) };
}

/** Normal and defective images take turns, so that the curve means something from the first batch. */
function inTurns(items: readonly DatasetItem[], seed: number): DatasetItem[] {
  return shuffled(items, createRandom(seed).fork('evaluation'));
}

interface Tally {
  readonly scored: number;
  readonly split: readonly SplitItem[];
  readonly labelled: readonly Labelled[];
  /** Of the maps of validation images; `undefined` without any. */
  readonly validation: PixelMoments | undefined;
}

const nothing: Tally = { scored: 0, split: [], labelled: [], validation: undefined };

/** Scores normal images that the detector was not fitted on; moments of the pixels of validation images, `undefined` without any. */
async function scoreOutside<Seen>(
  setup: EvaluationSetup,
  judging: Judging<Seen>,
  { basis, outside }: CalibrationPlan,
  total: number,
): Promise<Result<PixelMoments | undefined, RunProblem>> {
  const { device, control, report } = setup;
  let moments = noPixels;
  const judged = await judgeImages(outside, judging, {
    device,
    control,
    take(item, { scores, map }, done) {
      if (basis === 'validation' && map !== undefined)
        moments = addPixels(moments, countedScoresAt(item, map, judging.size));
      const validated = { path: item.path, score: scores[setup.score] ?? Number.NaN };
      report({ type: 'validated', basis, items: [validated], done, total });
    },
  });
  return judged.ok ? success(moments.count === 0 ? undefined : moments) : judged;
}

/** Scores the normal images that may set a threshold, none by a detector that was fitted on it. */
async function validate<Seen>(
  setup: EvaluationSetup,
  judging: Judging<Seen>,
  seen: readonly Seen[],
): Promise<Result<PixelMoments | undefined, RunProblem>> {
  const { device, control, report, experiment, score } = setup;
  const { method, normals } = judging;
  const plan = planCalibration(setup.items, normals, {
    experiment,
    hasLearnt: setup.hasLearnt ?? false,
    foldsCheaply: method.foldsCheaply ?? false,
  });
  const { basis, outside, folds } = plan;
  const total = outside.length + folds.flat().length;
  const moments = await scoreOutside(setup, judging, plan, total);
  if (!moments.ok) return moments;
  let done = outside.length;
  const scored = await scoreFolds({ ...judging, seen }, folds, {
    ...{ device, control, score },
    take(at, value) {
      const items = [{ path: normals[at].path, score: value }];
      report({ type: 'validated', basis, items, done: ++done, total });
    },
  });
  return scored.ok ? moments : scored;
}

interface Fit<Seen> {
  readonly judging: Judging<Seen>;
  readonly validation: PixelMoments | undefined;
}

/** Fits on normal training images, and scores those that may set a threshold. What was seen of the former is let go. */
async function fitOnNormals<Seen>(
  setup: EvaluationSetup,
  method: Method<Seen>,
  size: PixelSize,
): Attempted<Fit<Seen>> {
  const { experiment, items, control, report, device } = setup;
  const normals = drawBank(
    items.filter((item) => item.split === 'train'),
    experiment,
  );
  const total = normals.length;
  const tools = { device, control };
  const seen = await seeNormals(method, normals, tools, (done) => {
    report({ type: 'bank', done, total });
  });
  if (!seen.ok || seen.value === undefined) return seen as Result<undefined, RunProblem>;
  const fitted = await fitOnSeen(method, seen.value, tools);
  if (!fitted.ok || fitted.value === undefined) return fitted as Result<undefined, RunProblem>;
  const judging = { method, fitted: fitted.value, normals, size };
  const validation = await validate(setup, judging, seen.value).catch((error: unknown) => {
    judging.fitted.dispose();
    throw error;
  });
  if (validation.ok) return success({ judging, validation: validation.value });
  judging.fitted.dispose();
  return validation;
}

/** Scores the tests. */
async function scoreAll<Seen>(
  setup: EvaluationSetup,
  tests: readonly DatasetItem[],
  judging: Judging<Seen>,
): Promise<Result<Omit<Tally, 'validation'>, RunProblem>> {
  const { score, report, device, control } = setup;
  const [split, labelled]: [SplitItem[], Labelled[]] = [[], []];
  const judged = await judgeImages(tests, judging, {
    device,
    control,
    take(item, judgement, done) {
      const own = splitItem(item, judgement.map, judging.size);
      if (own !== undefined) split.push(own);
      labelled.push({ defect: item.defect, facts: factsOf(item.image, item.facts?.file) }); // as it was judged
      const items = [toScored(item, judgement, judging.normals, score)];
      report({ type: 'scored', items, done, total: tests.length });
    },
  });
  return judged.ok ? success({ scored: judged.value, split, labelled }) : judged;
}

/** Fits on normal images, then scores validation images and tests. */
async function runMethod(
  setup: EvaluationSetup,
  tests: readonly DatasetItem[],
  size: PixelSize,
): Promise<Result<Tally, RunProblem>> {
  const made = await attempt(() => setup.createMethod(), setup.device, setup.control);
  if (!made.ok) return made;
  const fitted = await fitOnNormals(setup, made.value, size);
  if (!fitted.ok) return fitted;
  if (fitted.value === undefined) return success(nothing);
  const { judging, validation } = fitted.value;
  try {
    const scored = await scoreAll(setup, tests, judging);
    return scored.ok ? success({ ...scored.value, validation }) : scored;
  } finally {
    judging.fitted.dispose();
  }
}

/** Of the images, in pixels; null where they differ, and at the size of files. */
function sideOf(items: readonly DatasetItem[], size: PixelSize): number | null {
  const sides = new Set(items.map(({ image }) => image.width));
  const [side = null] = sides;
  return sides.size === 1 && size === 'working' ? side : null;
}

/** `undefined` where a saturation is missing, and where there is none at all. */
function saturatedImages(split: readonly SplitItem[], tests: readonly DatasetItem[]) {
  const isGiven = tests.some(({ full }) => full?.marks.some(({ saturation }) => saturation !== undefined));
  const images = split.map(({ saturated }) => saturated);
  return isGiven && images.every((one) => one !== undefined) ? images : undefined;
}

/** Only once every image has been seen: part of them would be another number. */
function measure(
  { experiment }: EvaluationSetup,
  tests: readonly DatasetItem[],
  { split, validation }: Tally,
  size: PixelSize,
): PixelMetrics | undefined {
  return measurePixels(
    split.map(({ pixels }) => pixels),
    {
      random: createRandom(experiment.seed).fork('pixels'),
      validation,
      side: sideOf(tests, size),
      saturated: saturatedImages(split, tests),
    },
  );
}

export async function runEvaluation(setup: EvaluationSetup): Promise<Result<EvaluationOutcome, RunProblem>> {
  const { experiment, items, now, report } = setup;
  if (!items.some((item) => item.split === 'train')) return failure({ kind: 'no-normal-images' });
  const known = await attempt(
    () => Promise.resolve().then(() => setup.knownAnomalies?.() ?? []),
    setup.device,
    setup.control,
  );
  if (!known.ok) return known;
  const learnt = new Set(known.value.map(({ path }) => path));
  const tests = inTurns(
    items.filter(({ split, path }) => split === 'test' && !learnt.has(path)),
    experiment.seed,
  );
  const started = now();
  report({ type: 'evaluation-started', total: tests.length });
  const size = pixelSizeFor([...tests, ...validationNormals(items)], experiment.pixelSize);
  const outcome = await runMethod(setup, tests, size);
  if (!outcome.ok) return outcome;
  const { scored } = outcome.value;
  const reason = scored === tests.length ? 'completed' : 'stopped';
  const isWhole = reason === 'completed';
  const pixels = isWhole ? measure(setup, tests, outcome.value, size) : undefined;
  const statistic = isWhole ? bestStatistic(outcome.value.labelled) : undefined;
  report({ type: 'evaluated', elapsedMs: now() - started, reason, pixels, statistic });
  return success({ scored, reason });
}
