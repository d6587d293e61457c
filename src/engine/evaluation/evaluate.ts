/** Scores test images by what is known of normal ones, image by image, reported as events. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { measurePixels } from '../../core/metrics/pixel-interval.ts';
import type { PixelScores } from '../../core/metrics/pixels.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { EvaluationEvent, RunProblem, ScoredItem, ScoreName } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import type { RunControl } from '../training/control.ts';
import { fitMethod, type Attempted } from './fit-method.ts';
import type { Fitted, Judgement, Method } from './method.ts';
import { splitItem } from './split-item.ts';

export interface EvaluationSetup {
  readonly experiment: Experiment;
  /** All items of the dataset; images are square, of any size. */
  readonly items: readonly DatasetItem[];
  /** Makes the method, on the device. */
  readonly createMethod: () => Promise<Method<unknown>>;
  /** The score of the method that counts. */
  readonly score: ScoreName;
  readonly device: Device;
  readonly control: RunControl;
  readonly now: () => number;
  readonly report: (event: EvaluationEvent) => void;
}

export interface EvaluationOutcome {
  readonly scored: number;
  readonly reason: 'completed' | 'stopped';
}

interface Judging<Seen> {
  readonly fitted: Fitted<Seen>;
  /** Paths of the images that it was fitted on. */
  readonly normals: readonly string[];
}

/** Fits the score on normal training images. */
async function fitOnNormals<Seen>(
  { experiment, items, control, report, device }: EvaluationSetup,
  method: Method<Seen>,
): Attempted<Judging<Seen>> {
  const normals = shuffled(
    items.filter((item) => item.split === 'train'),
    createRandom(experiment.seed).fork('bank'),
  ).slice(0, experiment.bankImages);
  const total = normals.length;
  const fitted = await fitMethod(method, normals, {
    device,
    control,
    onSeen: (done) => {
      report({ type: 'bank', done, total });
    },
  });
  if (!fitted.ok || fitted.value === undefined) return fitted as Result<undefined, RunProblem>;
  return success({ fitted: fitted.value, normals: normals.map(({ path }) => path) });
}

function toScored(
  { path, defect }: DatasetItem,
  { scores, map, neighbours = [] }: Judgement,
  normals: readonly string[],
  score: ScoreName,
): ScoredItem {
  const label = defect === normalClass ? 0 : 1;
  // A score that could not be taken is not 0: it is no number, and no curve is drawn from it.
  const found = { score: scores[score] ?? Number.NaN, scores, neighbours: neighbours.map((i) => normals[i]) };
  return { path, defect, label, ...found, ...(map && { map }) };
}

/** Normal and defective images take turns, so that the curve means something from the first batch. */
function inTurns(items: readonly DatasetItem[], seed: number): DatasetItem[] {
  return shuffled(items, createRandom(seed).fork('evaluation'));
}

interface Tally {
  readonly scored: number;
  readonly pixels: readonly PixelScores[];
}

/** Scores images one by one until done or stopped; while one is judged, the network sees the next. */
async function scoreAll<Seen>(
  { score, control, report, device }: EvaluationSetup,
  tests: readonly DatasetItem[],
  { method, fitted, normals }: Judging<Seen> & { readonly method: Method<Seen> },
): Promise<Result<Tally, RunProblem>> {
  const pixels: PixelScores[] = [];
  let scored = 0;
  const seeAt = (i: number) =>
    i < tests.length ? attempt(() => method.see(tests[i].image), device, control) : undefined;
  let next = seeAt(0);
  for (const [i, item] of tests.entries()) {
    const seen = await next;
    if (control.isStopped() || seen === undefined) break;
    if (!seen.ok) return seen;
    next = seeAt(i + 1);
    const judged = await attempt(() => fitted.judge(seen.value), device, control);
    if (!judged.ok || judged.value === undefined) {
      await next;
      if (!judged.ok) return judged;
      break;
    }
    const judgement = judged.value;
    const split = splitItem(item, judgement.map);
    if (split !== undefined) pixels.push(split);
    scored++;
    report({
      type: 'scored',
      items: [toScored(item, judgement, normals, score)],
      done: scored,
      total: tests.length,
    });
    await control.yieldToMessages();
  }
  await next;
  return success({ scored, pixels });
}

/** Fits on normal images, then scores the tests. */
async function runMethod(
  setup: EvaluationSetup,
  tests: readonly DatasetItem[],
): Promise<Result<Tally, RunProblem>> {
  const made = await attempt(() => setup.createMethod(), setup.device, setup.control);
  if (!made.ok) return made;
  const method = made.value;
  const judging = await fitOnNormals(setup, method);
  if (!judging.ok) return judging;
  if (judging.value === undefined) return success({ scored: 0, pixels: [] });
  try {
    return await scoreAll(setup, tests, { method, ...judging.value });
  } finally {
    judging.value.fitted.dispose();
  }
}

export async function runEvaluation(setup: EvaluationSetup): Promise<Result<EvaluationOutcome, RunProblem>> {
  const { experiment, items, now, report } = setup;
  if (!items.some((item) => item.split === 'train')) return failure({ kind: 'no-normal-images' });
  const tests = inTurns(
    items.filter((item) => item.split === 'test'),
    experiment.seed,
  );
  const started = now();
  report({ type: 'evaluation-started', total: tests.length });
  const outcome = await runMethod(setup, tests);
  if (!outcome.ok) return outcome;
  const { scored, pixels } = outcome.value;
  const reason = scored === tests.length ? 'completed' : 'stopped';
  // Only once every image has been seen: part of them would be another number.
  const measured =
    reason === 'completed' ? measurePixels(pixels, createRandom(experiment.seed).fork('pixels')) : undefined;
  report({ type: 'evaluated', elapsedMs: now() - started, reason, pixels: measured });
  return success({ scored, reason });
}
