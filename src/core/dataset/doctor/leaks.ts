/**
 * A leak: a number of the whole image, which no defect explains, separates normal from defective test images. A method may
 * then score well by looking at that alone (in MVTec screw the median grey does so: method.md 15).
 */
import type { Check } from './case.ts';
import { fewestForStatistic, globalStatistics, statisticAuroc } from './statistics.ts';

/** Of a statistic alone; chance alone stays below `minAuroc` plus twice its error. */
const minAuroc = 0.8;

/** Standard error of an AUROC where there is nothing to tell apart (Hanley and McNeil 1982, at an AUROC of .5). */
function errorAtChance(normal: number, defective: number): number {
  return Math.sqrt((normal + defective + 1) / (12 * normal * defective));
}

export const findLeaks: Check = (cases) => {
  const test = cases.filter(({ split }) => split === 'test');
  return globalStatistics.flatMap((name) => {
    const found = statisticAuroc(name, test);
    if (found === undefined || Math.min(found.normals, found.defectives) < fewestForStatistic) return [];
    const { statistic, auroc, normals, defectives } = found;
    const isLeak = auroc >= minAuroc && auroc - 0.5 > 3 * errorAtChance(normals, defectives);
    return isLeak ? [{ kind: 'leak' as const, statistic, auroc }] : [];
  });
};
