import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../../core/experiment/experiment.ts';
import { failure, success } from '../../../core/result.ts';
import type { RunProblem } from '../../../core/run/events.ts';
import type { Plan } from '../../../core/run/plan/plan.ts';
import type { LabClient } from '../../../worker/bridge/client-lab.ts';
import { fakeData } from '../../testing/fake-data.ts';
import { fakeLab } from '../../testing/fake-lab.ts';
import {
  datasetOf,
  device,
  fakeArchive,
  manualLater,
  scored,
  settled,
  stepEvent,
} from '../../testing/fakes.ts';
import { createRunsStage } from '../runs.ts';
import { createBenchmarkStage } from './benchmark.ts';
import type { BenchmarkArchive, KeptBenchmark } from './benchmark-stage.ts';

const plan: Plan = {
  detectors: [
    { ...defaultExperiment, detector: 'patchcore' },
    { ...defaultExperiment, detector: 'contrastive', steps: 2 },
  ],
  categories: [{ name: 'hex-nut' }, { name: 'bottle', fingerprint: 'print of bottle' }],
  seeds: [1, 2],
};

/** What a tab leaves behind. */
function fakeBenchmarkArchive(): BenchmarkArchive & {
  kept: KeptBenchmark | undefined;
  isElsewhere: boolean;
} {
  const archive: BenchmarkArchive & { kept: KeptBenchmark | undefined; isElsewhere: boolean } = {
    kept: undefined,
    isElsewhere: false,
    read: () => Promise.resolve(archive.kept),
    write: (kept) => {
      archive.kept = structuredClone(kept);
      return Promise.resolve();
    },
    alone: async (work) => {
      if (archive.isElsewhere) return false;
      await work();
      return true;
    },
  };
  return archive;
}

interface Given {
  readonly archive?: ReturnType<typeof fakeBenchmarkArchive>;
  readonly runs?: ReturnType<typeof fakeArchive>;
  /** Why a cell fails; asked before each evaluation. */
  readonly refuse?: (experiment: Experiment, dataset: string) => RunProblem | undefined;
  /** Waits in the middle of every evaluation. */
  readonly until?: () => Promise<void>;
  /** When the tab opens. */
  readonly at?: number;
}

/** A tab whose background lab answers at once. */
function tab({
  archive = fakeBenchmarkArchive(),
  runs: kept = fakeArchive(),
  refuse,
  until,
  at = 0,
}: Given = {}) {
  const log: string[] = [];
  const data = fakeData().client;
  const lab = fakeLab();
  let dataset = '';
  let ends = 0;
  const client: LabClient = {
    ...lab.client,
    describeDevice: () => Promise.resolve(device),
    load: (images) => {
      dataset = images.name;
      return Promise.resolve();
    },
    train: (experiment, report) => {
      log.push(`train ${dataset} ${experiment.seed}`);
      report([
        { type: 'started', experiment, dataset: datasetOf({ name: dataset }), device },
        stepEvent(1),
        stepEvent(2),
      ]);
      return Promise.resolve(success({ steps: 2, reason: 'completed' }));
    },
    evaluate: async (experiment, report) => {
      log.push(`${experiment.detector} ${dataset} ${experiment.seed}`);
      await until?.();
      const problem = refuse?.(experiment, dataset);
      if (problem !== undefined) return failure(problem);
      report([{ type: 'scored', items: [scored(0, 0.1), scored(1, 0.9)], done: 2, total: 2 }]);
      return success({ scored: 2, reason: 'completed' });
    },
    journal: () => Promise.resolve([{ type: 'evaluation-started', total: 2 }]),
    end: () => {
      ends++;
    },
  };
  const stored = { ...datasetOf({ name: 'bottle' }), id: 'b1', bytes: 1, savedAt: 1 } as never;
  const background = {
    lab: client,
    data: {
      ...data,
      drawSample: (name: string) => Promise.resolve(datasetOf({ name, origin: 'sample' })),
      listStored: () =>
        Promise.resolve({ obstacle: undefined, datasets: [stored], interrupted: [], unreadable: [] }),
      openStored: () =>
        Promise.resolve(
          success({ dataset: datasetOf({ name: 'bottle' }), preparation: {} as never, leftOut: [] }),
        ),
    },
  };
  let now = at;
  let isBusy = false;
  const listeners: (() => void)[] = [];
  const runs = createRunsStage({ archive: kept, later: manualLater().later, today: () => now });
  const benchmark = createBenchmarkStage({
    background: () => background,
    archive,
    runs,
    isBusy: () => isBusy,
    onWork: (listener) => {
      listeners.push(listener);
    },
    app: 'kizu test',
    today: () => (now += 10),
  });
  const kinds = () => [...benchmark.store.getState().states.values()].map(({ kind }) => kind);
  return {
    benchmark,
    log,
    kinds,
    archive,
    ends: () => ends,
    runs: () => runs.store.getState().records,
    work: (isUnderWay: boolean) => {
      isBusy = isUnderWay;
      for (const listener of listeners) listener();
    },
  };
}

