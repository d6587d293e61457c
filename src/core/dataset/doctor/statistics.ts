/** Numbers of whole images that have nothing to do with any defect, and how well one of them alone tells defective images from normal ones. */
import { auroc } from '../../metrics/roc.ts';
import { normalClass } from '../dataset.ts';
import type { ImageFacts } from '../facts.ts';
import type { GlobalStatistic } from './finding.ts';

const numbers: Readonly<Record<GlobalStatistic, (facts: ImageFacts) => number | undefined>> = {
  'median-gray': ({ medianGray }) => medianGray,
  contrast: ({ contrast }) => contrast,
  sharpness: ({ sharpness }) => sharpness,
  'file-size': ({ file }) => file?.bytes,
  resolution: ({ file }) => file && file.width * file.height,
};

export const globalStatistics = Object.keys(numbers) as readonly GlobalStatistic[];

export interface StatisticAuroc {
  readonly statistic: GlobalStatistic;
  /** In whichever direction it is better: in [.5, 1]. */
  readonly auroc: number;
}

/** What is known of a test image. */
export interface Labelled {
  readonly defect: string;
  readonly facts: ImageFacts;
}

interface StatisticCase extends StatisticAuroc {
  readonly normals: number;
  readonly defectives: number;
}

/** Of the images that have the number; `undefined` without both classes. */
export function statisticAuroc(
  statistic: GlobalStatistic,
  tests: readonly Labelled[],
): StatisticCase | undefined {
  const values = tests.flatMap(({ facts, defect }) => {
    const value = numbers[statistic](facts);
    return value === undefined
      ? []
      : [{ value, label: defect === normalClass ? (0 as const) : (1 as const) }];
  });
  const area = auroc(
    values.map(({ label }) => label),
    values.map(({ value }) => value),
  );
  if (area === undefined) return undefined;
  const defectives = values.filter(({ label }) => label === 1).length;
  return { statistic, auroc: Math.max(area, 1 - area), normals: values.length - defectives, defectives };
}

/** Of fewer images of a class some number always tells the classes apart. */
export const fewestForStatistic = 5;

/**
 * The statistic that tells the classes apart best; what a detector has to beat to have looked at anything else.
 * `undefined` with too few images of a class to say anything.
 */
export function bestStatistic(tests: readonly Labelled[]): StatisticAuroc | undefined {
  const all = globalStatistics.flatMap((name) => {
    const found = statisticAuroc(name, tests);
    return found && Math.min(found.normals, found.defectives) >= fewestForStatistic ? [found] : [];
  });
  const best = all.sort((a, b) => b.auroc - a.auroc).at(0);
  return best && { statistic: best.statistic, auroc: best.auroc };
}
