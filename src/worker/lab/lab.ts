/** The engine behind the contract: one dataset, one network, one queue of work. */
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { bodies } from '../../detectors/bodies.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from '../../detectors/run-detector.ts';
import { comparePseudoAnomalies } from '../../engine/evaluation/pseudo-comparison.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';
import type { Device } from '../../engine/device.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import { estimateCost } from '../../engine/training/estimate.ts';
import { showBatch } from '../../engine/training/show-batch.ts';
import type { EvaluationEnd, LabApi } from '../bridge/contract-lab.ts';
import { workingDevice } from './device.ts';
import { openModel } from './model.ts';
import { chooseNetwork, type Network } from './network.ts';
import { createRunner, type Report, type Runner } from './runner.ts';
import { createState, type LabOptions, type LabState } from './state.ts';
import { firstWeights, openRun, trainFresh, trainOn } from './training.ts';
import { takeWeights, writeModel } from './weights.ts';

/** Work that only looks at the network. */
const yielding = { isYielding: true };

/**
 * The network that an evaluation sees with, and the images that it scores: the current network, on the images that it learnt from;
 * for a detector that can borrow it, on the current images; else one that is not kept, with the weights that the experiment starts
 * from.
 */
async function networkFor(
  state: LabState,
  device: Device,
  experiment: Experiment,
): Promise<Result<Pick<Network, 'trainer' | 'items'>, RunProblem>> {
  const { network, items } = state;
  if (network !== undefined) {
    if (network.experiment.detector === experiment.detector) return success(network);
    const canBorrow = bodies[experiment.detector].canUse?.(network.trainer.network) ?? false;
    if (canBorrow) return success({ trainer: network.trainer, items });
  }
  const images = normalImages(items, experiment.imageSize);
  const start = await firstWeights(state, experiment, { images, device });
  if (!start.ok) return start;
  return success({ trainer: await createDetectorTrainer(experiment, device, start.value), items });
}

async function evaluate(
  state: LabState,
  experiment: Experiment,
  report: Report,
  control: ControlHandle,
): Promise<Result<EvaluationEnd, RunProblem>> {
  const device = await workingDevice(state);
  const found = await networkFor(state, device, experiment);
  if (!found.ok) return found;
  const { trainer, items } = found.value;
  state.evaluated = [];
  const { now } = state.tools;
  const outcome = await runEvaluation({
    ...scoringOf({ experiment, trainer, items, frozen: () => state.frozen(device) }),
    items,
    experiment,
    device,
    control,
    now,
    report(event) {
      state.evaluated.push(event);
      report(event);
    },
  });
  if (trainer !== state.network?.trainer) trainer.dispose();
  return outcome;
}

async function estimate(
  state: LabState,
  experiment: Experiment,
  control: ControlHandle,
): ReturnType<typeof estimateCost> {
  const device = await workingDevice(state);
  const learner = bodies[experiment.detector].learner(experiment);
  const { now } = state.tools;
  return estimateCost({ experiment, learner, recipe: recipeOf(experiment), device, control, now });
}

/** What acts on the current work. */
function controlsOf(runner: Runner): Pick<LabApi, 'pause' | 'resume' | 'step' | 'stop'> {
  const act = (how: 'pause' | 'resume' | 'step' | 'stop') => () => {
    runner[how]();
    return Promise.resolve();
  };
  return { pause: act('pause'), resume: act('resume'), step: act('step'), stop: act('stop') };
}

export function createLab(options: LabOptions): LabApi {
  const state = createState(options);
  const { now } = options;
  const runner = createRunner({ post: (message) => state.port?.postMessage(message), now });
  /** The device of work that is not in the queue: one that work uses is left to it. */
  const idleDevice = () => (runner.isBusy() ? state.device() : workingDevice(state));
  return {
    ...controlsOf(runner),
    connect(events) {
      state.port = events;
      return Promise.resolve();
    },
    async describeDevice() {
      return (await idleDevice()).report;
    },
    beginDataset(summary) {
      state.summary = summary;
      state.items = [];
      return Promise.resolve();
    },
    addItems(items) {
      state.items.push(...items);
      return Promise.resolve();
    },
    async readWeights(file, name, width) {
      const taken = await takeWeights(file, name, width);
      if (!taken.ok) return taken;
      state.weights = taken.value;
      return success(taken.value.report);
    },

    train: (experiment) =>
      runner.run((report, control) => trainFresh({ state, report, control }, experiment)),
    trainOn: (steps, factor) =>
      runner.run((report, control) => trainOn({ state, report, control }, steps, factor)),
    changeRate(factor) {
      state.network?.course?.changeRate(factor);
      return Promise.resolve();
    },
    openRun: (id) => runner.run(async () => success(await openRun(state, id))),
    openModel: (file, experiment, events) =>
      runner.run(async () => success(await openModel(state, { file, experiment, events }))),

    async chooseNetwork(wanted) {
      const chosen = await runner.run(async () => {
        await workingDevice(state);
        const { network } = state;
        return success(network === undefined ? 'last' : chooseNetwork(network, wanted));
      });
      return chosen.ok ? chosen.value : 'last';
    },
    async exportModel(format) {
      await idleDevice();
      const { network } = state;
      return network && writeModel(network.trainer, format);
    },
    showBatch(step) {
      const { network } = state;
      return Promise.resolve(network && showBatch(network.images, network.experiment, step - 1));
    },
    journal: () => Promise.resolve([...(state.network?.events ?? []), ...state.evaluated]),

    estimate: (experiment) => runner.run((_, control) => estimate(state, experiment, control), yielding),
    evaluate: (experiment) =>
      runner.run((report, control) => evaluate(state, experiment, report, control), yielding),
    comparePseudoAnomalies: () =>
      runner.run(async (_, control) => {
        await workingDevice(state);
        const { network } = state;
        return network === undefined ? success(undefined) : comparePseudoAnomalies({ ...network, control });
      }, yielding),
  };
}
