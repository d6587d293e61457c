/** What the numbers of a run must look like when they come from a file. */
import { isRegion } from '../../image/region-of-interest.ts';
import type { RegionOfInterest } from '../../image/image.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { globalStatistics } from '../../dataset/doctor/statistics.ts';
import { firstDetector, parseExperiment, settingsBeforeWeights } from '../../experiment/parse.ts';
import { calibrationBases } from '../../inspect/calibration.ts';
import type { RunChange } from '../schedule-changes.ts';
import type { DeviceReport } from '../events.ts';
import { currentResults } from './earlier.ts';
import type { ChosenNetwork, ScheduleChanges, RunResults } from '../results.ts';
import {
  count,
  fieldsOf,
  listOf,
  nullable,
  number,
  object,
  oneOf,
  optional,
  pairOf,
  recordOf,
  refuse,
  text,
  truth,
  type Shape,
} from './shape.ts';

/**
 * A value that a link would have repaired is refused: the numbers were not made with the repaired one. A detector of a later
 * version is replaced by the default, and `detector.id` of the results says which it was.
 */
export const experimentShape: Shape<Experiment> = (raw, where) => {
  const fields = fieldsOf(raw, where);
  const { experiment, repairs } = parseExperiment(
    settingsBeforeWeights(firstDetector(Object.fromEntries(fields))),
  );
  const first = repairs.find(({ name }) => name !== 'detector');
  if (first === undefined) return experiment;
  return refuse(fields.get(first.name), `${where}.${first.name}`, `such as ${JSON.stringify(first.taken)}`);
};

/** The part of the images that counts; files of versions that knew none have none. */
export const regionShape: Shape<RegionOfInterest> = (raw, where) => {
  const { ignored } = object({ ignored: listOf(count) })(raw, where);
  return isRegion(ignored) ? { ignored } : refuse(raw, where, 'runs of cells in order');
};

export const datasetShape = object({
  name: text,
  fingerprint: text,
  counts: object({
    train: count,
    testNormal: count,
    testDefective: count,
    masks: count,
    validation: optional(count),
  }),
  region: optional(regionShape),
});

export const deviceShape: Shape<DeviceReport> = object({
  backend: oneOf(['webgpu', 'webgl', 'cpu']),
  adapter: text,
  isSoftware: truth,
  hasHalfStorage: truth,
  fallbackReason: text,
});

export const labelShape = oneOf([0, 1]);

export const scoresShape = recordOf(number);

const bestF1Shape = object({ f1: number, threshold: number });

export const pixelShape = object({
  auroc: number,
  auPro: number,
  intervals: optional(object({ auroc: pairOf(number), auPro: pairOf(number) })),
  side: optional(nullable(count)),
  auPro5: optional(number),
  averagePrecision: optional(number),
  f1Max: optional(bestF1Shape),
  auPimo: optional(nullable(object({ mean: number, perImage: listOf(number) }))),
  segF1: optional(nullable(object({ f1: number, threshold: number, basis: oneOf(['validation', 'test']) }))),
  auSPro5: optional(number),
});

export const statisticShape = object({ statistic: oneOf(globalStatistics), auroc: number });

export const validationShape = object({ path: text, score: number });

const summaryFields = {
  auroc: nullable(number),
  aurocInterval: nullable(pairOf(number)),
  averagePrecisionInterval: optional(nullable(pairOf(number))),
  f1Interval: optional(nullable(pairOf(number))),
  averagePrecision: nullable(number),
  f1Max: nullable(bestF1Shape),
  tprAt5: nullable(number),
  falseAlarmsAt95: optional(nullable(number)),
  falseAlarmsAt99: optional(nullable(number)),
  missesAt1: optional(nullable(number)),
};

export const basisShape = oneOf(calibrationBases);

const evaluationShape = object({
  ...summaryFields,
  score: text,
  others: recordOf(object(summaryFields)),
  defects: listOf(object({ defect: text, images: count, auroc: nullable(number) })),
  pixels: nullable(pixelShape),
  statistic: optional(statisticShape),
  untrained: optional(object({ auroc: number })),
  items: listOf(object({ path: text, label: labelShape, defect: text, score: number, scores: scoresShape })),
  validation: optional(listOf(validationShape)),
  validationBasis: optional(basisShape),
  roc: object({ fpr: listOf(number), tpr: listOf(number), thresholds: listOf(nullable(number)) }),
});

const rateChangeShape = object({ type: oneOf(['rate-changed']), step: count, factor: number });
const continuationShape = object({ type: oneOf(['continued']), step: count, steps: count });

const changeShape: Shape<RunChange> = (raw, where) =>
  fieldsOf(raw, where).get('type') === 'continued'
    ? continuationShape(raw, where)
    : rateChangeShape(raw, where);

export const courseShape: Shape<ScheduleChanges> = object({ planned: count, changes: listOf(changeShape) });

const lastShape = object({ kind: oneOf(['last']) });
const bestShape = object({ kind: oneOf(['best']), step: count, heldOutAuroc: number });

const networkShape: Shape<ChosenNetwork> = (raw, where) =>
  fieldsOf(raw, where).get('kind') === 'best' ? bestShape(raw, where) : lastShape(raw, where);

const trainingShape = object({
  steps: count,
  losses: listOf(number),
  elapsedMs: number,
  course: optional(courseShape),
  network: optional(networkShape),
  learntFrom: optional(datasetShape),
});

const resultFields = {
  app: text,
  config: experimentShape,
  seed: count,
  dataset: datasetShape,
  device: deviceShape,
  training: trainingShape,
  evaluation: evaluationShape,
};

const firstVersion = object({ version: oneOf([1]), ...resultFields });
const laterVersion = object({
  version: oneOf([2, 3]),
  ...resultFields,
  detector: object({ id: text, backbone: text }),
  thresholds: listOf(object({ method: text, falseAlarmRate: nullable(number), value: number, basis: text })),
});

/** Of any version so far, in the form of this one. */
export const resultsShape: Shape<RunResults> = (raw, where) =>
  currentResults((fieldsOf(raw, where).get('version') === 1 ? firstVersion : laterVersion)(raw, where));
