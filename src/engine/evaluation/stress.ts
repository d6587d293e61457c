/** A detector that stays fitted as an evaluation fits it, and judges test images that were disturbed. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { ignoreOutside } from '../../core/image/region-of-interest.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { failure, success } from '../../core/result.ts';
import { disturb, type Recode } from '../../core/stress/disturb.ts';
import type { Disturbance } from '../../core/stress/disturbance.ts';
import { attempt } from '../attempt.ts';
import type { RunControl } from '../training/control.ts';
import { drawBank } from './calibration-split.ts';
import type { EvaluationSetup } from './evaluate.ts';
import { fitOnSeen, seeNormals, type Attempted } from './fit-method.ts';
import { createJudging, type Inspector } from './inspector/inspector.ts';

export interface StressSetup extends Pick<
  EvaluationSetup,
  'experiment' | 'items' | 'createMethod' | 'knownAnomalies' | 'score' | 'device' | 'control'
> {
  /** Pieces of work done, of all. */
  readonly report: (done: number, total: number) => void;
}

/** Test images that the detector does not learn from; normal and defective take turns. */
export function testsFor({ experiment, items, knownAnomalies }: StressSetup): DatasetItem[] {
  const learnt = new Set(knownAnomalies?.().map(({ path }) => path));
  const tests = items.filter(({ split, path }) => split === 'test' && !learnt.has(path));
  return shuffled(tests, createRandom(experiment.seed).fork('evaluation'));
}

/** The normal images that an evaluation fits its method on. */
export function normalsFor({ experiment, items }: Pick<StressSetup, 'experiment' | 'items'>): DatasetItem[] {
  return drawBank(
    items.filter(({ split }) => split === 'train'),
    experiment,
  );
}

export interface StressedDetector extends Pick<Inspector, 'judge' | 'dispose'> {
  readonly tests: readonly DatasetItem[];
}

/** `undefined` if stopped. */
export async function fitForStress(setup: StressSetup): Attempted<StressedDetector> {
  const { score, device, control, report } = setup;
  const normals = normalsFor(setup);
  if (normals.length === 0) return failure({ kind: 'no-normal-images' });
  const tests = await attempt(() => Promise.resolve().then(() => testsFor(setup)), device, control);
  if (!tests.ok) return tests;
  const made = await attempt(() => setup.createMethod(), device, control);
  if (!made.ok) return made;
  const method = made.value;
  const tools = { device, control };
  const seen = await seeNormals(method, normals, tools, (done) => {
    report(done, normals.length);
  });
  if (!seen.ok) return seen;
  if (seen.value === undefined) return success(undefined);
  const fitted = await fitOnSeen(method, seen.value, tools);
  if (!fitted.ok) return fitted;
  if (fitted.value === undefined) return success(undefined);
  const nothing = { basis: 'share', fitted: normals.length, normals: [] } as const;
  const judging = createJudging({ method, fitted: fitted.value, score, device }, nothing);
  return success({ ...judging, tests: tests.value });
}

interface JudgeOptions {
  readonly disturbance: Disturbance;
  readonly seed: Experiment['seed'];
  readonly recode: Recode;
  readonly control: RunControl;
  /** After each image, in their order. */
  readonly take: (item: DatasetItem, score: number, image: RgbImage) => void;
}

/** How many images were judged: fewer than there are if stopped. Noise is drawn for each image by the seed and its path. */
export async function judgeDisturbed(
  { judge }: Pick<Inspector, 'judge'>,
  tests: readonly DatasetItem[],
  { disturbance, seed, recode, control, take }: JudgeOptions,
): Attempted<number> {
  const random = createRandom(seed).fork('stress');
  for (const item of tests) {
    if (control.isStopped()) return success(undefined);
    const disturbed = await disturb(item.image, disturbance, random.fork(item.path), recode);
    const { region } = item.image;
    const image = ignoreOutside(disturbed, region);
    const judged = await judge([image], control);
    if (!judged.ok) return judged;
    const found = judged.value?.at(0);
    if (found === undefined) return success(undefined);
    take(item, found.score, image);
  }
  return success(tests.length);
}
