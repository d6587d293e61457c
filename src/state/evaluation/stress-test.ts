/** Asks the lab for disturbed scores: the newest request wins, and what comes of an older one is dropped. */
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { needsTraining } from '../../core/experiment/relevance.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunResults } from '../../core/run/results.ts';
import { ladders, noDisturbance, only, type Disturbance } from '../../core/stress/disturbance.ts';
import { promiseState, stressFigures, type StressedItem } from '../../core/stress/figures.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { LabEvent, StressEnd } from '../../worker/bridge/contract-lab.ts';
import { asProblem } from '../problem.ts';
import type { Later } from '../studio/studio.ts';
import type { EvaluationStage } from './evaluation.ts';
import { promiseFor } from './stress-promise.ts';
import { initialStress, isStressing, type StressProblem, type StressState } from './stress-state.ts';

/** Rest of the sliders before scores are asked for. */
const restMs = 150;

/** Undisturbed images that are judged first, and how far their scores may be from those of the evaluation. */
const [checkedImages, tolerance] = [2, 1e-3];

export interface StressOptions {
  readonly store: StoreApi<StressState>;
  readonly lab: Pick<LabClient, 'load' | 'stress' | 'trainDirty' | 'stop'>;
  readonly evaluation: Pick<EvaluationStage, 'store'>;
  readonly later: Later;
  /** Calls back when the user has left the evaluation. */
  readonly onLeave: (listener: () => void) => void;
}

export interface StressTest {
  readonly follow: () => void;
  readonly sweep: () => void;
  readonly plant: (share: number) => void;
  readonly stop: () => void;
}

interface Ground {
  readonly dataset: Dataset;
  readonly results: RunResults;
}

/** What the request stopped with: `undefined` where other work, or the user, ended it. */
type Outcome<Value> = Result<Value | undefined, StressProblem>;

function groundOf({ store }: StressOptions['evaluation']): Result<Ground, StressProblem> {
  const { dataset, results } = store.getState();
  return dataset === undefined || results === undefined
    ? failure({ kind: 'not-evaluated' })
    : success({ dataset, results });
}

function isSameDetector(items: readonly StressedItem[], { evaluation }: RunResults): boolean {
  const scores = new Map(evaluation.items.map(({ path, score }) => [path, score]));
  return items.every(({ path, score }) => {
    const before = scores.get(path) ?? Number.NaN;
    return Math.abs(score - before) <= tolerance * Math.max(1, Math.abs(before));
  });
}

const areNeutral = (disturbance: Disturbance | undefined) =>
  disturbance === undefined || JSON.stringify(disturbance) === JSON.stringify(noDisturbance);

/** The same detector, or, where it would have to be trained, one that is fitted in seconds. */
function plantedIn(config: Experiment): Experiment {
  if (!needsTraining(config)) return config;
  const { imageSize, seed, bankImages } = config;
  return {
    ...defaultExperiment,
    ...{ detector: 'patchcore', backbone: 'mobilenet-v2', imageSize, seed, bankImages },
  };
}

/** What a piece of work has: it drops what it found once a newer one has begun. */
interface Request extends StressOptions, Ground {
  readonly isNewest: () => boolean;
}

/** Results whose detector was seen to be the lab's. */
interface Seen {
  results: RunResults | undefined;
}

interface Judging {
  readonly images?: number;
  readonly onItems?: (items: readonly StressedItem[]) => void;
}

interface Judged {
  readonly items: readonly StressedItem[];
  readonly end: StressEnd;
}

/** Scores of one disturbance. */
async function judge(
  { lab, store, dataset, results, isNewest }: Request,
  disturbance: Disturbance,
  { images, onItems }: Judging = {},
): Promise<Outcome<Judged>> {
  await lab.load(dataset);
  if (!isNewest()) return success(undefined);
  let items: readonly StressedItem[] = [];
  const outcome = await lab.stress(results.config, { disturbance, images }, (events: readonly LabEvent[]) => {
    if (!isNewest()) return;
    for (const event of events) {
      if (event.type === 'bank') store.setState({ status: 'fitting', done: event.done, total: event.total });
      if (event.type !== 'stressed') continue;
      items = [...items, ...event.items];
      if (event.picture !== undefined && images === undefined) store.setState({ picture: event.picture });
    }
    if (items.length > 0) onItems?.(items);
  });
  if (!outcome.ok) return outcome;
  return success(outcome.value && isNewest() ? { items, end: outcome.value } : undefined);
}

/** Judges a few undisturbed images first: their scores must be those of the evaluation. */
async function check(request: Request, seen: Seen): Promise<Outcome<true>> {
  const { results } = request;
  if (seen.results === results) return success(true);
  const found = await judge(request, noDisturbance, { images: checkedImages });
  if (!found.ok || found.value === undefined) return found as Result<undefined, StressProblem>;
  if (!isSameDetector(found.value.items, results)) return failure({ kind: 'network-changed' });
  seen.results = results;
  return success(true);
}

