/** Runs beside each other: which settings differ, and whether their AUROCs do. */
import { knobNames, type Experiment, type KnobName } from '../experiment/experiment.ts';
import { aurocDifference, type Difference } from '../metrics/auroc-difference.ts';
import { settingsDifference, type SettingsDifference } from '../metrics/settings-difference.ts';
import { signedRank } from '../metrics/signed-rank.ts';
import { createRandom } from '../random.ts';
import type { RunResults } from './results.ts';

/** Knobs that do not have one value in all of them, in the table's order. */
export function differingKnobs(experiments: readonly Experiment[]): KnobName[] {
  return knobNames.filter(
    (name) => new Set(experiments.map((experiment) => JSON.stringify(experiment[name]))).size > 1,
  );
}

export type RunComparison =
  /** Not the same test images, so that nothing can be paired. */
  | { readonly kind: 'other-images' }
  /** One class only, or a score that is no number. */
  | { readonly kind: 'not-computed' }
  | {
      readonly kind: 'compared';
      readonly images: number;
      /** Run minus baseline. */
      readonly difference: number;
      readonly low: number;
      readonly high: number;
      /** The 95 % interval leaves 0 out. */
      readonly isDistinguishable: boolean;
    };

/** Every image of the baseline with its score in the run; undefined unless both scored the same images. */
function paired(run: RunResults, baseline: RunResults): readonly number[] | undefined {
  if (run.dataset.fingerprint !== baseline.dataset.fingerprint) return undefined;
  const scoreOf = new Map(run.evaluation.items.map(({ path, score }) => [path, score]));
  const { items } = baseline.evaluation;
  if (items.length !== scoreOf.size || !items.every(({ path }) => scoreOf.has(path))) return undefined;
  return items.map(({ path }) => scoreOf.get(path) ?? Number.NaN);
}

function differenceOf(
  a: readonly number[],
  items: RunResults['evaluation']['items'],
): Difference | undefined {
  const labels = items.map(({ label }) => label);
  const b = items.map(({ score }) => score);
  return [...a, ...b].every(Number.isFinite) ? aurocDifference({ labels, a, b }) : undefined;
}

/**
 * The difference of two runs' AUROCs with its 95 % interval over the same test images. It speaks of these two trained networks
 * only: another seed of the same settings gives another network. An interval that holds 0 means: these images cannot tell them apart.
 */
export function compareRuns(run: RunResults, baseline: RunResults): RunComparison {
  const scores = paired(run, baseline);
  if (scores === undefined) return { kind: 'other-images' };
  const found = differenceOf(scores, baseline.evaluation.items);
  if (found === undefined) return { kind: 'not-computed' };
  const { a, b, low, high } = found;
  return {
    kind: 'compared',
    images: scores.length,
    difference: a - b,
    low,
    high,
    isDistinguishable: low > 0 || high < 0,
  };
}

export interface PimoComparison {
  /** Run minus baseline, of the mean over images with a defect. */
  readonly difference: number;
  /** Images on which the two differ. */
  readonly pairs: number;
  readonly wins: number;
  readonly p: number;
}

/** Each run scores images in an order of its own. `undefined` if some images with a defect have no mask, and so no number. */
function pimoByPath({ evaluation }: RunResults): ReadonlyMap<string, number> | undefined {
  const values = evaluation.pixels?.auPimo?.perImage;
  const marked = evaluation.items.filter(({ label }) => label === 1);
  if (values?.length !== marked.length) return undefined;
  return new Map(marked.map(({ path }, i) => [path, values[i]]));
}

/**
 * AUPIMO image by image [AUPIMO]: on how many images with a defect the run finds more than the baseline, and whether that is more than
 * chance would have it. `undefined` on other images, without the numbers of both, or where no image differs.
 */
export function comparePimo(run: RunResults, baseline: RunResults): PimoComparison | undefined {
  if (run.dataset.fingerprint !== baseline.dataset.fingerprint) return undefined;
  const [own, other] = [pimoByPath(run), pimoByPath(baseline)];
  if (own === undefined || other === undefined) return undefined;
  const differences = [...own].map(([path, value]) => value - (other.get(path) ?? Number.NaN));
  if (!differences.every(Number.isFinite)) return undefined;
  const test = signedRank(differences);
  if (test === undefined) return undefined;
  const difference = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  return { difference, pairs: test.pairs, wins: differences.filter((one) => one > 0).length, p: test.p };
}

/** Runs of one setting with several seeds against those of another, on the same test images; `undefined` on other images. */
export function compareSettings(
  runs: readonly RunResults[],
  baselines: readonly RunResults[],
): SettingsDifference | undefined {
  const reference = baselines.at(0);
  if (reference === undefined) return undefined;
  const scoresOf = (group: readonly RunResults[]) => group.map((run) => paired(run, reference));
  const [a, b] = [scoresOf(runs), scoresOf(baselines)];
  const isComplete = (scores: typeof a): scores is (readonly number[])[] => !scores.includes(undefined);
  if (!isComplete(a) || !isComplete(b)) return undefined;
  const labels = reference.evaluation.items.map(({ label }) => label);
  return settingsDifference({ labels, a, b }, createRandom('settings'));
}
