/** Evaluation as the page sees it: scores stream in, and the finished run becomes a record. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dataset, DatasetSummary } from '../../core/dataset/dataset.ts';
import { knobNames, knobs, type Experiment } from '../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../core/result.ts';
import { needsTraining, usesIncludedBackbone } from '../../core/experiment/relevance.ts';
import type {
  DeviceReport,
  StepEvent,
  RunProblem,
  ScoredItem,
  ValidationScore,
} from '../../core/run/events.ts';
import type { ChosenNetwork, ScheduleChanges, RunResults } from '../../core/run/results.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import { asProblem } from '../problem.ts';
import { firstThreshold } from './threshold.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import { type TrainingStage, type TrainingState, isTraining } from '../training/training.ts';
import type { StatisticAuroc } from '../../core/dataset/doctor/statistics.ts';
import type { CalibrationBasis } from '../../core/inspect/calibration.ts';
import type { PixelMetrics } from '../../core/metrics/pixels/measure-pixels.ts';

export const initialEvaluation: EvaluationState = {
  status: 'idle',
  bankDone: 0,
  bankTotal: 0,
  total: 0,
  validation: [],
  validationBasis: undefined,
  items: [],
  dataset: undefined,
  results: undefined,
  pixels: undefined,
  statistic: undefined,
  threshold: undefined,
  problem: undefined,
};

/** The state after one event. */
function afterEvent(state: EvaluationState, event: LabEvent): EvaluationState {
  if (event.type === 'evaluation-started' || event.type === 'scored') return { ...state, total: event.total };
  if (event.type === 'evaluated') return { ...state, pixels: event.pixels, statistic: event.statistic };
  if (event.type === 'validated') return { ...state, validationBasis: event.basis };
  if (event.type === 'bank') return { ...state, bankDone: event.done, bankTotal: event.total };
  return state;
}

/** The state after some events in order. Items are added at once; `done` and `failed` come with the end of the call. */
export function afterEvaluationEvents(state: EvaluationState, events: readonly LabEvent[]): EvaluationState {
  const items = events.flatMap((event) => (event.type === 'scored' ? event.items : []));
  const validation = events.flatMap((event) => (event.type === 'validated' ? event.items : []));
  const after = events.reduce(afterEvent, state);
  return {
    ...after,
    items: items.length === 0 ? after.items : [...after.items, ...items],
    validation: validation.length === 0 ? after.validation : [...after.validation, ...validation],
  };
}

/** What the network was made from, with the score knobs as they are now. */
export function experimentFor(trained: Experiment, current: Experiment): Experiment {
  const scoring = knobNames.filter((name) => knobs[name].effect === 'evaluation');
  return { ...trained, ...Object.fromEntries(scoring.map((name) => [name, current[name]])) };
}

/** What a network was made from, and on. */
interface Network {
  readonly dataset: DatasetSummary;
  readonly experiment: Experiment;
  readonly device: DeviceReport;
  readonly steps: readonly StepEvent[];
  readonly course: ScheduleChanges | undefined;
  readonly chosen: ChosenNetwork;
  readonly learntFrom: DatasetSummary | undefined;
}

/** Steps that the current network has learnt from: those before a loss that was no number, where it went back to them. */
function learntSteps({ status, steps, problem, network, best }: TrainingState): readonly StepEvent[] {
  if (status === 'done' && network === 'best') return steps.filter(({ step }) => step <= (best?.step ?? 0));
  if (status === 'done') return steps;
  return status === 'failed' && problem?.kind === 'loss-not-finite' ? steps.slice(0, problem.restored) : [];
}

/** `undefined` before training, and where it failed with nothing learnt: the weights may be gone with their GPU. */
function networkOf(training: TrainingState): Network | undefined {
  const { dataset, experiment, device } = training;
  const steps = learntSteps(training);
  if (steps.length === 0) return undefined;
  if (dataset === undefined || experiment === undefined || device === undefined) return undefined;
  const { network, best, planned, changes } = training;
  const chosen: ChosenNetwork = network === 'best' && best ? { kind: 'best', ...best } : { kind: 'last' };
  const course = changes.length === 0 ? undefined : { planned, changes };
  const { origin } = training;
  const learntFrom = origin?.fingerprint === dataset.fingerprint ? undefined : origin;
  return { dataset, experiment, device, steps, course, chosen, learntFrom };
}

/** What there is to evaluate, or why it cannot be done. */
type Ground = Result<{ readonly network: Network; readonly dataset: Dataset }, EvaluationProblem>;

const hasTestImages = ({ items }: Dataset) => items.some((item) => item.split === 'test');

/** The current network, as a detector that learns nothing by steps borrows it: to see images that may be others than it learnt from. */
function borrowed(network: Network, detector: Experiment['detector'], dataset: Dataset): Network {
  const learntFrom = network.dataset.fingerprint === dataset.fingerprint ? undefined : network.dataset;
  const experiment = { ...network.experiment, detector };
  return { ...network, experiment, dataset, learntFrom: network.learntFrom ?? learntFrom };
}

/** A detector that learns nothing by steps is ready as soon as there are images. */
async function untrainedGround(
  { lab, training }: EvaluationOptions,
  experiment: Experiment,
  dataset: Dataset | undefined,
): Promise<Ground> {
  if (dataset === undefined) return failure({ kind: 'no-normal-images' });
  if (!hasTestImages(dataset)) return failure({ kind: 'no-test-images' });
  await lab.load(dataset);
  const current = usesIncludedBackbone(experiment) ? undefined : networkOf(training.store.getState());
  if (current !== undefined)
    return success({ network: borrowed(current, experiment.detector, dataset), dataset });
  const device = await lab.describeDevice();
  const nothing = { steps: [], course: undefined, chosen: { kind: 'last' }, learntFrom: undefined } as const;
  return success({ network: { dataset, experiment, device, ...nothing }, dataset });
}

