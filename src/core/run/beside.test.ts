import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import { newestOfEach } from './beside.ts';
import type { RunResults } from './results.ts';

function record(id: string, config: Partial<Experiment>, fingerprint = 'here') {
  const all = { ...defaultExperiment, detector: 'patchcore' as const, ...config };
  const detector = { id: all.detector, backbone: '' };
  const results = { config: all, detector, training: { steps: 0 }, dataset: { fingerprint } };
  return { id, results: results as unknown as RunResults };
}

describe('runs to look through', () => {
  it('are the newest of each method on the images that are open, whichever its seed', () => {
    const records = [
      record('new', { seed: 2 }),
      record('elsewhere', { detector: 'local-contrast' }, 'there'),
      record('small', { coreset: 5 }),
      record('old', { seed: 1 }),
    ];
    expect(newestOfEach(records, 'here').map(({ id }) => id)).toEqual(['new', 'small']);
    expect(newestOfEach(records, undefined)).toEqual([]);
  });
});
