/**
 * Whether two settings differ, and not only two networks of theirs. Each was trained with several seeds and judged on the same
 * images; another seed and other images would both move the difference, so both are drawn again.
 */
import type { Random } from '../random.ts';
import { covariance, mean, placementsOf } from './placements.ts';
import { t95 } from './student.ts';

export interface TrainedTwice {
  /** 1 where defective. */
  readonly labels: readonly (0 | 1)[];
  /** Scores of each seed's network, images in the order of the labels. */
  readonly a: readonly (readonly number[])[];
  readonly b: readonly (readonly number[])[];
}

export type SettingsDifference =
  /** With fewer than three seeds a side, their spread is not known. */
  | { readonly kind: 'too-few'; readonly seeds: readonly [number, number] }
  | { readonly kind: 'not-computed' }
  | {
      readonly kind: 'compared';
      /** Mean AUROC of a less that of b, and its 95 % interval. */
      readonly difference: number;
      readonly low: number;
      readonly high: number;
      readonly isDistinguishable: boolean;
    };

export const fewestSeeds = 3;
const resamples = 1000;

/** For each seed whether a defective image beats a normal one, ties 1/2. */
type Wins = readonly Float32Array[]; // [seeds] of [normal, defective]

function winsOf(
  scores: readonly (readonly number[])[],
  normal: readonly number[],
  defective: readonly number[],
): Wins {
  return scores.map((own) =>
    Float32Array.from({ length: normal.length * defective.length }, (_, at) => {
      const [below, above] = [
        own[normal[Math.floor(at / defective.length)]],
        own[defective[at % defective.length]],
      ];
      return above > below ? 1 : above === below ? 0.5 : 0;
    }),
  );
}

/** Mean AUROC of one seed fewer than there are, drawn with replacement: their variance is then that of the mean of all. */
function drawMean(wins: Wins, rows: Uint32Array, columns: Uint32Array, random: Random): number {
  let sum = 0;
  for (let left = wins.length - 1; left > 0; left--) {
    const own = wins[random.integer(wins.length)];
    for (const row of rows) for (const column of columns) sum += own[row * columns.length + column];
  }
  return sum / ((wins.length - 1) * rows.length * columns.length);
}

function drawnDeviation(
  [a, b]: readonly [Wins, Wins],
  normals: number,
  defectives: number,
  random: Random,
): number {
  const again = (count: number) => Uint32Array.from({ length: count }, () => random.integer(count));
  const drawn = Array.from({ length: resamples }, () => {
    const [rows, columns] = [again(normals), again(defectives)];
    return drawMean(a, rows, columns, random) - drawMean(b, rows, columns, random);
  });
  return Math.sqrt(covariance(drawn, drawn));
}

/**
 * Mean AUROC over seeds of a less that of b, +- t SE. SE comes from hierarchical resampling [Bootstrap]: seeds first, then
 * the images, the same ones for all networks. t has the degrees of freedom of [Welch]: those of the seeds where seeds make
 * the spread, and many where images do. Coverage: docs/coverage.md.
 */
export function settingsDifference({ labels, a, b }: TrainedTwice, random: Random): SettingsDifference {
  if (a.length < fewestSeeds || b.length < fewestSeeds)
    return { kind: 'too-few', seeds: [a.length, b.length] };
  const areasOf = (scores: readonly (readonly number[])[]) =>
    scores.map((own) => {
      const placements = placementsOf(labels, own);
      return placements === undefined ? Number.NaN : mean(placements.defective);
    });
  const [areasA, areasB] = [areasOf(a), areasOf(b)];
  if (![...areasA, ...areasB].every(Number.isFinite)) return { kind: 'not-computed' };
  const ofClass = (wanted: 0 | 1) => labels.flatMap((label, i) => (label === wanted ? [i] : []));
  const [normal, defective] = [ofClass(0), ofClass(1)];
  const wins = [winsOf(a, normal, defective), winsOf(b, normal, defective)] as const;
  const error = drawnDeviation(wins, normal.length, defective.length, random);
  const seedVariances = [areasA, areasB].map((areas) => covariance(areas, areas) / areas.length);
  const shared = seedVariances.reduce(
    (sum, variance, i) => sum + variance ** 2 / ([areasA, areasB][i].length - 1),
    0,
  );
  const reach = error === 0 ? 0 : t95(shared === 0 ? 10_000 : error ** 4 / shared) * error;
  const difference = mean(areasA) - mean(areasB);
  const [low, high] = [difference - reach, difference + reach];
  return { kind: 'compared', difference, low, high, isDistinguishable: low > 0 || high < 0 };
}
