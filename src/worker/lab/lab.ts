/** The engine behind the contract: one dataset, one network, one queue of work. */
import type { DatasetItem, DatasetSummary, StoredAt } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { bodies } from '../../detectors/bodies.ts';
import { recipeOf, scoringOf, shownBatchOf } from '../../detectors/run-detector.ts';
import { attempt } from '../../engine/attempt.ts';
import { findObject } from '../../engine/backbone/find-object.ts';
import { comparePseudoAnomalies } from '../../engine/evaluation/pseudo-comparison.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import { estimateCost } from '../../engine/training/estimate.ts';
import type { EvaluationEnd, LabApi } from '../bridge/contract-lab.ts';
import { workingDevice } from './device.ts';
import { openDetector } from './detector-file.ts';
import { endFittedInspection, endSharedInspection } from './fitted-detector.ts';
import { beginInspection, correct, judge, rejudge } from './inspection.ts';
import { answerLive } from './live.ts';
import { openModel } from './model.ts';
import { hasLearnt, networkFor, untrainedNetwork } from './network-for.ts';
import { chooseNetwork } from './network.ts';
import { createRunner, type Report, type Runner, type Work } from './runner.ts';
import { createState, type LabOptions, type LabState } from './state.ts';
import { saveDetector } from './save-detector.ts';
import { endStress } from './kept-stress.ts';
import { answerStress, trainDirty } from './stress.ts';
import { openRun, trainFresh, trainOn } from './training.ts';
import { takeWeights, writeModel } from './weights.ts';

/** Work that only looks at the network. */
const yielding = { isYielding: true };

/** The same, and it ends no other work that does: parts of it are asked for again and again. */
const patient = { isYielding: true, isPatient: true };

interface EvaluationWork {
  readonly report: Report;
  readonly control: ControlHandle;
  /** Not by the current network, but by what it was before its first step; no run remembers it. */
  readonly isUntrained: boolean | undefined;
}

