/** The engine behind the contract: one dataset, one network, one piece of work at a time. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { Device } from '../../engine/device.ts';
import { estimateCost } from '../../engine/training/estimate.ts';
import { comparePseudoAnomalies } from '../../engine/evaluation/pseudo-comparison.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';
import { createControl, type ControlHandle } from '../../engine/training/control.ts';
import { createTrainer } from '../../engine/training/create-trainer.ts';
import { showBatch } from '../../engine/training/show-batch.ts';
import type { LabApi, LabEvent, LabMessage } from '../bridge/contract-lab.ts';
import { readyDevice } from './device.ts';
import { openModel } from './model.ts';
import { chooseNetwork } from './network.ts';
import { createState, type LabOptions, type LabState } from './state.ts';
import { openRun, trainFresh, trainOn } from './training.ts';
import { takeWeights, writeModel } from './weights.ts';
import { pause } from '../bridge/pause.ts';
import { createThinner } from '../bridge/throttle.ts';

/** Whatever was thrown, as data. */
function asProblem(error: unknown): RunProblem {
  const detail = error instanceof Error ? error.message : String(error);
  return /memory|allocat/i.test(detail) ? { kind: 'out-of-memory', detail } : { kind: 'unexpected', detail };
}

type Work<Value> = (
  report: (event: LabEvent) => void,
  control: ControlHandle,
) => Promise<Result<Value, RunProblem>>;

/** Runs one piece of work: its events go out thinned, then `end`, then the reply. */
async function perform<Value>(state: LabState, work: Work<Value>): Promise<Result<Value, RunProblem>> {
  if (state.control !== undefined) throw new Error('Another run is still going; stop it first.');
  const control = createControl(pause);
  state.control = control;
  const thinner = createThinner((message: LabMessage) => state.port?.postMessage(message), state.tools.now);
  try {
    const outcome = await work(thinner.add, control);
    if (!outcome.ok) thinner.add({ type: 'failed', problem: outcome.problem });
    return outcome;
  } catch (error) {
    const problem = asProblem(error);
    thinner.add({ type: 'failed', problem });
    return failure(problem);
  } finally {
    thinner.flush();
    state.port?.postMessage({ type: 'end', call: state.calls++ } satisfies LabMessage);
    state.control = undefined;
  }
}

/** Scores with the trained network, on the dataset it was trained on; else with a fresh one that is not kept. */
function evaluationWork(state: LabState, device: Device, experiment: Experiment) {
  const { now } = state.tools;
  return async (report: (event: LabEvent) => void, control: ControlHandle) => {
    const { trainer, items } = state.network ?? {
      trainer: createTrainer(experiment, device),
      items: state.items,
    };
    const outcome = await runEvaluation({ trainer, items, experiment, device, control, now, report });
    if (trainer !== state.network?.trainer) trainer.dispose();
    return outcome;
  };
}

/** What acts on the work at hand, if there is any. */
function controls(state: LabState): Pick<LabApi, 'pause' | 'resume' | 'step' | 'stop' | 'changeRate'> {
  const act = (how: 'pause' | 'resume' | 'step' | 'stop') => () => {
    state.control?.[how]();
    return Promise.resolve();
  };
  return {
    pause: act('pause'),
    resume: act('resume'),
    step: act('step'),
    stop: act('stop'),
    changeRate(factor) {
      state.network?.course?.changeRate(factor);
      return Promise.resolve();
    },
  };
}

/** What is asked of the network at hand. */
function looks(
  state: LabState,
): Pick<LabApi, 'exportModel' | 'showBatch' | 'comparePseudoAnomalies' | 'chooseNetwork'> {
  return {
    async chooseNetwork(wanted) {
      await readyDevice(state);
      const { network } = state;
      return network === undefined ? 'last' : chooseNetwork(network, wanted);
    },
    async exportModel(format) {
      await readyDevice(state);
      const { network } = state;
      return network && writeModel(network.trainer, network.experiment, format);
    },
    async showBatch(step) {
      const { network } = state;
      return Promise.resolve(network && showBatch(network.images, network.experiment, step - 1));
    },
    async comparePseudoAnomalies() {
      await readyDevice(state);
      const { network } = state;
      return perform(state, (_, control) =>
        network === undefined
          ? Promise.resolve(success(undefined))
          : comparePseudoAnomalies({ ...network, control }),
      );
    },
  };
}

/** What makes or changes the network at hand. */
function trainings(state: LabState): Pick<LabApi, 'train' | 'trainOn' | 'openRun' | 'openModel'> {
  return {
    async train(experiment) {
      const device = await readyDevice(state);
      return perform(state, (report, control) => trainFresh({ state, device, report, control }, experiment));
    },
    async trainOn(steps, factor) {
      const device = await readyDevice(state);
      return perform(state, (report, control) => trainOn({ state, device, report, control }, steps, factor));
    },
    async openRun(id) {
      const device = await readyDevice(state);
      return perform(state, async () => success(await openRun({ state, device }, id)));
    },
    async openModel(file, experiment) {
      const device = await readyDevice(state);
      return perform(state, async () => success(await openModel(state, device, file, experiment)));
    },
  };
}

export function createLab(options: LabOptions): LabApi {
  const state = createState(options);
  const { now } = options;
  return {
    async connect(events) {
      state.port = events;
      return Promise.resolve();
    },
    async describeDevice() {
      return (await readyDevice(state)).report;
    },
    async beginDataset(summary) {
      state.summary = summary;
      state.items = [];
      return Promise.resolve();
    },
    async addItems(items) {
      state.items.push(...items);
      return Promise.resolve();
    },
    async readWeights(file, name, width) {
      const taken = await takeWeights(file, name, width);
      if (!taken.ok) return taken;
      state.weights = taken.value;
      return success(taken.value.report);
    },
    ...looks(state),
    ...trainings(state),
    async estimate(experiment) {
      const device = await readyDevice(state);
      return perform(state, (_, control) => estimateCost({ experiment, device, control, now }));
    },
    ...controls(state),
    async evaluate(experiment) {
      const device = await readyDevice(state);
      return perform(state, evaluationWork(state, device, experiment));
    },
  };
}
