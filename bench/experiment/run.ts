/** One run: import, training, evaluation, results. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import type { HeldDataset } from '../../src/core/dataset/dataset.ts';
import type { StatisticAuroc } from '../../src/core/dataset/doctor/statistics.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { isRelevant, needsTraining } from '../../src/core/experiment/relevance.ts';
import type { CalibrationBasis } from '../../src/core/inspect/calibration.ts';
import type { PixelMetrics } from '../../src/core/metrics/pixels/measure-pixels.ts';
import { fieldFigureLabels, fieldFigures, pixelSizeText } from '../../src/core/run/field-figures.ts';
import { buildResults } from '../../src/core/run/build-results.ts';
import { changesIn } from '../../src/core/run/journal.ts';
import type { RunChange } from '../../src/core/run/schedule-changes.ts';
import type {
  EvaluationEvent,
  ScoredItem,
  TrainingEvent,
  ValidationScore,
} from '../../src/core/run/events.ts';
import type { RunResults } from '../../src/core/run/results.ts';
import { faces } from '../../src/detectors/faces.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import type { ControlHandle } from '../../src/engine/training/control.ts';
import { readFirstWeights, readIncludedWeights, type FirstWeightsInput } from './first-weights.ts';
import type { FirstValues } from '../../src/engine/training/trainer.ts';
import { loadDataset } from './load.ts';
import type { PerformOptions, RunOptions } from './options.ts';
import { openPart } from './part.ts';
import { NoAdapter, now, RunFailure, seldom, Stopped, type Running, type Tell } from './running.ts';
import { saveRun } from './save-run.ts';
import { keepStress, stressTest } from './stress.ts';
import { stepsOf, train } from './train.ts';

export interface ExperimentOutput extends RunResults {
  readonly evaluationMs: number;
  /** Evaluations of the same network with other knobs of the score. */
  readonly also: readonly {
    readonly changes: Partial<Experiment>;
    readonly evaluation: RunResults['evaluation'];
    readonly evaluationMs: number;
  }[];
}

interface Evaluated {
  readonly events: readonly EvaluationEvent[];
  readonly items: ScoredItem[];
  readonly validation: readonly ValidationScore[];
  readonly validationBasis: CalibrationBasis | undefined;
  readonly pixels: PixelMetrics | undefined;
  readonly statistic: StatisticAuroc | undefined;
  readonly evaluationMs: number;
}

async function evaluate({
  dataset,
  experiment,
  trainer,
  device,
  control,
  tell,
}: Running): Promise<Evaluated> {
  const { runEvaluation } = await import('../../src/engine/evaluation/evaluate.ts');
  const { scoringOf } = await import('../../src/detectors/run-detector.ts');
  const { openFrozen } = await import('../../src/engine/backbone/open-frozen.ts');
  const { filesHere } = await import('../../src/engine/testing/backbone-weights.ts');
  const events: EvaluationEvent[] = [];
  const items: ScoredItem[] = [];
  const validation: ValidationScore[] = [];
  let validationBasis: CalibrationBasis | undefined;
  let ended: Pick<Evaluated, 'pixels' | 'statistic' | 'evaluationMs'> | undefined;
  const tellScored = seldom(tell, 5000);
  const outcome = await runEvaluation({
    experiment,
    ...scoringOf({
      experiment,
      trainer,
      items: dataset.items,
      frozen: () => openFrozen(device, filesHere),
    }),
    device,
    control,
    now,
    items: dataset.items,
    report: (event) => {
      events.push(event);
      if (event.type === 'validated') {
        validation.push(...event.items);
        validationBasis = event.basis;
      }
      if (event.type === 'scored') {
        items.push(...event.items);
        tellScored(`scored ${event.done} of ${event.total}`);
      }
      if (event.type === 'evaluated') {
        const { pixels, statistic, elapsedMs: evaluationMs } = event;
        ended = { pixels, statistic, evaluationMs };
      }
    },
  });
  if (!outcome.ok) throw new RunFailure(JSON.stringify(outcome.problem));
  if (outcome.value.reason === 'stopped') throw new Stopped('stopped while scoring');
  const unmeasured = { pixels: undefined, statistic: undefined, evaluationMs: 0 };
  return { events, items, validation, validationBasis, ...unmeasured, ...ended };
}

function summary(evaluation: RunResults['evaluation']): string {
  const { score, auroc } = evaluation;
  const image = auroc?.toFixed(4) ?? 'not computed';
  const figures = fieldFigures(evaluation).map(
    ({ name, value }) => `  ${fieldFigureLabels[name].en}: ${value?.toFixed(4) ?? 'not computed'}`,
  );
  const size = pixelSizeText(evaluation)?.en;
  const note = size === undefined ? [] : [`  (pixels at ${size})`];
  return [`${score}: AUROC ${image}`, ...figures, ...note].join('\n');
}

/** As results report it. */
const withoutDevice = (change: RunChange): RunChange =>
  change.type === 'continued'
    ? { type: change.type, step: change.step, steps: change.steps }
    : { type: change.type, step: change.step, factor: change.factor };

interface EvaluatedAll extends Pick<Evaluated, 'validation' | 'validationBasis'> {
  readonly output: ExperimentOutput;
  readonly results: RunResults;
  readonly events: readonly EvaluationEvent[];
}