async function evaluate(
  state: LabState,
  experiment: Experiment,
  { report, control, isUntrained = false }: EvaluationWork,
): Promise<Result<EvaluationEnd, RunProblem>> {
  const device = await workingDevice(state);
  const found = await (isUntrained ? untrainedNetwork : networkFor)(state, device, experiment);
  if (!found.ok) return found;
  const { trainer, items } = found.value;
  if (!isUntrained) state.evaluated = [];
  const { now } = state.tools;
  const outcome = await runEvaluation({
    ...scoringOf({ experiment, trainer, items, frozen: () => state.frozen(device) }),
    items,
    experiment,
    hasLearnt: hasLearnt(state, found.value, experiment),
    device,
    control,
    now,
    report(event) {
      if (!isUntrained) state.evaluated.push(event);
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

/** How images come into the lab: all sent, or read from where they are stored. */
function datasetCalls(state: LabState): Pick<LabApi, 'openStored' | 'beginDataset' | 'addItems'> {
  const begin = (summary: DatasetSummary, items: DatasetItem[], storedAt?: StoredAt) => {
    endFittedInspection(state);
    endStress(state);
    state.summary = summary;
    state.items = items;
    state.storedAt = storedAt;
    state.live = undefined;
  };
  return {
    async openStored(summary, storedAt, paths) {
      const items = await state.tools.openPack?.({ ...storedAt, paths }).catch(() => undefined);
      if (items !== undefined) begin(summary, items, storedAt);
      return items !== undefined;
    },
    beginDataset(summary) {
      begin(summary, []);
      return Promise.resolve();
    },
    addItems(items) {
      state.items.push(...items);
      return Promise.resolve();
    },
  };
}

/** What is known without work. */
function lookCalls(state: LabState): Pick<LabApi, 'showBatch' | 'journal'> {
  return {
    showBatch(step) {
      const { network } = state;
      return Promise.resolve(network && shownBatchOf(network.images, network.experiment, step - 1));
    },
    journal: () => Promise.resolve([...(state.network?.events ?? []), ...state.evaluated]),
  };
}

/** A detector that stays fitted, or came as a file, and what it judges. */
function inspectionCalls(
  state: LabState,
  runner: Runner,
): Pick<LabApi, 'beginInspection' | 'judge' | 'correct' | 'rejudge' | 'saveDetector' | 'openDetector'> {
  const patiently = <Value>(work: Work<Value>) => runner.run<Value>(work, patient);
  return {
    beginInspection: (experiment, tiles) =>
      runner.run(
        (report, control) => beginInspection({ state, report, control }, experiment, tiles),
        yielding,
      ),
    judge: (images, ids) => patiently((report, control) => judge({ state, report, control }, images, ids)),
    correct: (wanted) => patiently((report, control) => correct({ state, report, control }, wanted)),
    rejudge: (ids) => patiently((report, control) => rejudge({ state, report, control }, ids)),
    saveDetector: (wanted) =>
      patiently((report, control) => saveDetector({ state, report, control }, wanted)),
    openDetector: (file) => runner.run((_, control) => openDetector({ state, control }, file), yielding),
  };
}

/** What an evaluation's detector bears. */
function stressCalls(state: LabState, runner: Runner): Pick<LabApi, 'stress' | 'trainDirty'> {
  return {
    stress: (experiment, request) =>
      runner.run(
        (report, control) => answerStress({ state, report, control }, experiment, request),
        yielding,
      ),
    trainDirty: (experiment, share) =>
      runner.run((report, control) => trainDirty({ state, report, control }, experiment, share), yielding),
  };
}

export function createLab(options: LabOptions): LabApi {
  const state = createState(options);
  const { now } = options;
  const runner = createRunner({ post: (message) => state.port?.postMessage(message), now });
  /** The device of work that is not in the queue: one that work uses is left to it. */
  const idleDevice = () => (runner.isBusy() ? state.device() : workingDevice(state));
  /** Work that replaces or changes the current network. */
  const changing = <Value>(work: Work<Value>) =>
    runner.run<Value>((report, control) => {
      endSharedInspection(state);
      endStress(state);
      return work(report, control);
    });
  return {
    ...controlsOf(runner),
    connect(events) {
      state.port = events;
      return Promise.resolve();
    },
    async describeDevice() {
      return (await idleDevice()).report;
    },
    ...datasetCalls(state),
    async readWeights(file, name, width) {
      const taken = await takeWeights(file, name, width);
      if (!taken.ok) return taken;
      state.weights = taken.value;
      return success(taken.value.report);
    },

    train: (experiment) => changing((report, control) => trainFresh({ state, report, control }, experiment)),
    trainOn: (steps, factor) =>
      changing((report, control) => trainOn({ state, report, control }, steps, factor)),
    changeRate(factor) {
      state.network?.course?.changeRate(factor);
      return Promise.resolve();
    },
    openRun: (id) => changing(async () => success(await openRun(state, id))),
    openModel: (file, experiment, events) =>
      changing(async () => success(await openModel(state, { file, experiment, events }))),

    async chooseNetwork(wanted) {
      const chosen = await changing(async () => {
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
    ...lookCalls(state),

    estimate: (experiment) => runner.run((_, control) => estimate(state, experiment, control), yielding),
    ...inspectionCalls(state, runner),
    evaluate: (experiment, isUntrained) =>
      runner.run(
        (report, control) => evaluate(state, experiment, { report, control, isUntrained }),
        yielding,
      ),
    live: (experiment, depth) =>
      runner.run(
        (report, control) => answerLive(state, { experiment, depth }, { report, control }),
        yielding,
      ),
    ...stressCalls(state, runner),
    findObject: (images) =>
      runner.run(async (_, control) => {
        const device = await workingDevice(state);
        return attempt(async () => findObject(images, await state.frozen(device), control), device, control);
      }, patient),
    comparePseudoAnomalies: () =>
      runner.run(async (_, control) => {
        await workingDevice(state);
        const { network } = state;
        return network === undefined ? success(undefined) : comparePseudoAnomalies({ ...network, control });
      }, yielding),
  };
}
