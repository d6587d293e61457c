/** The page's side of what makes or changes the network. */
import type { Remote } from 'comlink';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { Report } from './client-drain.ts';
import type { WeightsKeeper } from './client-weights.ts';
import type { LabApi, NetworkName, OpenedRun, TrainingEnd } from './contract-lab.ts';

type Ended = Promise<Result<TrainingEnd, RunProblem>>;

export interface TrainingClient {
  train(experiment: Experiment, report: Report): Ended;
  /** The network at hand goes on from its last state until `steps` steps are done in all; its rate times `factor`. */
  trainOn(steps: number, factor: number | undefined, report: Report): Ended;
  /** Makes a kept run of the dataset at hand the network at hand; undefined where there is none that can be read. */
  openRun(id: string): Promise<Result<OpenedRun | undefined, RunProblem>>;
  /** Makes the network of an exported file the network at hand, on the dataset at hand; it is not trained on. */
  openModel(file: Blob, experiment: Experiment): ReturnType<LabApi['openModel']>;
  chooseNetwork(wanted: NetworkName): Promise<NetworkName>;
  changeRate(factor: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One step while paused. */
  step(): Promise<void>;
  stop(): Promise<void>;
}

interface TrainingCalls {
  readonly call: <Value>(use: (api: Remote<LabApi>) => Promise<Value>) => Promise<Value>;
  /** A call whose events are heard until its end. */
  readonly during: <Value>(use: (api: Remote<LabApi>) => Promise<Value>, report: Report) => Promise<Value>;
  /** Ends a thread whose GPU is gone. */
  readonly replaceIfLost: <Outcome extends Result<unknown, { readonly kind: string }>>(
    outcome: Outcome,
  ) => Outcome;
  readonly weights: WeightsKeeper;
  /** The thread of now; what it holds is lost with it. */
  readonly thread: { hasNetwork: boolean };
}

const ignore: Report = () => undefined;

export function createTrainingClient(calls: TrainingCalls): TrainingClient {
  const { call, during, replaceIfLost, weights, thread } = calls;
  return {
    train: async (experiment, report) =>
      replaceIfLost(
        await during(async (api) => {
          await weights.ensure(api, experiment.width);
          thread.hasNetwork = true;
          return api.train(experiment);
        }, report),
      ),
    trainOn: async (steps, factor, report) =>
      replaceIfLost(await during(async (api) => api.trainOn(steps, factor), report)),
    async openRun(id) {
      const opened = replaceIfLost(await during(async (api) => api.openRun(id), ignore));
      if (!opened.ok) return opened;
      if (opened.value !== undefined) thread.hasNetwork = true;
      return success(opened.value);
    },
    async openModel(file, experiment) {
      const opened = await during(async (api) => api.openModel(file, experiment), ignore);
      if (opened.ok && opened.value.ok) thread.hasNetwork = true;
      return opened;
    },
    chooseNetwork: (wanted) => call((api) => api.chooseNetwork(wanted)),
    changeRate: (factor) => call((api) => api.changeRate(factor)),
    pause: () => call((api) => api.pause()),
    resume: () => call((api) => api.resume()),
    step: () => call((api) => api.step()),
    stop: () => call((api) => api.stop()),
  };
}