async function evaluateAll(
  running: Running,
  trained: readonly TrainingEvent[],
  { also, course: wanted }: Pick<RunOptions, 'also' | 'course'>,
): Promise<EvaluatedAll> {
  const { dataset, device, tell } = running;
  const steps = stepsOf(trained);
  const course = wanted && { ...wanted, changes: changesIn(trained).map(withoutDevice) };
  const app = `kizu ${packageJson.version}`;
  const build = async (experiment: Experiment) => {
    const { evaluationMs, events, items, ...found } = await evaluate({
      ...running,
      experiment,
    });
    const score = faces[experiment.detector].chosenScore(experiment);
    const scored = { experiment, score, dataset, items, ...found, course };
    const results = buildResults({ app, device: device.report, steps, ...scored });
    tell(summary(results.evaluation));
    const { validation, validationBasis } = found;
    return { results, evaluationMs, events, validation, validationBasis };
  };
  const { results, evaluationMs, ...rest } = await build(running.experiment);
  const others: ExperimentOutput['also'][number][] = [];
  for (const changes of also) {
    const other = await build({ ...running.experiment, ...changes });
    others.push({ changes, evaluation: other.results.evaluation, evaluationMs: other.evaluationMs });
  }
  return { output: { ...results, evaluationMs, also: others }, results, ...rest };
}

async function weightsOf({ trainer }: Running): Promise<Uint8Array<ArrayBuffer>> {
  const { exportSafetensors } = await import('../../src/engine/weights/export-weights.ts');
  return exportSafetensors(await trainer.save(), trainer.network, trainer.network.normalisation);
}

/** The same run was done before: nothing is computed twice. */
function isDone(options: RunOptions, dataset: HeldDataset): boolean {
  const { out, experiment, course, until, also, isUntrained, stress } = options;
  if (!existsSync(out) || stress !== undefined) return false;
  const done = JSON.parse(readFileSync(out, 'utf8')) as Partial<ExperimentOutput>;
  const { training } = done;
  const wasDone = [done.config, done.also?.map(({ changes }) => changes), training?.steps];
  const steps = isUntrained || !needsTraining(experiment) ? 0 : (until ?? experiment.steps);
  const isSame =
    JSON.stringify([...wasDone, training?.course]) === JSON.stringify([experiment, also, steps, course]);
  return isSame && done.dataset?.fingerprint === dataset.fingerprint;
}

/** `undefined` for fresh weights. */
async function firstOf(
  { weights, experiment }: PerformOptions,
  input: FirstWeightsInput,
): Promise<FirstValues | undefined> {
  if (weights !== undefined) return readFirstWeights(weights, experiment, input);
  const isIncluded = experiment.start === 'kizu' && isRelevant('start', experiment);
  return isIncluded ? readIncludedWeights(experiment, input) : pretrainedValues(experiment);
}

/** What runs share where several are made in one process. */
export interface Workplace extends Pick<Running, 'device' | 'control' | 'tell'> {
  readonly dataset: HeldDataset;
}

/** Of a network that holds the pretrained one of the page. */
async function pretrainedValues(experiment: Experiment): Promise<FirstValues | undefined> {
  const { bodies } = await import('../../src/detectors/bodies.ts');
  const { readTrunk } = await import('../../src/engine/backbone/open-frozen.ts');
  const { filesHere } = await import('../../src/engine/testing/backbone-weights.ts');
  return bodies[experiment.detector].firstValues?.(experiment, () => readTrunk(filesHere));
}

/** Trains and scores; writes the zip, if one is wanted. `keepsWeights` puts the network into it. */
export async function performRun(
  options: PerformOptions,
  { dataset, device, control, tell }: Workplace,
  keepsWeights: boolean,
): Promise<ExperimentOutput> {
  const { createDetectorTrainer } = await import('../../src/detectors/run-detector.ts');
  const { experiment, zip, isUntrained, stress } = options;
  const start = await firstOf(options, { dataset, device, tell });
  const trainer = await createDetectorTrainer(experiment, device, start);
  const running = { experiment, dataset, trainer, device, control, tell };
  try {
    const trained = isUntrained || !needsTraining(experiment) ? [] : await train(running, options);
    const { output, results, events, ...calibrated } = await evaluateAll(running, trained, options);
    if (zip !== undefined) {
      const weights = keepsWeights ? await weightsOf(running) : undefined;
      await saveRun(zip, { results, events: [...trained, ...events], weights, finishedAt: Date.now() });
    }
    if (stress !== undefined)
      keepStress(stress, await stressTest(running, calibrated, stress.falseAlarmRate));
    return output;
  } finally {
    trainer.dispose();
  }
}

/** What computes, and the handle that stops it. @throws NoAdapter */
export async function openWorkplace(): Promise<
  Pick<Running, 'device'> & { readonly control: ControlHandle }
> {
  if (!(await installNodeWebGpu())) throw new NoAdapter('no WebGPU adapter was found');
  const { openDevice } = await import('../../src/engine/device.ts');
  const { createControl } = await import('../../src/engine/training/control.ts');
  const control = createControl(() => new Promise((resolve) => setImmediate(resolve)));
  return { device: await openDevice(), control };
}

/** `onControl` gets the handle by which the run is stopped. */
export async function runExperiment(
  options: RunOptions,
  tell: Tell,
  onControl: (control: ControlHandle) => void,
): Promise<void> {
  const { experiment, out } = options;
  options.notes.forEach(tell);
  const dataset = await loadDataset(options.source, experiment.imageSize, tell);
  if (isDone(options, dataset)) {
    tell(`${out} is there already`);
    return;
  }
  const { device, control } = await openWorkplace();
  tell(
    `${dataset.name}: ${JSON.stringify(dataset.counts)}, on ${device.report.backend}, ${device.report.adapter}`,
  );
  onControl(control);
  const output = await performRun(options, { dataset, device, control, tell }, true);
  writeFileSync(out, `${JSON.stringify(output)}\n`);
  openPart(options, dataset.fingerprint).remove();
}