describe('a benchmark', () => {
  it('runs every cell on its images, and each becomes a run', async () => {
    const { benchmark, log, kinds, runs } = tab();
    await benchmark.start(plan);
    expect(log).toEqual([
      'patchcore hex-nut 1',
      'patchcore hex-nut 2',
      'patchcore bottle 1',
      'patchcore bottle 2',
      'train hex-nut 1',
      'contrastive hex-nut 1',
      'train hex-nut 2',
      'contrastive hex-nut 2',
      'train bottle 1',
      'contrastive bottle 1',
      'train bottle 2',
      'contrastive bottle 2',
    ]);
    expect(kinds()).toEqual(Array.from({ length: 8 }, () => 'done'));
    expect(runs()).toHaveLength(8);
    expect(benchmark.store.getState()).toMatchObject({ isRunning: false, problem: undefined });
  });

  it('hands no network on from one cell to the next', async () => {
    const { benchmark, ends } = tab();
    await benchmark.start({ ...plan, categories: [{ name: 'hex-nut' }], seeds: [1] });
    expect(ends()).toBe(1); // after the one that trained
  });

  it('keeps the reason of a cell that fails, goes on with the rest, and tries it again when asked', async () => {
    let isFull = true;
    const problem = { kind: 'out-of-memory', detail: 'no room' } as const;
    const { benchmark, kinds, runs } = tab({
      refuse: ({ seed }, dataset) => (isFull && dataset === 'bottle' && seed === 1 ? problem : undefined),
    });
    await benchmark.start({ ...plan, detectors: plan.detectors.slice(0, 1) });
    expect(kinds()).toEqual(['done', 'done', 'failed', 'done']);
    expect([...benchmark.store.getState().states.values()][2]).toEqual({
      kind: 'failed',
      problem: { of: 'run', problem },
    });
    isFull = false;
    await benchmark.retry();
    expect(kinds()).toEqual(['done', 'done', 'done', 'done']);
    expect(runs()).toHaveLength(4);
  });

  it('says which images are not on this device any more', async () => {
    const { benchmark } = tab();
    const gone = { name: 'pill', fingerprint: 'print of pill' };
    await benchmark.start({ ...plan, categories: [gone], seeds: [1], detectors: plan.detectors.slice(0, 1) });
    expect([...benchmark.store.getState().states.values()]).toEqual([
      { kind: 'failed', problem: { of: 'images', problem: { kind: 'not-stored' } } },
    ]);
  });

  it('tries a cell once more on another device where the first was lost', async () => {
    let losses = 0;
    const lost = { kind: 'device-lost', reason: 'driver' } as const;
    const { benchmark, kinds } = tab({
      refuse: ({ seed }) => (seed === 1 || losses++ === 0 ? lost : undefined),
    });
    await benchmark.start({
      ...plan,
      detectors: plan.detectors.slice(0, 1),
      categories: [{ name: 'hex-nut' }],
    });
    expect(kinds()).toEqual(['failed', 'done']); // seed 1 loses every device, seed 2 one
  });

  it('goes on in another tab from where the first was closed', async () => {
    const archive = fakeBenchmarkArchive();
    const kept = fakeArchive();
    let evaluations = 0;
    const closed = () => (++evaluations <= 3 ? Promise.resolve() : new Promise<void>(() => undefined));
    const first = tab({ archive, runs: kept, until: closed });
    void first.benchmark.start(plan);
    await expect.poll(() => first.kinds()[3]).toBe('running');
    const second = tab({ archive, runs: kept, at: 1e6 });
    await second.benchmark.load();
    expect(second.kinds().slice(0, 4)).toEqual(['done', 'done', 'done', 'waiting']);
    expect(second.log).toEqual([]);
    await second.benchmark.resume();
    expect(second.log[0]).toBe('patchcore bottle 2');
    expect(new Set(second.kinds())).toEqual(new Set(['done']));
    expect(kept.runs.size).toBe(8);
  });

  it('rests when asked, and makes way for the user’s own work, between cells at the latest', async () => {
    let release: () => void = () => undefined;
    const until = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    const { benchmark, log, work } = tab({ until });
    void benchmark.start(plan);
    await expect.poll(() => log.length).toBe(1);
    await benchmark.pause();
    release();
    await settled();
    await settled();
    expect(log).toHaveLength(1);
    expect(benchmark.store.getState()).toMatchObject({ isRunning: true, rest: 'asked' });
    await benchmark.resume();
    await expect.poll(() => log.length).toBe(2);
    work(true);
    release();
    await settled();
    await settled();
    expect(log).toHaveLength(2);
    expect(benchmark.store.getState().rest).toBe('makes-way');
    work(false);
    await expect.poll(() => log.length).toBe(3);
  });

  it('does not run in two tabs at once', async () => {
    const archive = fakeBenchmarkArchive();
    archive.isElsewhere = true;
    const { benchmark, log } = tab({ archive });
    await benchmark.start(plan);
    expect(log).toEqual([]);
    expect(benchmark.store.getState()).toMatchObject({ isRunning: false, problem: { kind: 'other-tab' } });
  });

  it('is not called running where the browser refuses to begin', async () => {
    const alone = () => Promise.reject(new Error('no locks'));
    const { benchmark } = tab({ archive: Object.assign(fakeBenchmarkArchive(), { alone }) });
    await benchmark.start(plan);
    expect(benchmark.store.getState()).toMatchObject({
      isRunning: false,
      problem: { kind: 'unkept', detail: 'no locks' },
    });
  });

  it('that is kept in a way nobody can read is none; one that cannot be kept runs all the same', async () => {
    const spoilt = fakeBenchmarkArchive();
    spoilt.kept = { plan: 7 } as never;
    const other = tab({ archive: spoilt });
    await other.benchmark.load();
    expect(other.benchmark.store.getState().plan).toBeUndefined();
    const refused = () => Promise.reject(new Error('private window'));
    const { benchmark, kinds } = tab({
      archive: Object.assign(fakeBenchmarkArchive(), { read: refused, write: refused }),
    });
    await benchmark.start({ ...plan, seeds: [1], categories: [{ name: 'hex-nut' }] });
    expect(kinds()).toEqual(['done', 'done']);
    expect(benchmark.store.getState().problem).toEqual({ kind: 'unkept', detail: 'private window' });
  });
});