function groundOf(training: TrainingState, open: Dataset | undefined): Ground {
  if (isTraining(training)) return failure({ kind: 'still-training' });
  const network = networkOf(training);
  if (network === undefined) return failure({ kind: 'not-trained' });
  const trainedOn = network.dataset;
  if (open?.fingerprint !== trainedOn.fingerprint)
    return failure({ kind: 'dataset-changed', trainedOn: trainedOn.name, open: open?.name ?? '' });
  return hasTestImages(open) ? success({ network, dataset: open }) : failure({ kind: 'no-test-images' });
}

export interface EvaluationOptions {
  readonly lab: LabClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
  /** Name and version of the app. */
  readonly app: string;
  readonly keep: (results: RunResults) => Promise<void>;
  /** Share of false alarms that is asked for, in (0, 1). */
  readonly askedRate?: () => number;
}

/** Scores the test images from start to end; the store shows how far it is; rejects when the thread dies. */
async function runEvaluation(store: StoreApi<EvaluationState>, options: EvaluationOptions): Promise<void> {
  const { lab, experiment, training, app, keep } = options;
  const open = options.dataset.store.getState().dataset;
  const wanted = experiment.store.getState().experiment;
  const state = training.store.getState();
  const isDirect = !needsTraining(wanted) && !isTraining(state);
  if (isDirect) store.setState({ ...initialEvaluation, status: 'running', dataset: open });
  const ground = isDirect ? await untrainedGround(options, wanted, open) : groundOf(state, open);
  if (!ground.ok) {
    store.setState({ status: 'failed', problem: ground.problem });
    return;
  }
  const { network, dataset } = ground.value;
  const used = experimentFor(network.experiment, wanted);
  store.setState({ ...initialEvaluation, status: 'running', dataset });
  const outcome = await lab.evaluate(used, (events) => {
    store.setState((state) => afterEvaluationEvents(state, events));
  });
  if (!outcome.ok) store.setState({ status: 'failed', problem: outcome.problem });
  else if (outcome.value.reason === 'stopped') store.setState({ status: 'idle' });
  else {
    const { items, validation, validationBasis, pixels, statistic } = store.getState();
    // Neither is on the first load.
    const { faces } = await import('../../detectors/faces.ts');
    const { buildResults } = await import('../../core/run/build-results.ts');
    const { limitsOf } = await import('../../core/inspect/verdict.ts');
    const score = faces[used.detector].chosenScore(used);
    const results = buildResults({
      ...network,
      ...{ app, experiment: used, score, items, validation, validationBasis, pixels, statistic },
    });
    const scores = validation.map((one) => one.score);
    const promised = options.askedRate && limitsOf(scores, options.askedRate());
    const threshold = promised?.look ?? firstThreshold(results);
    store.setState({ status: 'done', results, threshold });
    await keep(results);
  }
}

export function createEvaluationStage(options: EvaluationOptions): EvaluationStage {
  const store = createStore<EvaluationState>(() => initialEvaluation);
  const fail = (error: unknown) => {
    store.setState({ status: 'failed', problem: asProblem(error) });
  };
  const isRunning = () => store.getState().status === 'running';
  const stop = () => {
    if (isRunning()) options.lab.stop().catch(fail);
  };
  return {
    store,
    async start() {
      if (isRunning()) return;
      await runEvaluation(store, options).catch(fail);
    },
    stop,
    moveThreshold(threshold) {
      if (Number.isFinite(threshold)) store.setState({ threshold });
    },
  };
}

export interface EvaluationState {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** Normal images embedded, then test images scored. */
  readonly bankDone: number;
  readonly bankTotal: number;
  readonly total: number;
  /** Normal images that thresholds may be fixed on; empty if none was kept from the detector. */
  readonly validation: readonly ValidationScore[];
  /** What these are; `undefined` stands for the validation split. */
  readonly validationBasis: CalibrationBasis | undefined;
  readonly items: readonly ScoredItem[];
  /** How well the maps find defective pixels, once all is scored; `undefined` without maps or masks. */
  readonly pixels: PixelMetrics | undefined;
  readonly statistic: StatisticAuroc | undefined;
  /** The images scored; stays when another dataset is opened. */
  readonly dataset: Dataset | undefined;
  /** Set when every test image was scored: what `Download results` saves. An evaluation stopped early has none. */
  readonly results: RunResults | undefined;
  /** "Defective iff score >= threshold"; once all is scored what normal images promise, or else the best F1's; then whatever it is moved to. */
  readonly threshold: number | undefined;
  readonly problem: EvaluationProblem | undefined;
}

/** Evaluation needs the network and the images it was trained on. */
export type EvaluationProblem =
  | RunProblem
  | { readonly kind: 'not-trained' }
  | { readonly kind: 'still-training' }
  /** Another dataset is open than the network was trained on. */
  | { readonly kind: 'dataset-changed'; readonly trainedOn: string; readonly open: string }
  | { readonly kind: 'no-test-images' };

export interface EvaluationStage {
  readonly store: StoreApi<EvaluationState>;
  readonly moveThreshold: (threshold: number) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}
