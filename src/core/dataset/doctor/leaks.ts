/**
 * A leak: a number of the whole image, which no defect explains, separates normal from defective test images. A method may
 * then score well by looking at that alone (in MVTec screw the median grey does so: method.md 15).
 */
import { auroc } from '../../metrics/roc.ts';
import { normalClass } from '../dataset.ts';
import type { ImageFacts } from '../facts.ts';
import type { Case, Check } from './case.ts';
import type { Finding, GlobalStatistic } from './finding.ts';

const statistics: Readonly<Record<GlobalStatistic, (facts: ImageFacts) => number | undefined>> = {
  'median-gray': ({ medianGray }) => medianGray,
  contrast: ({ contrast }) => contrast,
  sharpness: ({ sharpness }) => sharpness,
  'file-size': ({ file }) => file?.bytes,
  resolution: ({ file }) => file && file.width * file.height,
};

/** Fewer say nothing. */
const minImages = 5;
/** Of a statistic alone; chance alone stays below `minAuroc` plus twice its error. */
const minAuroc = 0.8;

/** Standard error of an AUROC where there is nothing to tell apart [Hanley and McNeil 1982, Eq. 1 at 0.5]. */
function errorAtChance(normal: number, defective: number): number {
  return Math.sqrt((normal + defective + 1) / (12 * normal * defective));
}

function leakOf(statistic: GlobalStatistic, test: readonly Case[]): Finding | undefined {
  const values = test.flatMap(({ facts, defect }) => {
    const value = statistics[statistic](facts);
    return value === undefined
      ? []
      : [{ value, label: defect === normalClass ? (0 as const) : (1 as const) }];
  });
  const defective = values.filter(({ label }) => label === 1).length;
  const normal = values.length - defective;
  if (Math.min(normal, defective) < minImages) return undefined;
  const area = auroc(
    values.map(({ label }) => label),
    values.map(({ value }) => value),
  );
  const apart = area === undefined ? 0 : Math.max(area, 1 - area);
  const isLeak = apart >= minAuroc && apart - 0.5 > 3 * errorAtChance(normal, defective);
  return isLeak ? { kind: 'leak', statistic, auroc: apart } : undefined;
}

export const findLeaks: Check = (cases) => {
  const test = cases.filter(({ split }) => split === 'test');
  return (Object.keys(statistics) as GlobalStatistic[]).flatMap((name) => leakOf(name, test) ?? []);
};
