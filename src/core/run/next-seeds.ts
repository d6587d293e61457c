/** Which runs differ in nothing but the seed, and which seeds are missing among them. */
import { knobNames } from '../experiment/experiment.ts';
import type { RunResults } from './results.ts';

export type GroupedRun = Pick<RunResults, 'config' | 'seed' | 'dataset' | 'training' | 'evaluation'>;

/** The same for runs of the same images, settings and steps. */
export function groupKey({ config, dataset, training }: GroupedRun): string {
  const settings = knobNames.filter((name) => name !== 'seed').map((name) => config[name]);
  return JSON.stringify([dataset.fingerprint, training.steps, settings]);
}

/** Runs in a group that is worth the name. */
const seedsWanted = 5;

/** Seeds to run so that there are five from this run's on; where all are done, the next five. */
export function nextSeeds(run: GroupedRun, others: readonly GroupedRun[]): number[] {
  const key = groupKey(run);
  const done = new Set([run, ...others.filter((one) => groupKey(one) === key)].map(({ seed }) => seed));
  const from = (first: number) => Array.from({ length: seedsWanted }, (_, i) => first + i);
  const missing = from(run.seed).filter((seed) => !done.has(seed));
  return missing.length > 0 ? missing : from(Math.max(...done) + 1);
}
