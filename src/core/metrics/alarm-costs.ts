/**
 * From what mistakes cost to a threshold. The share of false alarms at a threshold is known from normal images alone, the share of
 * missed defects only where there are labelled ones: docs/decisions/thresholds.md says what may be concluded from each.
 */
import { nextUp } from './conformal.ts';

export interface AlarmCosts {
  /** Of one defective part that passes, in any unit; more than 0. */
  readonly miss: number;
  /** Of one good part that raises an alarm, in the same unit; more than 0. */
  readonly falseAlarm: number;
  /** Share of defective parts, in (0, 1). */
  readonly prevalence: number;
}

/**
 * Share of false alarms at which they cost as much as all defects would that pass where nothing is inspected: p m / ((1 - p) f). Above
 * it a detector costs more than it can save, however good it is. It may exceed 1.
 */
export function breakEvenRate({ miss, falseAlarm, prevalence }: AlarmCosts): number {
  return (prevalence * miss) / ((1 - prevalence) * falseAlarm);
}

/** Thresholds that let more good parts raise an alarm are of no use to anybody. */
const most = 0.5;

/**
 * Share of false alarms to ask for where nothing is known of how defects score: a quarter of the break-even rate B, at most .5.
 * Of all rates it has the least largest regret: the costs (a + B (1 - r(a))) exceed those of the best threshold by B / 4 at most,
 * whatever the concave ROC curve r (proof in docs/decisions/thresholds.md).
 */
export function cautiousRate(costs: AlarmCosts): number {
  return Math.min(most, breakEvenRate(costs) / 4);
}

export interface CheapestThreshold {
  /** "Defective iff score >= threshold"; +Infinity where no alarm pays. */
  readonly threshold: number;
  /** (alarms + 1) / (n + 1) of n normal images: the share that is expected of new ones. */
  readonly falseAlarmRate: number;
  /** Share of these defects that it misses. */
  readonly missRate: number;
  /** Expected costs of a part: p m misses + (1 - p) f alarms. */
  readonly cost: number;
}

/**
 * The threshold whose expected costs are least on these images; of equal ones, the higher. It is chosen with the labels known, so that
 * new defects are missed more often. `undefined` without one of the classes, or where a score is not finite. O(n log n).
 * @param normals scores of normal images that the detector was not fitted on
 */
export function cheapestThreshold(
  normals: readonly number[],
  defects: readonly number[],
  { miss, falseAlarm, prevalence }: AlarmCosts,
): CheapestThreshold | undefined {
  if (normals.length === 0 || defects.length === 0) return undefined;
  if (![...normals, ...defects].every(Number.isFinite)) return undefined;
  const [good, bad] = [Float64Array.from(normals).sort(), Float64Array.from(defects).sort()];
  let best: CheapestThreshold | undefined;
  let [above, found] = [0, 0]; // scores at or above the candidate
  const consider = (threshold: number) => {
    const falseAlarmRate = threshold === Infinity ? 0 : (above + 1) / (good.length + 1);
    const missRate = 1 - found / bad.length;
    const cost = prevalence * miss * missRate + (1 - prevalence) * falseAlarm * falseAlarmRate;
    if (best === undefined || cost < best.cost) best = { threshold, falseAlarmRate, missRate, cost };
  };
  consider(Infinity);
  // Just above each score, and at the lowest, from the highest on: between two scores nothing changes.
  const falling = [...new Set([...good, ...bad])].sort((a, b) => b - a);
  for (const score of falling) {
    consider(nextUp(score));
    while (above < good.length && good[good.length - 1 - above] >= score) above++;
    while (found < bad.length && bad[bad.length - 1 - found] >= score) found++;
  }
  consider(falling[falling.length - 1]);
  return best;
}
