/** One run: import, training, evaluation, results. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import type { Dataset } from '../../src/core/dataset/dataset.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { resizeArea } from '../../src/core/image/resize.ts';
import type { PixelMetrics } from '../../src/core/metrics/pixels.ts';
import { buildResults } from '../../src/core/run/build-results.ts';
import type { EvaluationEvent, ScoredItem, StepEvent, TrainingEvent } from '../../src/core/run/events.ts';
import type { RunResults } from '../../src/core/run/results.ts';
import { normalisationOf } from '../../src/core/views/normalisation.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import type { ControlHandle } from '../../src/engine/training/control.ts';
import type { Trainer } from '../../src/engine/training/trainer.ts';
import type { Device } from '../../src/engine/device.ts';
import { readFirstWeights } from './first-weights.ts';
import { loadDataset } from './load.ts';
import type { RunOptions } from './options.ts';
import { openPart } from './part.ts';
import { saveRun } from './save-run.ts';

type Tell = (line: string) => void;

/** The run cannot go on; what is told is for people. */
export class RunFailure extends Error {}

/** There is nothing to compute on. */
export class NoAdapter extends Error {}

/** It was asked to stop; the same command goes on from where it was. */
export class Stopped extends Error {}

export interface ExperimentOutput extends RunResults {
  readonly evaluationMs: number;
  /** Evaluations of the same network with other knobs of the score. */
  readonly also: readonly {
    readonly changes: Partial<Experiment>;
    readonly evaluation: RunResults['evaluation'];
    readonly evaluationMs: number;
  }[];
}

interface Running {
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly trainer: Trainer;
  readonly device: Device;
  readonly control: ControlHandle;
  readonly tell: Tell;
}

const now = () => performance.now();

/** About every `everyMs`, so that a log stays readable. */
function seldom(tell: Tell, everyMs: number): Tell {
  let last = -Infinity;
  return (line) => {
    if (now() - last < everyMs) return;
    last = now();
    tell(line);
  };
}

function stepLine({ step, loss, elapsedMs }: StepEvent, total: number, first: StepEvent | undefined): string {
  const since = first ?? { step: 0, elapsedMs: 0 };
  const each = (elapsedMs - since.elapsedMs) / Math.max(1, step - since.step);
  const left = step === since.step ? '' : `, ${((each * (total - step)) / 60_000).toFixed(1)} min left`;
  return `step ${step} of ${total}: loss ${loss.toFixed(4)}${left}`;
}

const stepsOf = (events: readonly TrainingEvent[]): StepEvent[] =>
  events.filter((event) => event.type === 'step');

async function train(
  { experiment, dataset, trainer, device, control, tell }: Running,
  out: string,
): Promise<TrainingEvent[]> {
  const { runTraining } = await import('../../src/engine/training/run.ts');
  const part = openPart(out, dataset.fingerprint, experiment);
  const from = part.read();
  const { name, fingerprint, counts } = dataset;
  const started = { type: 'started', experiment, device: device.report } as const;
  const events: TrainingEvent[] = [
    ...(from?.events ?? [{ ...started, dataset: { name, fingerprint, counts } }]),
  ];
  if (from !== undefined) {
    trainer.restore(from.saved.checkpoint);
    tell(`goes on after step ${from.saved.step}`);
  }
  const { imageSize, steps: total } = experiment;
  const tellStep = seldom(tell, 5000);
  const first = stepsOf(events).at(-1);
  const outcome = await runTraining({
    experiment,
    trainer,
    device,
    control,
    now,
    images: dataset.items
      .filter(({ split }) => split === 'train')
      .map(({ image }) => resizeArea(image, imageSize, imageSize)),
    from: from?.saved,
    onSaved: (saved) => {
      part.write(saved, events);
    },
    report: (event) => {
      events.push(event);
      if (event.type === 'step') tellStep(stepLine(event, total, first));
    },
  });
  if (!outcome.ok) throw new RunFailure(JSON.stringify(outcome.problem));
  if (outcome.value.reason === 'stopped') {
    const saved = { step: outcome.value.steps, elapsedMs: stepsOf(events).at(-1)?.elapsedMs ?? 0 };
    part.write({ ...saved, checkpoint: await trainer.save() }, events);
    throw new Stopped(`stopped after step ${saved.step}`);
  }
  return events;
}

