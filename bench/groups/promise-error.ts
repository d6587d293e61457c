/** Whether thresholds from validation images keep what they promise about false alarms. */
import { conformalThreshold } from '../../src/core/metrics/conformal.ts';
import { createRandom } from '../../src/core/random.ts';
import type { BenchResult } from '../support/report.ts';

const settings = [
  { images: 19, rate: 0.05 },
  { images: 30, rate: 0.1 },
  { images: 99, rate: 0.01 },
] as const;

const sets = 20_000;

/** |mean share of new normal images above the threshold - promised|, over sets of validation images with skewed scores. */
function errorOf({ images, rate }: (typeof settings)[number]): number {
  const random = createRandom(`promise ${images}`);
  let [above, promised] = [0, 0];
  for (let set = 0; set < sets; set++) {
    // Uniform shares pushed through a rising function: above a threshold lies what lies above its share.
    const scores = Float64Array.from({ length: images }, () => Math.exp(random.next()));
    const found = conformalThreshold(scores, rate);
    if (found === undefined) throw new Error(`${images} images cannot promise ${rate}`);
    above += 1 - Math.log(found.threshold);
    ({ promised } = found);
  }
  return Math.abs(above / sets - promised);
}

/** The largest error of the settings, in percentage points. */
export function promiseError(): BenchResult {
  const ours = 100 * Math.max(...settings.map(errorOf));
  const note = `split-conformal thresholds of 19, 30 and 99 validation images, mean of ${sets} sets each`;
  return { name: 'promise-error', ours, unit: 'points', note };
}
