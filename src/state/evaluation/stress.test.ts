import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { failure, success } from '../../core/result.ts';
import type { RunResults } from '../../core/run/results.ts';
import { ladders, noDisturbance, only } from '../../core/stress/disturbance.ts';
import { createStore } from 'zustand/vanilla';
import { fakeLab, type FakeLab } from '../testing/fake-lab.ts';
import { datasetOf, manualLater, settled } from '../testing/fakes.ts';
import { initialEvaluation, type EvaluationState } from './evaluation.ts';
import { createStressStage, type StressStage } from './stress.ts';

/** Two good images and a defective one; whatever is asked for, these are their scores. */
const items = [
  { path: 'good/0', label: 0, score: 1 },
  { path: 'good/1', label: 0, score: 2 },
  { path: 'bad/0', label: 1, score: 5 },
] as const;

const results = {
  config: { ...defaultExperiment, detector: 'patchcore' },
  evaluation: { items: items.map((item) => ({ ...item, defect: '' })) },
} as unknown as RunResults;

interface Bench {
  readonly lab: FakeLab;
  readonly stage: StressStage;
  readonly store: StressStage['store'];
  readonly evaluation: ReturnType<typeof evaluated>;
  readonly leave: () => void;
  /** Lets the sliders rest. */
  readonly rest: () => Promise<void>;
}

const evaluated = () =>
  createStore((): EvaluationState => ({
    ...initialEvaluation,
    status: 'done',
    dataset: datasetOf({}),
    results,
    threshold: 3,
  }));

/** The module of the test is loaded once, from disk. */
async function loaded(): Promise<void> {
  await import('./stress-test.ts');
  await settled();
}

function createBench(): Bench {
  const lab = fakeLab();
  const { later, pass } = manualLater();
  const evaluation = evaluated();
  let leave: () => void = () => undefined;
  const stage = createStressStage({
    ...{ lab: lab.client, later, evaluation: { store: evaluation } },
    onLeave: (listener) => {
      leave = listener;
    },
  });
  const rest = async () => {
    await loaded();
    pass();
    await settled();
  };
  return {
    ...{ lab, stage, evaluation, rest, store: stage.store },
    leave: () => {
      leave();
    },
  };
}

/** Answers what is asked for next: the images are there, and `stress` gives these scores. */
async function answer(lab: FakeLab, change: (score: number) => number = (score) => score): Promise<void> {
  lab.loads.calls.at(-1)?.resolve();
  await settled();
  const call = lab.stresses.calls.at(-1);
  const [, { images }, report] = call!.args;
  const judged = items.slice(0, images).map((item) => ({ ...item, score: change(item.score) }));
  for (const item of judged) report([{ type: 'stressed', items: [item], total: judged.length }]);
  call!.resolve(success({ fitMs: 0, judgeMs: 30, images: judged.length }));
  await settled();
}

