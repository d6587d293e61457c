/** Works through the cells of a benchmark, one after another, by stages of its own on threads of its own. */
import type { StoreApi } from 'zustand/vanilla';
import { needsTraining } from '../../../core/experiment/relevance.ts';
import { messageOf } from '../../../core/message-of.ts';
import { methodCode, type PlanCell } from '../../../core/run/plan/plan.ts';
import type { BenchmarkOptions, BenchmarkState, BenchmarkWork, CellState } from './benchmark-stage.ts';
import { freshCells, fromKept, toKept } from './kept-benchmark.ts';
import { createOwnStages, runCell, type CellOutcome, type OwnStages } from './run-cell.ts';

type Store = StoreApi<BenchmarkState>;

/** Training obeys a rest at once, wherever it comes from. */
function followRest(store: Store, { training }: OwnStages): void {
  const obey = () => {
    const { rest, isRunning } = store.getState();
    const { status } = training.store.getState();
    if (rest !== undefined && status === 'running') training.pause();
    if (rest === undefined && isRunning && status === 'paused') training.resume();
  };
  training.store.subscribe(({ steps, total }) => {
    store.setState({ share: total === 0 ? 0 : (steps.at(-1)?.step ?? 0) / total });
    obey();
  });
  store.subscribe((state, before) => {
    if (state.rest !== before.rest) obey();
  });
}

/** Resolves once the state is so. */
function when(store: Store, isSo: (state: BenchmarkState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let end: () => void = () => undefined;
    const look = () => {
      if (!isSo(store.getState())) return;
      end();
      resolve();
    };
    end = store.subscribe(look);
    look();
  });
}

/** Why the state that is kept is older than what is seen. */
const unkept = (error: unknown): Partial<BenchmarkState> => ({
  problem: { kind: 'unkept', detail: messageOf(error) },
});

function createKeeping(store: Store, { archive }: BenchmarkOptions) {
  let isLoaded = false;
  return {
    keep: async () => {
      try {
        await archive.write(toKept(store.getState()));
      } catch (error) {
        store.setState(unkept(error));
      }
    },
    load: async () => {
      if (isLoaded) return;
      isLoaded = true;
      const kept = await archive.read().then(fromKept, (error: unknown) => {
        store.setState(unkept(error));
        return undefined;
      });
      if (kept !== undefined && store.getState().plan === undefined) store.setState(kept);
    },
  };
}

interface CellTools {
  readonly stages: () => OwnStages;
  readonly keep: () => Promise<void>;
  readonly today: () => number;
}

/** Runs one cell and writes down what it came to, unless it was called off. */
async function performCell(
  store: Store,
  cell: PlanCell,
  isCalledOff: () => boolean,
  { stages, keep, today }: CellTools,
): Promise<void> {
  const { name, experiment } = cell;
  const setCell = (state: CellState) => {
    store.setState(({ states }) => ({ states: new Map(states).set(name, state) }));
  };
  const began = today();
  setCell({ kind: 'running' });
  store.setState({ share: 0 });
  const found = await runCell(cell, stages(), isCalledOff).catch((error: unknown): CellOutcome => ({
    kind: 'failed',
    problem: { of: 'run', problem: { kind: 'unexpected', detail: messageOf(error) } },
  }));
  if (needsTraining(experiment) || found.kind === 'failed') stages().renew();
  if (isCalledOff()) return;
  const ms = today() - began;
  if (found.kind !== 'done') setCell(found);
  else {
    setCell({ ...found, ms });
    const measured = { method: methodCode(experiment), ms };
    store.setState((state) => ({ measured: [...state.measured, measured] }));
  }
  await keep();
}

function createQueue(store: Store, options: BenchmarkOptions) {
  const { archive, today } = options;
  const { keep, load } = createKeeping(store, options);
  let own: OwnStages | undefined;
  /** Changes with each plan: what belongs to another one is nobody's result. */
  let round = 0;

  const stages = () => {
    if (own === undefined) {
      own = createOwnStages(options);
      followRest(store, own);
    }
    return own;
  };

  async function work(): Promise<void> {
    const mine = round;
    const isCalledOff = () => round !== mine;
    for (;;) {
      await when(store, ({ rest }) => rest === undefined);
      const { cells, states } = store.getState();
      const next = cells.find(({ name }) => states.get(name)?.kind === 'waiting');
      if (next === undefined || isCalledOff()) return;
      await performCell(store, next, isCalledOff, { stages, keep, today });
    }
  }

  return {
    keep,
    load,
    /** Works through what waits, unless some tab is at it. */
    async run(): Promise<void> {
      if (store.getState().isRunning) return;
      const rest = options.isBusy() ? ('makes-way' as const) : undefined;
      store.setState({ isRunning: true, problem: undefined, rest });
      try {
        if (!(await archive.alone(work))) store.setState({ problem: { kind: 'other-tab' } });
      } finally {
        store.setState({ isRunning: false, rest: undefined, share: 0 });
      }
    },
    /** Ends the current cell, whose plan goes. */
    async callOff(): Promise<void> {
      round++;
      store.setState({ rest: undefined });
      own?.training.stop();
      own?.evaluation.stop();
      own?.dataset.cancel();
      await when(store, ({ isRunning }) => !isRunning);
    },
  };
}

export function createBenchmarkWork(store: Store, options: BenchmarkOptions): BenchmarkWork {
  const queue = createQueue(store, options);
  options.onWork(() => {
    const { isRunning, rest } = store.getState();
    if (!isRunning || rest === 'asked') return;
    const wanted = options.isBusy() ? 'makes-way' : undefined;
    if (wanted !== rest) store.setState({ rest: wanted });
  });
  return {
    load: queue.load,
    async start(plan) {
      await queue.load();
      await queue.callOff();
      store.setState({ plan, ...freshCells(plan), problem: undefined });
      await queue.keep();
      await queue.run();
    },
    pause() {
      if (store.getState().isRunning) store.setState({ rest: 'asked' });
      return Promise.resolve();
    },
    async resume() {
      if (store.getState().isRunning) store.setState({ rest: options.isBusy() ? 'makes-way' : undefined });
      else await queue.run();
    },
    async retry() {
      store.setState(({ states }) => ({
        states: new Map(
          [...states].map(([name, state]) => [name, state.kind === 'failed' ? { kind: 'waiting' } : state]),
        ),
      }));
      await queue.run();
    },
    async remove() {
      await queue.callOff();
      store.setState({ plan: undefined, cells: [], states: new Map(), problem: undefined });
      await queue.keep();
    },
  };
}
