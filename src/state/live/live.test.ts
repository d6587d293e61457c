import { describe, expect, it } from 'vitest';
import { failure, success } from '../../core/result.ts';
import { leastNormals, type LiveEnd } from '../../core/run/live.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, datasetOf, manualLater, openDataset, scored, settled } from '../testing/fakes.ts';
import { trailLength } from './follow.ts';
import { createLiveStage } from './live-stage.ts';

const end: LiveEnd = {
  elapsedMs: 5,
  normals: { used: 4, total: 4 },
  tests: { used: 2, total: 2 },
  statistic: undefined,
  pseudo: { asked: 2, used: 2, rejected: 0, unseen: 0 },
};

function start(dataset = datasetOf({ train: 4 })) {
  const { stage: datasetStage, open } = openDataset(dataset);
  const lab = fakeLab();
  const experiment = anExperiment();
  const timer = manualLater();
  const listeners: (() => void)[] = [];
  let isBusy = false;
  const live = createLiveStage({
    lab: lab.client,
    dataset: datasetStage,
    experiment,
    later: timer.later,
    isBusy: () => isBusy,
    onWork: (listener) => listeners.push(listener),
  });
  const state = () => live.store.getState();
  const settle = async () => {
    for (let i = 0; i < 5; i++) await settled();
  };
  return {
    live,
    lab,
    experiment,
    timer,
    open,
    state,
    settle,
    setBusy(value: boolean) {
      isBusy = value;
      for (const listener of listeners) listener();
    },
    async switchOn() {
      live.switchOn(true);
      await settle();
      while (state().status === 'waiting' && !isBusy) await settled(); // what follows the knobs is loaded
      lab.loads.calls.at(-1)?.resolve();
      await settle();
    },
    /** Moves a knob and lets it rest. */
    async move(degrees: number) {
      experiment.set('rotation', [0, degrees]);
      timer.pass();
      await settle();
      lab.loads.calls.at(-1)?.resolve();
      await settle();
    },
    /** Answers a call to the lab, by default the last. */
    async answer(defective: number, call = lab.lives.calls.length - 1) {
      const { args, resolve } = lab.lives.calls[call]!;
      const items = [scored(0, 0.5), scored(1, defective)];
      args[2]([{ type: 'live-held-out', signal: { auroc: 0.75, normals: 2, pseudo: 2 } }]);
      args[2]([{ type: 'live-scored', items, total: 2 }]);
      resolve(success(end));
      await settle();
    },
  };
}