describe('a stress test', () => {
  it('asks once the sliders rest, after a look at undisturbed images, and shows the scores as they come', async () => {
    const { lab, stage, store, rest } = createBench();
    stage.disturb(only('blur', 1));
    stage.disturb(only('blur', 2));
    await loaded();
    expect(lab.loads.calls).toHaveLength(0);
    await rest();
    await answer(lab); // undisturbed
    expect(lab.stresses.calls[0]!.args[1]).toEqual({ disturbance: noDisturbance, images: 2 });
    await answer(lab, (score) => score + 2);
    expect(lab.stresses.calls[1]!.args[1]).toMatchObject({ disturbance: only('blur', 2) });
    expect(store.getState()).toMatchObject({ status: 'idle', msPerImage: 10 });
    expect(store.getState().items.map(({ score }) => score)).toEqual([3, 4, 7]);
    expect(lab.stresses.calls).toHaveLength(2);
  });

  it('drops what comes of an older request', async () => {
    const { lab, stage, store, rest } = createBench();
    stage.disturb(only('blur', 1));
    await rest();
    await answer(lab);
    lab.loads.calls.at(-1)?.resolve();
    await settled();
    const older = lab.stresses.calls.at(-1)!;
    stage.disturb(only('blur', 2));
    await rest();
    older.args[2]([{ type: 'stressed', items: [{ ...items[0], score: 99 }], total: 3 }]);
    older.resolve(success({ fitMs: 0, judgeMs: 1, images: 3 }));
    await settled();
    expect(store.getState().items).toEqual([]);
    await answer(lab, (score) => score + 1);
    expect(store.getState().items.map(({ score }) => score)).toEqual([2, 3, 6]);
  });

  it('says that the detector has changed where undisturbed images get other scores', async () => {
    const { lab, stage, store, rest } = createBench();
    stage.disturb(only('noise', 5));
    await rest();
    await answer(lab, (score) => score * 1.01);
    expect(store.getState()).toMatchObject({ status: 'failed', problem: { kind: 'network-changed' } });
  });

  it('ends when the user leaves, and is empty once something else is evaluated', async () => {
    const { lab, stage, store, rest, leave, evaluation } = createBench();
    stage.disturb(only('blur', 1));
    await rest();
    leave();
    expect(store.getState().status).toBe('stopped');
    expect(lab.stops.calls).toHaveLength(1);
    lab.loads.calls.at(-1)?.resolve();
    await settled();
    expect(lab.stresses.calls).toHaveLength(0);
    expect(store.getState()).toMatchObject({ status: 'stopped', items: [] });
    evaluation.setState({ results: undefined });
    expect(store.getState()).toMatchObject({ status: 'idle', disturbance: undefined });
    stage.sweep();
    await settled();
    expect(store.getState()).toMatchObject({ status: 'failed', problem: { kind: 'not-evaluated' } });
  });

  it('climbs each ladder until the promise is broken for certain', async () => {
    const { lab, stage, store, rest } = createBench();
    stage.setPromise(0.1);
    stage.sweep();
    await rest();
    await answer(lab);
    await answer(lab); // the weakest level: no false alarm
    await answer(lab, (score) => score + 2); // two of two
    const [first, second] = ladders;
    expect(store.getState().swept.map(({ ladder, level }) => [ladder, level])).toEqual([
      [0, first!.levels[0]],
      [0, first!.levels[1]],
    ]);
    await answer(lab);
    expect(store.getState().swept.at(-1)).toMatchObject({ ladder: 1, level: second!.levels[0] });
    expect(store.getState()).toMatchObject({ status: 'sweeping', isSwept: false });
    stage.stop();
    await settled();
    expect(store.getState().status).toBe('stopped');
    expect(store.getState().swept).toHaveLength(3); // what was found stays
  });

  it('hides defects in a detector that is fitted in seconds, where the own one would have to be trained', async () => {
    const { lab, stage, store, evaluation } = createBench();
    const config = { ...defaultExperiment, detector: 'contrastive', seed: 7 } as const;
    evaluation.setState({ results: { ...results, config } });
    stage.plant(0.1);
    await loaded();
    lab.loads.calls.at(-1)?.resolve();
    await settled();
    const call = lab.plantings.calls.at(-1)!;
    expect(call.args[0]).toMatchObject({ detector: 'patchcore', backbone: 'mobilenet-v2', seed: 7 });
    expect(call.args[1]).toBe(0.1);
    call.args[2]([{ type: 'bank', done: 3, total: 9 }]);
    expect(store.getState()).toMatchObject({ status: 'planting', done: 3, total: 9 });
    const outcome = { tests: [], suspects: [], basis: 'left-out' } as const;
    call.resolve(success(outcome));
    await settled();
    expect(store.getState().dirty).toEqual({ share: 0.1, isStandIn: true, outcome });
    stage.plant(0.2);
    await settled();
    lab.loads.calls.at(-1)?.resolve();
    await settled();
    lab.plantings.calls.at(-1)!.resolve(failure({ kind: 'too-few-anomalies', images: 1, wanted: 2 }));
    await settled();
    expect(store.getState()).toMatchObject({ status: 'failed', problem: { kind: 'too-few-anomalies' } });
  });
});
