/** A run of a class for tests, from the scores of its test images alone. */
import { defaultExperiment, type Experiment } from '../../experiment/experiment.ts';
import { buildResults } from '../build-results.ts';
import type { CollectedRun } from '../collected.ts';
import type { ScoredItem } from '../events.ts';

export const aDevice = {
  backend: 'cpu',
  adapter: '',
  isSoftware: true,
  hasHalfStorage: false,
  fallbackReason: '',
} as const;

interface RunParts {
  readonly config?: Partial<Experiment>;
  readonly name?: string;
  /** Of its images. */
  readonly fingerprint?: string;
}

/** The first half of the scores are of normal images. */
export function collectedRun(
  id: string,
  scores: readonly number[],
  { config = {}, name = '', fingerprint = 'abc' }: RunParts = {},
): CollectedRun {
  const items = scores.map((score, i): ScoredItem => {
    const label = i < scores.length / 2 ? 0 : 1;
    return { path: `${i}.png`, label, defect: label === 0 ? 'good' : 'crack', score, scores: {} };
  });
  const counts = { train: 1, testNormal: 1, testDefective: 1, masks: 0 };
  const dataset = { name: 'nut', fingerprint, counts };
  const experiment = { ...defaultExperiment, ...config };
  const device = aDevice;
  const results = buildResults({ app: 't', experiment, score: 'nearest', dataset, device, steps: [], items });
  return { id, name, finishedAt: 0, results };
}
