/** Makes `results.json` from what a run left behind. Its AUROC and ROC follow from its own items, by computing them here. */
import type { DatasetSummary } from '../dataset/dataset.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { aurocInterval } from '../metrics/bootstrap.ts';
import { areaUnder, rocCurve } from '../metrics/roc.ts';
import { createRandom } from '../random.ts';
import type { DeviceReport, ScoredItem, StepEvent } from './events.ts';
import type { ResultItem, RunResults } from './results.ts';

export interface RunRecordParts {
  /** Name and version, for example `kizu 0.1.0`. */
  readonly app: string;
  readonly experiment: Experiment;
  /** A whole dataset will do; its pixels are left out. */
  readonly dataset: DatasetSummary;
  readonly device: DeviceReport;
  /** In order; empty where an untrained network was scored. */
  readonly steps: readonly StepEvent[];
  readonly items: readonly ScoredItem[];
}

/** What step events add up to. A thinned run has fewer losses than steps. */
export function trainingTotals(steps: readonly StepEvent[]): RunResults['training'] {
  const last = steps.at(-1);
  return { steps: last?.step ?? 0, losses: steps.map(({ loss }) => loss), elapsedMs: last?.elapsedMs ?? 0 };
}

function evaluate(items: readonly ResultItem[], seed: number): Omit<RunResults['evaluation'], 'score'> {
  const labels = items.map(({ label }) => label);
  const curve = rocCurve(
    labels,
    items.map(({ score }) => score),
  );
  if (curve === undefined) {
    return { auroc: null, aurocInterval: null, items, roc: { fpr: [], tpr: [], thresholds: [] } };
  }
  const scores = items.map(({ score }) => score);
  const interval = aurocInterval(labels, scores, createRandom(seed).fork('interval')) ?? null;
  const thresholds = curve.thresholds.map((threshold) => (Number.isFinite(threshold) ? threshold : null));
  return {
    auroc: areaUnder(curve),
    aurocInterval: interval,
    items,
    roc: { fpr: curve.fpr, tpr: curve.tpr, thresholds },
  };
}

export function buildResults({ app, experiment, dataset, device, steps, items }: RunRecordParts): RunResults {
  const { name, fingerprint, counts } = dataset;
  const resultItems = items.map(({ path, label, defect, score }) => ({ path, label, defect, score }));
  return {
    version: 1,
    app,
    config: experiment,
    seed: experiment.seed,
    dataset: { name, fingerprint, counts },
    device,
    training: trainingTotals(steps),
    evaluation: { score: experiment.score, ...evaluate(resultItems, experiment.seed) },
  };
}