interface Evaluated {
  readonly events: readonly EvaluationEvent[];
  readonly items: ScoredItem[];
  readonly pixels: PixelMetrics | undefined;
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
  const events: EvaluationEvent[] = [];
  const items: ScoredItem[] = [];
  let [pixels, evaluationMs]: [PixelMetrics | undefined, number] = [undefined, 0];
  const tellScored = seldom(tell, 5000);
  const outcome = await runEvaluation({
    experiment,
    trainer,
    device,
    control,
    now,
    items: dataset.items,
    report: (event) => {
      events.push(event);
      if (event.type === 'scored') {
        items.push(...event.items);
        tellScored(`scored ${event.done} of ${event.total}`);
      }
      if (event.type === 'evaluated') [pixels, evaluationMs] = [event.pixels, event.elapsedMs];
    },
  });
  if (!outcome.ok) throw new RunFailure(JSON.stringify(outcome.problem));
  if (outcome.value.reason === 'stopped') throw new Stopped('stopped while scoring');
  return { events, items, pixels, evaluationMs };
}

function summary({ score, auroc, pixels }: RunResults['evaluation']): string {
  const image = auroc?.toFixed(4) ?? 'not computed';
  const pixel =
    pixels === null ? '' : `, pixels ${pixels.auroc.toFixed(4)}, AU-PRO ${pixels.auPro.toFixed(4)}`;
  return `${score}: AUROC ${image}${pixel}`;
}

interface EvaluatedAll {
  readonly output: ExperimentOutput;
  readonly results: RunResults;
  readonly events: readonly EvaluationEvent[];
}

async function evaluateAll(
  running: Running,
  steps: readonly StepEvent[],
  also: RunOptions['also'],
): Promise<EvaluatedAll> {
  const { dataset, device, tell } = running;
  const app = `kizu ${packageJson.version}`;
  const build = async (experiment: Experiment) => {
    const { evaluationMs, events, items, pixels } = await evaluate({ ...running, experiment });
    const scored = { experiment, dataset, items, pixels };
    const results = buildResults({ app, device: device.report, steps, ...scored });
    tell(summary(results.evaluation));
    return { results, evaluationMs, events };
  };
  const { results, evaluationMs, events } = await build(running.experiment);
  const others: ExperimentOutput['also'][number][] = [];
  for (const changes of also) {
    const other = await build({ ...running.experiment, ...changes });
    others.push({ changes, evaluation: other.results.evaluation, evaluationMs: other.evaluationMs });
  }
  return { output: { ...results, evaluationMs, also: others }, results, events };
}

async function weightsOf({ trainer, experiment }: Running): Promise<Uint8Array<ArrayBuffer>> {
  const { exportSafetensors } = await import('../../src/engine/weights/export-weights.ts');
  return exportSafetensors(await trainer.save(), experiment, normalisationOf(experiment));
}

/** The same run was done before: nothing is computed twice. */
function isDone({ out, experiment, also, isUntrained }: RunOptions, dataset: Dataset): boolean {
  if (!existsSync(out)) return false;
  const done = JSON.parse(readFileSync(out, 'utf8')) as Partial<ExperimentOutput>;
  const wasDone = [done.config, done.also?.map(({ changes }) => changes), done.training?.steps === 0];
  const isSame = JSON.stringify(wasDone) === JSON.stringify([experiment, also, isUntrained]);
  return isSame && done.dataset?.fingerprint === dataset.fingerprint;
}

/** `onControl` gets the handle by which the run is stopped. */
export async function runExperiment(
  options: RunOptions,
  tell: Tell,
  onControl: (control: ControlHandle) => void,
): Promise<void> {
  const { experiment, out, zip, isUntrained } = options;
  const dataset = await loadDataset(options.source, experiment.imageSize, tell);
  if (isDone(options, dataset)) {
    tell(`${out} is there already`);
    return;
  }
  if (!(await installNodeWebGpu())) throw new NoAdapter('no WebGPU adapter was found');
  const { openDevice } = await import('../../src/engine/device.ts');
  const { createTrainer } = await import('../../src/engine/training/create-trainer.ts');
  const { createControl } = await import('../../src/engine/training/control.ts');
  const device = await openDevice();
  tell(
    `${dataset.name}: ${JSON.stringify(dataset.counts)}, on ${device.report.backend}, ${device.report.adapter}`,
  );
  const control = createControl(() => new Promise((resolve) => setImmediate(resolve)));
  onControl(control);
  const start =
    options.weights === undefined
      ? undefined
      : await readFirstWeights(options.weights, experiment, dataset, tell);
  const trainer = createTrainer(experiment, device, start);
  const running = { experiment, dataset, trainer, device, control, tell };
  const trained = isUntrained ? [] : await train(running, out);
  const { output, results, events } = await evaluateAll(running, stepsOf(trained), options.also);
  if (zip !== undefined) {
    const weights = await weightsOf(running);
    await saveRun(zip, { results, events: [...trained, ...events], weights, finishedAt: Date.now() });
  }
  writeFileSync(out, `${JSON.stringify(output)}\n`);
  openPart(out, dataset.fingerprint, experiment).remove();
}
