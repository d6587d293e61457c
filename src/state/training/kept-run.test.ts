import { describe, expect, it } from 'vitest';
import { success } from '../../core/result.ts';
import type { OpenedRun } from '../../worker/bridge/contract-lab.ts';
import { createKeptRunStage, offeredRun } from './kept-run.ts';
import type { KeptRun } from '../../worker/bridge/contract-data.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import { fakeData } from '../testing/fake-data.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, datasetOf, device, openDataset, settled, stepEvent } from '../testing/fakes.ts';
import { createTrainingStage } from './training.ts';
import { isUnsaved } from '../frame/unsaved.ts';

const nut = datasetOf();

const run: KeptRun = {
  id: nut.fingerprint,
  dataset: 'nut',
  step: 2,
  total: 4,
  width: 'quarter',
  seed: 1,
  bytes: 1000,
  savedAt: 5,
};

function createBench() {
  const lab = fakeLab();
  const data = fakeData();
  const opened = openDataset(nut);
  const experiment = anExperiment('steps=4');
  const timers: (() => void)[] = [];
  const later = (work: () => void) => {
    timers.push(work);
    return () => void timers.splice(0, timers.length, ...timers.filter((one) => one !== work));
  };
  const pass = () => {
    timers.splice(0).forEach((work) => {
      work();
    });
  };
  const training = createTrainingStage({ lab: lab.client, dataset: opened.stage, experiment });
  const stage = createKeptRunStage({
    data: data.client,
    lab: lab.client,
    dataset: opened.stage,
    training,
    later,
    leaveReplay: () => undefined,
  });
  const offered = () =>
    offeredRun(
      stage.store.getState(),
      training.store.getState(),
      opened.stage.store.getState().dataset?.fingerprint,
    );
  const list = async (runs: readonly KeptRun[]) => {
    void stage.refresh();
    await settled();
    data.runLists.calls.at(-1)?.resolve({ runs, broken: 0, newer: 0 });
    await settled();
  };
  return { lab, data, opened, experiment, training, stage, offered, list, pass };
}

type Bench = ReturnType<typeof createBench>;

function openedRun({ experiment }: Bench, changes: Partial<OpenedRun> = {}): OpenedRun {
  const events: LabEvent[] = [
    { type: 'started', experiment: experiment.store.getState().experiment, dataset: nut, device },
    stepEvent(1),
    { type: 'rate-changed', step: 1, factor: 0.5 },
    stepEvent(2),
    { type: 'paused', step: 2 },
    { type: 'trained', steps: 2, elapsedMs: 200, reason: 'stopped' },
  ];
  return { events: events as OpenedRun['events'], step: 2, total: 4, best: undefined, device, ...changes };
}

describe('a kept training', () => {
  it('is offered with its own images alone', async () => {
    const bench = createBench();
    await bench.list([run]);
    expect(bench.offered()).toEqual(run);
    bench.opened.open(datasetOf({ name: 'bolt' }));
    expect(bench.offered()).toBeUndefined();
  });

  it('is looked for when other images are opened, and when a training has ended', () => {
    const bench = createBench();
    bench.opened.open(datasetOf({ name: 'bolt' }));
    expect(bench.data.runLists.calls).toHaveLength(1);
    bench.training.store.setState({ status: 'running' });
    bench.training.store.setState({ status: 'done' });
    expect(bench.data.runLists.calls).toHaveLength(2);
  });

  it('is resumed with its curves, its changes and its rate, to the steps it was on its way to', async () => {
    const bench = createBench();
    await bench.list([run]);
    const resumed = bench.stage.resume(run.id);
    await settled();
    bench.lab.loads.calls.at(-1)?.resolve(undefined);
    await settled();
    bench.lab.openings.calls[0]?.resolve(success(openedRun(bench)));
    await settled();
    const [call] = bench.lab.continuations.calls;
    expect(call?.args.slice(0, 2)).toEqual([4, 0.5]);
    expect(bench.offered()).toBeUndefined();
    call?.args[2]([
      { type: 'continued', step: 2, steps: 4, device },
      stepEvent(3),
      { type: 'kept', step: 3 },
    ]);
    const { steps, status, changes, keptStep } = bench.training.store.getState();
    expect([status, keptStep, steps.map(({ step }) => step)]).toEqual(['running', 3, [1, 2, 3]]);
    expect(changes).toEqual([
      { type: 'rate-changed', step: 1, factor: 0.5 },
      { type: 'continued', step: 2, steps: 4 },
    ]);
    call?.resolve(success({ steps: 4, reason: 'completed', best: { step: 3, heldOutAuroc: 0.9 } }));
    await resumed;
    expect(bench.training.store.getState()).toMatchObject({ status: 'done', best: { step: 3 }, total: 4 });
  });

  it('is opened as it is, and then no longer offered', async () => {
    const bench = createBench();
    await bench.list([run]);
    const opening = bench.stage.open(run.id);
    await settled();
    bench.lab.loads.calls.at(-1)?.resolve(undefined);
    await settled();
    bench.lab.openings.calls[0]?.resolve(success(openedRun(bench)));
    await opening;
    expect(bench.training.store.getState()).toMatchObject({ status: 'done', total: 4, planned: 4 });
    expect(bench.lab.continuations.calls).toHaveLength(0);
    expect(bench.offered()).toBeUndefined();
  });

  it('that is gone, or in use, says so, and leaves what is there', async () => {
    const bench = createBench();
    await bench.list([run]);
    const opening = bench.stage.open(run.id);
    await settled();
    bench.lab.loads.calls.at(-1)?.resolve(undefined);
    await settled();
    bench.lab.openings.calls[0]?.resolve(success(undefined));
    await settled();
    bench.data.runLists.calls.at(-1)?.resolve({ runs: [], broken: 0, newer: 0 });
    await opening;
    expect(bench.stage.store.getState()).toMatchObject({ runs: [], problem: { kind: 'gone' } });
    expect(bench.training.store.getState().status).toBe('idle');
    await bench.list([run]);
    bench.stage.discard(run.id);
    expect(bench.stage.store.getState().problem).toBeUndefined();
    bench.pass();
    bench.data.runRemovals.calls[0]?.resolve(false);
    await settled();
    bench.data.runLists.calls.at(-1)?.resolve({ runs: [run], broken: 0, newer: 0 });
    await settled();
    expect(bench.stage.store.getState().problem).toEqual({ kind: 'in-use' });
    expect(bench.offered()).toEqual(run);
  });
});