describe('Live', () => {
  it('asks for nothing while it is off, and for the current setting once it is on', async () => {
    const bench = start();
    bench.experiment.set('rotation', [0, 9]);
    expect(bench.lab.lives.calls).toHaveLength(0);
    await bench.switchOn();
    expect(bench.state()).toMatchObject({ isOn: true, status: 'working' });
    const [experiment, , report] = bench.lab.lives.calls[0]!.args;
    expect(experiment.rotation).toEqual([0, 9]);
    report([{ type: 'live-progress', phase: 'head', done: 3, total: 60 }]);
    expect(bench.state().progress).toMatchObject({ phase: 'head', done: 3 });
    report([{ type: 'live-scored', items: [scored(1, 0.9)], total: 2 }]);
    expect(bench.state()).toMatchObject({
      partial: { items: [{ score: 0.9 }] },
      progress: { phase: 'tests' },
    });
  });

  it('waits until the knobs rest, and drops what comes of an older setting', async () => {
    const bench = start();
    await bench.switchOn();
    for (const degrees of [10, 20, 30]) bench.experiment.set('rotation', [0, degrees]);
    expect(bench.lab.lives.calls).toHaveLength(1);
    await bench.move(40);
    expect(bench.lab.lives.calls).toHaveLength(2);
    await bench.answer(0.1, 0); // stale
    expect(bench.state()).toMatchObject({ status: 'working', trail: [], shown: undefined });
    await bench.answer(0.9);
    expect(bench.state().trail).toHaveLength(1);
    expect(bench.state()).toMatchObject({
      status: 'ready',
      partial: undefined,
      shown: { number: 1, auroc: 1, signal: { auroc: 0.75 }, experiment: { rotation: [0, 40] } },
    });
  });

  it('ignores knobs that no pseudo-anomaly depends on', async () => {
    const bench = start();
    await bench.switchOn();
    bench.experiment.set('steps', 55);
    expect(bench.timer.rests()).toEqual([]);
  });

  it('remembers the last settings, and goes back to one without work', async () => {
    const bench = start();
    await bench.switchOn();
    await bench.answer(0.9);
    for (let i = 1; i <= trailLength; i++) {
      await bench.move(i);
      await bench.answer(0.1 * (i % 3));
    }
    const { trail } = bench.state();
    expect(trail.map(({ number }) => number)).toEqual(Array.from({ length: trailLength }, (_, i) => i + 2));
    expect(trail[0]).toMatchObject({ auroc: 0, experiment: { rotation: [0, 1] } });
    bench.live.goBack(trail[4]!);
    await bench.settle();
    bench.timer.pass();
    expect(bench.experiment.store.getState().experiment.rotation).toEqual([0, 5]);
    expect(bench.state()).toMatchObject({ status: 'ready', shown: { number: 6 } });
    expect(bench.lab.lives.calls).toHaveLength(1 + trailLength);
    expect(bench.state().trail).toEqual(trail);
  });

  it('waits for other work, and asks again where other work ended its own', async () => {
    const bench = start();
    bench.setBusy(true);
    await bench.switchOn();
    expect(bench.state().status).toBe('waiting');
    bench.setBusy(false);
    bench.timer.pass();
    await bench.settle();
    bench.lab.loads.calls[0]!.resolve();
    await bench.settle();
    bench.setBusy(true);
    bench.lab.lives.calls[0]!.resolve(success(undefined));
    await bench.settle();
    expect(bench.state().status).toBe('waiting');
    bench.timer.pass();
    expect(bench.state().status).toBe('waiting');
    bench.setBusy(false);
    bench.timer.pass();
    await bench.settle();
    bench.lab.loads.calls[1]!.resolve();
    await bench.settle();
    expect(bench.lab.lives.calls).toHaveLength(2);
  });

  it('ends its work when it is switched off, and shows nothing of it', async () => {
    const bench = start();
    await bench.switchOn();
    bench.live.switchOn(false);
    await bench.settle();
    expect(bench.lab.stops.calls).toHaveLength(1);
    await bench.answer(0.9);
    expect(bench.state()).toMatchObject({ isOn: false, shown: undefined, trail: [] });
  });

  it('asks for glances while the overview is in view, with a trail of their own', async () => {
    const bench = start();
    bench.live.watch(true);
    await bench.settle();
    while (bench.state().status === 'waiting') await settled();
    bench.lab.loads.calls.at(-1)?.resolve();
    await bench.settle();
    const { args } = bench.lab.lives.calls[0]!;
    expect(args[1]).toBe('glance');
    const points = Float32Array.of(0, 0, 1, 0);
    const picture = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
    args[2]([{ type: 'live-places', places: [{ kind: 'normal', picture }] }]);
    args[2]([{ type: 'live-look', look: { step: 1, total: 2, points } }]);
    args[2]([{ type: 'live-look', look: { step: 2, total: 2, points } }]);
    await bench.answer(0.9);
    expect(bench.state()).toMatchObject({ depth: 'glance', shown: { looks: [{ step: 1 }, { step: 2 }] } });

    bench.live.watch(false);
    await bench.settle();
    bench.experiment.set('rotation', [0, 12]);
    bench.timer.pass();
    await bench.settle();
    expect(bench.lab.lives.calls).toHaveLength(1);

    await bench.switchOn();
    expect(bench.lab.lives.calls.at(-1)!.args[1]).toBe('full');
    expect(bench.state()).toMatchObject({ depth: 'full', shown: undefined, trail: [] });
    bench.live.watch(true);
    await bench.settle();
    expect(bench.state()).toMatchObject({ depth: 'glance', trail: [{ number: 1 }] });
  });

  it('begins a new trail with other images', async () => {
    const bench = start();
    await bench.switchOn();
    await bench.answer(0.9);
    bench.open(datasetOf({ name: 'other', train: 5 }));
    await bench.settle();
    expect(bench.state()).toMatchObject({ status: 'working', shown: undefined, trail: [] });
    expect(bench.lab.loads.calls.at(-1)!.args[0].name).toBe('other');
  });

  it('has no AUROC without test images of both classes', async () => {
    const bench = start(datasetOf({ train: 4, test: 0 }));
    await bench.switchOn();
    const { args, resolve } = bench.lab.lives.calls[0]!;
    args[2]([{ type: 'live-scored', items: [scored(1, 1)], total: 1 }]);
    resolve(success({ ...end, tests: { used: 0, total: 0 } }));
    await bench.settle();
    expect(bench.state().shown).toMatchObject({ auroc: undefined, items: [{ label: 1 }] });
  });

  it('says what is missing, and answers again on request', async () => {
    const few = start(datasetOf({ train: leastNormals - 1 }));
    await few.switchOn();
    expect(few.state()).toMatchObject({ status: 'failed', problem: { kind: 'few-normals', got: 3 } });
    expect(few.lab.loads.calls).toHaveLength(0);

    const bench = start();
    await bench.switchOn();
    bench.lab.lives.calls[0]!.resolve(failure({ kind: 'no-backbone', detail: 'status 404' }));
    await bench.settle();
    expect(bench.state()).toMatchObject({ status: 'failed', problem: { kind: 'no-backbone' } });
    bench.live.retry();
    await bench.settle();
    bench.lab.loads.calls[1]!.resolve();
    await bench.settle();
    bench.lab.lives.calls[1]!.reject(new Error('the thread died'));
    await bench.settle();
    expect(bench.state()).toMatchObject({ status: 'failed', problem: { kind: 'unexpected' } });
  });
});
