import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { failure, success } from '../../core/result.ts';
import { createEvaluationStage } from '../evaluation/evaluation.ts';
import { createRepeatStage, repeatLeftMs, repeatShare } from './repeat.ts';
import { createRunsStage } from './runs.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import {
  anExperiment,
  datasetOf,
  device,
  fakeArchive,
  manualLater,
  openDataset,
  scored,
  settled,
  stepEvent,
} from '../testing/fakes.ts';
import { runOf } from '../testing/runs.ts';
import { createTrainingStage } from '../training/training.ts';

/** A run of seed 5 in the history, its dataset open, and a lab that answers as each test says. */
function bench() {
  const lab = fakeLab();
  const data = openDataset(datasetOf({ name: 'nut' }));
  const experiment = anExperiment('s=99');
  const runs = createRunsStage({ archive: fakeArchive(), later: manualLater().later, today: () => 7 });
  const shared = { lab: lab.client, dataset: data.stage, experiment };
  const training = createTrainingStage(shared);
  const keep = (results: Parameters<typeof runs.add>[0]) => {
    runs.add(results, []);
    return Promise.resolve();
  };
  const evaluation = createEvaluationStage({ ...shared, training, app: 'kizu test', keep });
  const repeat = createRepeatStage({
    runs,
    dataset: data.stage,
    experiment,
    training,
    evaluation,
    today: () => 7,
  });
  runs.takeIn(runOf({ id: 'r', config: { seed: 5 } }), [], '');

  async function trainOnce(): Promise<Experiment> {
    await settled();
    lab.loads.calls.at(-1)?.resolve(undefined);
    await settled();
    const call = lab.trainings.calls.at(-1)!;
    const [used, report] = call.args;
    report([
      { type: 'started', experiment: used, dataset: datasetOf({ name: 'nut' }), device },
      stepEvent(1),
      stepEvent(2),
    ]);
    call.resolve(success({ steps: 2, reason: 'completed' }));
    await settled();
    return used;
  }
  async function evaluateOnce(): Promise<Experiment> {
    const call = lab.evaluations.calls.at(-1)!;
    call.args[1]([{ type: 'scored', items: [scored(0, 0.1), scored(1, 0.9)], done: 2, total: 2 }]);
    call.resolve(success({ scored: 2, reason: 'completed' }));
    await settled();
    return call.args[0];
  }
  const seeds = () =>
    runs.store
      .getState()
      .records.map(({ results }) => results.seed)
      .sort();
  return { lab, data, experiment, runs, training, repeat, trainOnce, evaluateOnce, seeds };
}

describe('a run repeated', () => {
  it('with four more seeds makes four runs of its settings, and leaves the settings as they were', async () => {
    const { repeat, trainOnce, evaluateOnce, seeds, experiment } = bench();
    const before = experiment.store.getState().experiment;
    const repeated = repeat.start('r');
    for (const seed of [6, 7, 8, 9]) {
      expect(await trainOnce()).toEqual({ ...runOf().results.config, seed });
      experiment.set('score', 'prototype'); // what the user does meanwhile does not get into it
      expect(await evaluateOnce()).toEqual({ ...runOf().results.config, seed });
    }
    await repeated;
    expect(seeds()).toEqual([5, 6, 7, 8, 9]);
    expect(repeat.store.getState()).toMatchObject({ status: 'idle', done: 4, problem: undefined });
    expect(experiment.store.getState().experiment).toEqual(before);
  });

  it('keeps what is done when it is called off', async () => {
    const { lab, repeat, trainOnce, evaluateOnce, seeds } = bench();
    const repeated = repeat.start('r');
    await trainOnce();
    await evaluateOnce();
    await settled();
    lab.loads.calls.at(-1)?.resolve(undefined);
    await settled();
    repeat.cancel();
    expect(lab.stops.calls).toHaveLength(1);
    lab.trainings.calls.at(-1)!.resolve(success({ steps: 0, reason: 'stopped' }));
    await repeated;
    expect(seeds()).toEqual([5, 6]);
    expect(repeat.store.getState()).toMatchObject({ status: 'idle', done: 1 });
    expect(lab.trainings.calls).toHaveLength(2);
  });

  it('ends where a seed fails, and says why', async () => {
    const { lab, repeat } = bench();
    const repeated = repeat.start('r');
    await settled();
    lab.loads.calls.at(-1)?.resolve(undefined);
    await settled();
    const problem = { kind: 'out-of-memory', detail: 'x' } as const;
    lab.trainings.calls.at(-1)!.resolve(failure(problem));
    await repeated;
    expect(repeat.store.getState()).toMatchObject({ status: 'idle', done: 0, problem });
  });

  it('needs the images of the run to be open', async () => {
    const { lab, data, repeat } = bench();
    data.open(datasetOf({ name: 'bolt' }));
    await repeat.start('r');
    expect(repeat.store.getState().problem).toEqual({ kind: 'other-dataset', wanted: 'nut', open: 'bolt' });
    expect(lab.trainings.calls).toHaveLength(0);
  });

  it('tells how far all seeds are, and how long the rest takes', () => {
    const state = {
      status: 'running',
      seeds: [1, 2],
      done: 1,
      perSeedMs: undefined,
      problem: undefined,
    } as const;
    const half = { step: 5, total: 10, elapsedMs: 450, scored: 0 };
    expect(repeatShare(state, half)).toBeCloseTo(0.725);
    expect(repeatShare(state, { ...half, step: 10, scored: 0.5 })).toBeCloseTo(0.975);
    expect(repeatShare({ ...state, seeds: [] }, half)).toBe(0);
    expect(repeatLeftMs({ ...state, done: 0 }, half)).toBeCloseTo(1550); // a seed takes a second, and this one is at .45
    expect(repeatLeftMs({ ...state, perSeedMs: 400 }, half)).toBeCloseTo(220);
    expect(repeatLeftMs(state, { ...half, step: 0 })).toBeUndefined();
  });
});
