/** The size at which a plan's detectors work: cells are compared like for like where it is one. */
import type { DetectorName } from '../../experiment/detectors.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { heedsImageSize } from '../../experiment/relevance.ts';
import type { Plan } from './plan.ts';

export interface PlanSizes {
  /** Pixels of a side, the smallest first; more than one where a plan says so. */
  readonly sides: readonly Experiment['imageSize'][];
  /** Detectors of the plan that see images at a size of their own, whatever is asked. */
  readonly others: readonly DetectorName[];
}

export function sizesOf({ detectors }: Pick<Plan, 'detectors'>): PlanSizes {
  const sides = new Set(detectors.filter(heedsImageSize).map(({ imageSize }) => imageSize));
  const others = detectors.filter((one) => !heedsImageSize(one)).map(({ detector }) => detector);
  return { sides: [...sides].sort((one, other) => one - other), others: [...new Set(others)] };
}

/** The same plan with all images worked on at one size. */
export function atSize(plan: Plan, imageSize: Experiment['imageSize']): Plan {
  return { ...plan, detectors: plan.detectors.map((settings) => ({ ...settings, imageSize })) };
}