describe('kept trainings that cannot be read', () => {
  it('are counted, and taken away when that is asked for', async () => {
    const { stage, data } = createBench();
    const refreshing = stage.refresh();
    await settled();
    data.runLists.calls.at(-1)?.resolve({ runs: [run], broken: 2, newer: 1 });
    await refreshing;
    expect(stage.store.getState()).toMatchObject({ runs: [run], broken: 2, newer: 1 });
    const removing = stage.removeBroken();
    data.brokenRemovals.calls[0]?.resolve();
    await settled();
    data.runLists.calls.at(-1)?.resolve({ runs: [run], broken: 0, newer: 1 });
    await removing;
    expect(stage.store.getState()).toMatchObject({ broken: 0, newer: 1, problem: undefined });
    const failing = stage.removeBroken();
    data.brokenRemovals.calls[1]?.reject(new Error('held'));
    await settled();
    data.runLists.calls.at(-1)?.resolve({ runs: [run], broken: 0, newer: 1 });
    await failing;
    expect(stage.store.getState().problem).toEqual({ kind: 'unexpected', detail: 'held' });
  });
});

describe('a kept training that is deleted', () => {
  const listed = ({ stage }: Bench) => stage.store.getState().runs;
  const removals = ({ data }: Bench) => data.runRemovals.calls.map(({ args }) => args);

  it('is hidden at once, comes back when that is undone, and goes for good after a while', async () => {
    const bench = createBench();
    await bench.list([run]);
    bench.stage.discard(run.id);
    expect([bench.offered(), listed(bench)]).toEqual([undefined, []]);
    bench.stage.undoDiscard();
    bench.pass();
    expect([bench.offered(), removals(bench)]).toEqual([run, []]);
    bench.stage.discard(run.id);
    await bench.list([run]); // it is still there, and stays hidden
    expect([listed(bench), removals(bench)]).toEqual([[], []]);
    bench.pass();
    expect(removals(bench)).toEqual([[run.id, run.savedAt]]);
  });

  it('goes at once when another one is deleted', async () => {
    const bench = createBench();
    const other = { ...run, id: 'other' };
    await bench.list([run, other]);
    bench.stage.discard(run.id);
    bench.stage.discard(other.id);
    expect(removals(bench)).toEqual([[run.id, run.savedAt]]);
    expect(bench.stage.store.getState()).toMatchObject({ leaving: other, runs: [] });
    bench.stage.undoDiscard();
    expect(listed(bench)).toEqual([other]);
  });

  it('waits while its images are trained on, and hides nothing that has taken its place', async () => {
    const bench = createBench();
    await bench.list([run]);
    bench.stage.discard(run.id);
    bench.training.store.setState({ status: 'running', dataset: nut });
    bench.pass();
    expect(removals(bench)).toEqual([]);
    const newer = { ...run, step: 4, savedAt: 6 };
    bench.training.store.setState({ status: 'done' });
    bench.data.runLists.calls.at(-1)?.resolve({ runs: [newer], broken: 0, newer: 0 });
    await settled();
    expect(listed(bench)).toEqual([newer]);
    expect(bench.stage.store.getState().leaving).toBeUndefined();
    bench.pass();
    expect(removals(bench)).toEqual([]);
  });
});

describe('leaving the page', () => {
  const replay = { store: { getState: () => ({ run: undefined, events: [], at: 0 }) } } as never;
  const unsaved = ({ opened, training }: Bench) => isUnsaved({ dataset: opened.stage, training, replay });

  it('loses nothing where there is nothing, or all is kept', () => {
    const bench = createBench();
    expect(unsaved(bench)).toBe(false);
    const steps = [stepEvent(1), stepEvent(200)];
    bench.training.store.setState({ status: 'done', steps, keptStep: 200 });
    expect(unsaved(bench)).toBe(false);
  });

  it('loses a training of more than some seconds that is not kept', () => {
    const bench = createBench();
    const steps = [stepEvent(1), stepEvent(50), stepEvent(200)]; // 100 ms each
    bench.training.store.setState({ status: 'running', steps, keptStep: 50 });
    expect(unsaved(bench)).toBe(true);
    bench.training.store.setState({ status: 'done', keptStep: undefined });
    expect(unsaved(bench)).toBe(true);
    bench.training.store.setState({ steps: steps.slice(0, 2) });
    expect(unsaved(bench)).toBe(false);
  });

  it('loses an import that is under way', () => {
    const bench = createBench();
    bench.opened.stage.store.setState({ status: 'loading' });
    expect(unsaved(bench)).toBe(false); // a built-in category, or one that is stored
    bench.opened.stage.store.setState({ mapping: { isOpened: true } as never });
    expect(unsaved(bench)).toBe(true);
  });
});
