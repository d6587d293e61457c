/** Makes `results.json` from what a run left behind. Its AUROC and ROC follow from its own items, by computing them here. */
import { isProven, type CalibrationBasis } from '../inspect/calibration.ts';
import { limitsOf } from '../inspect/verdict.ts';
import { summaryOf, type DatasetSummary } from '../dataset/dataset.ts';
import type { StatisticAuroc } from '../dataset/doctor/statistics.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { usesIncludedBackbone } from '../experiment/relevance.ts';
import type { PixelMetrics } from '../metrics/pixels/measure-pixels.ts';
import { finestPromise } from '../metrics/conformal.ts';
import { rocCurve } from '../metrics/roc.ts';
import type { DeviceReport, ScoredItem, ScoreName, StepEvent, ValidationScore } from './events.ts';
import type { ChosenNetwork, ResultItem, ResultThreshold, ScheduleChanges, RunResults } from './results.ts';
import { summariseDefects, summariseScore } from './score-summary.ts';

export interface RunRecordParts {
  /** Name and version, for example `kizu 0.1.0`. */
  readonly app: string;
  readonly experiment: Experiment;
  /** The score that counts; see `chosenScore` of the detector's face. */
  readonly score: ScoreName;
  /** A whole dataset will do; its pixels are left out. */
  readonly dataset: DatasetSummary;
  readonly device: DeviceReport;
  /** In order; empty if an untrained network was scored. */
  readonly steps: readonly StepEvent[];
  readonly items: readonly ScoredItem[];
  readonly pixels?: PixelMetrics | undefined;
  readonly statistic?: StatisticAuroc | undefined;
  readonly validation?: readonly ValidationScore[] | undefined;
  /** Missing: they are the validation split. */
  readonly validationBasis?: CalibrationBasis | undefined;
  readonly course?: ScheduleChanges | undefined;
  readonly chosen?: ChosenNetwork | undefined;
  /** Where it is another dataset than the evaluated one. */
  readonly learntFrom?: DatasetSummary | undefined;
}

/** What step events add up to. A thinned run has fewer losses than steps. */
export function trainingTotals(steps: readonly StepEvent[]): RunResults['training'] {
  const last = steps.at(-1);
  return { steps: last?.step ?? 0, losses: steps.map(({ loss }) => loss), elapsedMs: last?.elapsedMs ?? 0 };
}

function rocOf(items: readonly ResultItem[]): RunResults['evaluation']['roc'] {
  const curve = rocCurve(
    items.map(({ label }) => label),
    items.map(({ score }) => score),
  );
  if (curve === undefined) return { fpr: [], tpr: [], thresholds: [] };
  const thresholds = curve.thresholds.map((threshold) => (Number.isFinite(threshold) ? threshold : null));
  return { fpr: curve.fpr, tpr: curve.tpr, thresholds };
}

/** Shares of false alarms that results have a threshold for, where there are enough normal images to promise them; else the finest. */
const promisedRates = [0.05, 0.02, 0.01];

const basisNames: Readonly<Record<CalibrationBasis, string>> = {
  validation: 'validation images',
  'held-out': 'normal images held out of training',
  share: 'normal images that the detector was not fitted on',
  folds: 'normal images in folds',
};

function thresholdsFrom(validation: readonly ValidationScore[], basis: CalibrationBasis): ResultThreshold[] {
  const scores = validation.map(({ score }) => score);
  const where = `${scores.length} ${basisNames[basis]}`;
  const met = promisedRates.filter((rate) => rate >= finestPromise(scores.length));
  return (met.length > 0 ? met : [finestPromise(scores.length)]).flatMap((rate): ResultThreshold[] => {
    const found = limitsOf(scores, rate);
    const method = isProven(basis) ? 'split-conformal' : 'cross-conformal';
    return found === undefined ? [] : [{ method, falseAlarmRate: rate, value: found.look, basis: where }];
  });
}

/** Scores besides the chosen one. */
function summariseOthers(
  items: readonly ResultItem[],
  score: ScoreName,
  seed: number,
): RunResults['evaluation']['others'] {
  const names = Object.keys(items[0]?.scores ?? {});
  const others = names.filter((name) => name !== score);
  const byScore = (name: ScoreName) =>
    items.map(({ label, defect, scores }) => ({ label, defect, score: scores[name] ?? Number.NaN }));
  return Object.fromEntries(others.map((name) => [name, summariseScore(byScore(name), seed)]));
}

export function buildResults(parts: RunRecordParts): RunResults {
  const { app, experiment, score, dataset, device, steps } = parts;
  const { validation = [], validationBasis: basis = 'validation' } = parts;
  const items = parts.items.map(({ path, label, defect, score, scores }) => ({
    path,
    label,
    defect,
    score,
    scores,
  }));
  return {
    version: 3,
    app,
    config: experiment,
    seed: experiment.seed,
    detector: {
      id: experiment.detector,
      backbone: usesIncludedBackbone(experiment) ? 'mobilenet-v2' : 'resnet18',
    },
    dataset: summaryOf(dataset),
    device,
    training: {
      ...trainingTotals(steps),
      ...(parts.course && { course: parts.course }),
      ...(parts.chosen && { network: parts.chosen }),
      ...(parts.learntFrom && { learntFrom: parts.learntFrom }),
    },
    thresholds: thresholdsFrom(validation, basis),
    evaluation: {
      score,
      ...summariseScore(items, experiment.seed),
      others: summariseOthers(items, score, experiment.seed),
      defects: summariseDefects(items),
      pixels: parts.pixels ?? null,
      ...(parts.statistic && { statistic: parts.statistic }),
      items,
      ...(validation.length > 0 && { validation }),
      ...(validation.length > 0 && basis !== 'validation' && { validationBasis: basis }),
      roc: rocOf(items),
    },
  };
}
