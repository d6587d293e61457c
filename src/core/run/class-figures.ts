/** What is shown of a class's runs on the same images: how their AUROCs lie, the best, the middle one, and the one that judges most unlike the best. */
import { medianOf } from '../median.ts';
import type { CollectedRun } from './collected.ts';
import { disagreementsOf } from './disagreements.ts';
import type { RunResults } from './results.ts';

interface RankedRun<Run> {
  readonly run: Run;
  readonly auroc: number;
}

export interface ClassFigures<Run> {
  /** The lowest AUROC first. */
  readonly ranked: readonly RankedRun<Run>[];
  readonly median: number;
  readonly best: RankedRun<Run>;
  /** The one nearest to the median that is not the best. */
  readonly middle: RankedRun<Run>;
  /** It judges as many of the images that both have scored otherwise than the best one; missing where none does. */
  readonly mostUnlike?: RankedRun<Run> & { readonly images: number; readonly of: number };
}

/** Fewer are no distribution. */
const fewest = 3;

/** Those on the images that most of them have been evaluated on. */
function onSameImages<Run extends CollectedRun>(runs: readonly Run[]): readonly Run[] {
  const byImages = new Map<string, Run[]>();
  for (const run of runs) {
    const { fingerprint } = run.results.dataset;
    byImages.set(fingerprint, [...(byImages.get(fingerprint) ?? []), run]);
  }
  return [...byImages.values()].reduce<Run[]>((most, some) => (some.length > most.length ? some : most), []);
}

type ThresholdOf = (results: RunResults) => number | undefined;

function unlikeness(best: RunResults, other: RunResults, thresholdOf: ThresholdOf) {
  const [first, second] = [thresholdOf(best), thresholdOf(other)];
  if (first === undefined || second === undefined) return undefined;
  const found = disagreementsOf({ results: best, threshold: first }, { results: other, threshold: second });
  if (found === undefined) return undefined;
  const { foundByFirst, foundBySecond, alarmOfFirst, alarmOfSecond, images: of } = found;
  const lists = [foundByFirst, foundBySecond, alarmOfFirst, alarmOfSecond];
  return { images: lists.reduce((sum, { length }) => sum + length, 0), of };
}

/** Each judges at its threshold. `undefined` for fewer than three with an AUROC on the same images. */
export function classFigures<Run extends CollectedRun>(
  runs: readonly Run[],
  thresholdOf: ThresholdOf,
): ClassFigures<Run> | undefined {
  const measured = runs.filter(({ results }) => results.evaluation.auroc !== null);
  const ranked = onSameImages(measured)
    .map((run) => ({ run, auroc: run.results.evaluation.auroc ?? 0 }))
    .sort((one, other) => one.auroc - other.auroc);
  const best = ranked.at(-1);
  if (best === undefined || ranked.length < fewest) return undefined;
  const others = ranked.slice(0, -1);
  const median = medianOf(ranked.map(({ auroc }) => auroc));
  const middle = others.reduce((nearest, one) =>
    Math.abs(one.auroc - median) <= Math.abs(nearest.auroc - median) ? one : nearest,
  );
  const unlike = others
    .flatMap((one) => {
      const found = unlikeness(best.run.results, one.run.results, thresholdOf);
      return found === undefined || found.images === 0 ? [] : [{ ...one, ...found }];
    })
    .sort((one, other) => other.images - one.images)
    .at(0);
  return { ranked, median, best, middle, ...(unlike && { mostUnlike: unlike }) };
}
