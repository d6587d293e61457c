/** Training in the lab: a fresh network, the current one for further steps, or a run that was kept. */
import { normalImages } from '../../core/dataset/normal-images.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { changesIn, isOfRun, lastProbe } from '../../core/run/journal.ts';
import { createDetectorTrainer, lackOf, recipeOf } from '../../detectors/run-detector.ts';
import type { Device } from '../../engine/device.ts';
import { createBestKeeper } from '../../engine/training/best.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import { createScheduleChanges } from '../../engine/training/schedule-changes.ts';
import { trainThroughLosses } from '../../engine/training/recover.ts';
import type { OpenedRun, TrainingEnd } from '../bridge/contract-lab.ts';
import { reopenDevice, workingDevice } from './device.ts';
import { drawersFor } from './drawers.ts';
import { firstWeights } from './first-weights.ts';
import { keepWhile } from './keeping.ts';
import { bestLook, chooseNetwork, type Network } from './network.ts';
import type { Report } from './runner.ts';
import type { LabState } from './state.ts';

interface Training {
  readonly state: LabState;
  readonly report: Report;
  readonly control: ControlHandle;
}

type Ended = Promise<Result<TrainingEnd, RunProblem>>;

/** Trains on until the steps of its experiment are done. */
async function trainNetwork(network: Network, { state, report, control }: Training, device: Device): Ended {
  const { now, openStates } = state.tools;
  const tell: Report = (event) => {
    if (isOfRun(event)) network.events.push(event as Network['events'][number]); // a training reports no event of an evaluation
    report(event);
  };
  const { experiment, planned, images, items, best, last: from } = network;
  const course = createScheduleChanges(planned, changesIn(network.events), tell);
  network.course = course;
  const reopen = async () => ({ device: await reopenDevice(state), trainer: network.trainer });
  const { trainer } = network;
  const looked = from && lastProbe(network.events, from.step);
  const recipe = recipeOf(experiment);
  const drawers = drawersFor(network, { state, device, report });
  const shared = {
    drawers,
    experiment,
    images,
    items,
    recipe,
    trainer,
    device,
    control,
    now,
    best,
    course,
    from,
    looked,
  };
  const outcome = await keepWhile(network, { openStates, now, report: tell }, (onSaved) =>
    trainThroughLosses({ ...shared, report: tell, reopen, onSaved }),
  );
  return outcome.ok ? success({ ...outcome.value, best: bestLook(network) }) : outcome;
}

/** Trains a fresh network on the current dataset; it replaces the last one, unless it was stopped before it began. */
export async function trainFresh(training: Training, experiment: Experiment): Ended {
  const { state, report, control } = training;
  const device = await workingDevice(state);
  const { summary, items, storedAt } = state;
  if (control.isStopped()) return success({ steps: 0, reason: 'stopped' });
  if (summary === undefined) return failure({ kind: 'no-normal-images' });
  const lack = lackOf(experiment, items);
  if (lack !== undefined) return failure(lack);
  const started = { type: 'started', experiment, dataset: summary, device: device.report } as const;
  report(started);
  const images = normalImages(items, experiment.imageSize);
  const start = await firstWeights(state, experiment, { images, device });
  if (!start.ok) return start;
  const trainer = await createDetectorTrainer(experiment, device, start.value);
  state.network?.trainer.dispose();
  const network: Network = {
    planned: experiment,
    experiment,
    dataset: summary,
    items,
    storedAt,
    images,
    start: start.value,
    trainer,
    last: undefined,
    best: createBestKeeper(),
    chosen: 'last',
    course: undefined,
    events: [started],
  };
  state.network = network;
  state.evaluated = [];
  return trainNetwork(network, training, device);
}

/** The current network continues from its last state, unless it was stopped before it began. */
export async function trainOn(training: Training, steps: number, factor: number | undefined): Ended {
  const { state, report, control } = training;
  const device = await workingDevice(state);
  const { network } = state;
  if (network?.last === undefined) return failure({ kind: 'unexpected', detail: 'There is no network.' });
  const { step } = network.last;
  if (control.isStopped()) return success({ steps: step, reason: 'stopped' });
  state.evaluated = [];
  chooseNetwork(network, 'last');
  network.experiment = { ...network.experiment, steps };
  const continued = { type: 'continued', step, steps, device: device.report } as const;
  network.events.push(continued);
  report(continued);
  const going = trainNetwork(network, training, device);
  if (factor !== undefined) network.course?.changeRate(factor);
  return going;
}

/** Makes a kept run of the current dataset the current network; `undefined` if there is none that can be read. */
export async function openRun(state: LabState, id: string): Promise<OpenedRun | undefined> {
  const device = await workingDevice(state);
  const { summary, items, storedAt } = state;
  const found = await (await state.tools.openStates()).read(id);
  if (found === undefined || summary?.fingerprint !== found.dataset.fingerprint) return undefined;
  const { saved, total, dataset, normalisation } = found;
  const planned = { ...defaultExperiment, ...found.planned };
  const experiment = { ...planned, steps: total };
  const start = {
    parameters: saved.checkpoint.parameters,
    statistics: saved.checkpoint.statistics,
    normalisation,
  };
  const trainer = await createDetectorTrainer(experiment, device, start);
  trainer.restore(saved.checkpoint);
  state.network?.trainer.dispose();
  const reason = saved.step < total ? 'stopped' : 'completed';
  const ended = { type: 'trained', steps: saved.step, elapsedMs: saved.elapsedMs, reason } as const;
  const network: Network = {
    planned,
    experiment,
    dataset,
    items,
    storedAt,
    images: normalImages(items, planned.imageSize),
    start,
    trainer,
    last: saved,
    best: createBestKeeper(found.best),
    chosen: 'last',
    course: undefined,
    events: [...found.events, ended],
  };
  state.network = network;
  state.evaluated = [];
  return { events: network.events, step: saved.step, total, best: bestLook(network), device: device.report };
}