/** What the sliders say. */
async function judgeDisturbed(request: Request): Promise<Outcome<unknown>> {
  const { store } = request;
  const { disturbance = noDisturbance } = store.getState();
  store.setState({ status: 'judging', items: [], picture: undefined });
  const found = await judge(request, disturbance, {
    onItems: (items) => {
      store.setState({ status: 'judging', items });
    },
  });
  if (found.ok && found.value !== undefined) {
    const { judgeMs, images } = found.value.end;
    store.setState({ msPerImage: judgeMs / Math.max(1, images) });
  }
  return found;
}

/** Whether the promise is broken by these scores. */
function isBroken({ store, evaluation }: Request, items: readonly StressedItem[]): boolean {
  const { threshold = Infinity } = evaluation.store.getState();
  const { falseAlarms } = stressFigures(items, threshold);
  return promiseState(falseAlarms, promiseFor(store.getState(), evaluation.store.getState())) === 'broken';
}

async function climb(request: Request): Promise<Outcome<unknown>> {
  const { store } = request;
  for (const [ladder, { name, levels }] of ladders.entries()) {
    for (const level of levels) {
      store.setState({ status: 'sweeping' });
      const found = await judge(request, only(name, level));
      if (!found.ok || found.value === undefined) return found;
      const { items } = found.value;
      store.setState(({ swept }) => ({ swept: [...swept, { ladder, level, items }] }));
      if (isBroken(request, items)) break;
    }
  }
  store.setState({ isSwept: true });
  return success(true);
}

async function plant(request: Request, share: number): Promise<Outcome<unknown>> {
  const { lab, store, dataset, results, isNewest } = request;
  await lab.load(dataset);
  if (!isNewest()) return success(undefined);
  const outcome = await lab.trainDirty(plantedIn(results.config), share, (events) => {
    if (!isNewest()) return;
    for (const event of events)
      if (event.type === 'bank') store.setState({ done: event.done, total: event.total });
  });
  if (outcome.ok && outcome.value !== undefined && isNewest()) {
    const isStandIn = needsTraining(results.config);
    store.setState({ dirty: { share, isStandIn, outcome: outcome.value } });
  }
  return outcome;
}

type Work = (request: Request) => Promise<Outcome<unknown>>;

/** One piece of work after another: a newer one ends an older one. */
function createRequests(options: StressOptions) {
  const { store, lab, evaluation } = options;
  /** Counts requests. */
  let newest = 0;
  return {
    /** What is said once the work has ended, unless a newer one has begun. */
    start(status: StressState['status'], work: Work): void {
      const mine = ++newest;
      const isNewest = () => mine === newest;
      store.setState({ status, done: 0, total: 0, problem: undefined });
      const end = (outcome: Outcome<unknown>) => {
        if (!isNewest()) return;
        if (!outcome.ok) store.setState({ status: 'failed', problem: outcome.problem });
        else store.setState({ status: outcome.value === undefined ? 'stopped' : 'idle' });
      };
      const ground = groundOf(evaluation);
      if (ground.ok)
        work({ ...options, ...ground.value, isNewest }).then(end, (error: unknown) => {
          end(failure(asProblem(error)));
        });
      else end(ground);
    },
    stop(): void {
      newest++;
      if (!isStressing(store.getState())) return;
      store.setState({ status: 'stopped' });
      lab.stop().catch(() => undefined); // a thread that has died has nothing to stop
    },
  };
}

export function createStressTest(options: StressOptions): StressTest {
  const { store, evaluation, later, onLeave } = options;
  const requests = createRequests(options);
  const seen: Seen = { results: undefined };
  let callOff: () => void = () => undefined;

  const start: typeof requests.start = (status, work) => {
    callOff();
    requests.start(status, work);
  };
  function stop(): void {
    callOff();
    requests.stop();
  }
  const checked =
    (work: Work): Work =>
    async (request) => {
      const same = await check(request, seen);
      return same.ok && same.value === true ? work(request) : same;
    };

  evaluation.store.subscribe((state, before) => {
    if (state.results === before.results) return;
    stop();
    store.setState({ ...initialStress, promise: store.getState().promise });
  });
  onLeave(stop);

  return {
    stop,
    follow() {
      callOff();
      if (areNeutral(store.getState().disturbance)) {
        stop();
        store.setState({ status: 'idle', items: [], picture: undefined });
        return;
      }
      callOff = later(() => {
        start('judging', checked(judgeDisturbed));
      }, restMs);
    },
    sweep() {
      store.setState({ swept: [], isSwept: false });
      start('sweeping', checked(climb));
    },
    plant(share) {
      start('planting', (request) => plant(request, share));
    },
  };
}
