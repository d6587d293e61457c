import { describe, expect, it } from 'vitest';
import { success } from '../../core/result.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import { createEvaluationStage } from '../evaluation/evaluation.ts';
import { createReplayStage, withoutReplay } from './replay.ts';
import { createRunsStage } from '../runs/runs.ts';
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
import { carriedRun } from '../testing/runs.ts';
import { packRuns } from '../runs/run-zip/write-run-zip.ts';
import { createTrainingStage } from '../training/training.ts';

/** Training and evaluation of two steps and two images, listened to and kept. */
async function recordedRun(fetchShipped: () => Promise<Blob> = () => Promise.reject(new Error('offline'))) {
  const lab = fakeLab();
  const archive = fakeArchive();
  const { stage: dataset, open } = openDataset();
  const experiment = anExperiment('steps=2');
  const runs = createRunsStage({ archive, today: () => 5, later: manualLater().later });
  const told: LabEvent[] = [];
  const { client } = lab;
  const telling: LabClient = {
    ...client,
    train: (one, report) =>
      client.train(one, (events) => {
        told.push(...events);
        report(events);
      }),
    evaluate: (one, report) =>
      client.evaluate(one, (events) => {
        told.push(...events);
        report(events);
      }),
  };
  const shared = { lab: telling, dataset, experiment };
  const training = createTrainingStage(shared);
  const keep = (results: Parameters<typeof runs.add>[0]) => {
    runs.add(results, told);
    return Promise.resolve();
  };
  const evaluation = createEvaluationStage({ ...shared, training, app: 'kizu test', keep });
  const { later, pass } = manualLater();
  let arrivals = 0;
  const onEvaluation = () => arrivals++;
  const played = { later, onEvaluation, fetchShipped };
  const replay = createReplayStage({ archive, runs, dataset, training, evaluation, ...played });
  const stages = withoutReplay({ training, evaluation }, replay);

  const trained = stages.training.start();
  await settled();
  lab.loads.calls.at(-1)?.resolve(undefined);
  await settled();
  const [used, report] = lab.trainings.calls.at(-1)!.args;
  report([{ type: 'started', experiment: used, dataset: datasetOf(), device }]);
  report([stepEvent(1), stepEvent(2), { type: 'trained', steps: 2, elapsedMs: 9, reason: 'completed' }]);
  lab.trainings.calls.at(-1)!.resolve(success({ steps: 2, reason: 'completed' }));
  await trained;

  const evaluated = stages.evaluation.start();
  await settled();
  const events: LabEvent[] = [
    { type: 'evaluation-started', total: 2 },
    { type: 'scored', items: [scored(0, 0.1)], done: 1, total: 2 },
    { type: 'scored', items: [scored(1, 0.9)], done: 2, total: 2 },
    { type: 'evaluated', elapsedMs: 5, reason: 'completed' },
  ];
  lab.evaluations.calls.at(-1)!.args[1](events);
  lab.evaluations.calls.at(-1)!.resolve(success({ scored: 2, reason: 'completed' }));
  await evaluated;
  await settled();
  return {
    lab,
    archive,
    runs,
    replay,
    open,
    pass,
    arrivals: () => arrivals,
    ...stages,
    id: runs.store.getState().records[0]!.id,
  };
}

describe('a recorded run', () => {
  it('ends, told again, in the very state that was live', async () => {
    const { replay, training, evaluation, id } = await recordedRun();
    const before = [training.store.getState(), evaluation.store.getState()];
    await replay.open(id);
    expect(replay.store.getState().at).toBe(8);
    expect([training.store.getState(), evaluation.store.getState()]).toEqual(before);
  });

  it('shows every panel at the place of the slider, and gives back what was live', async () => {
    const { replay, training, evaluation, id } = await recordedRun();
    const before = [training.store.getState(), evaluation.store.getState()];
    await replay.open(id);
    replay.seek(2);
    expect(training.store.getState()).toMatchObject({ status: 'idle', total: 2, device });
    expect(training.store.getState().steps.map(({ step }) => step)).toEqual([1]);
    expect(evaluation.store.getState()).toMatchObject({ status: 'idle', items: [], results: undefined });
    replay.seek(6);
    expect(training.store.getState().status).toBe('done');
    expect(evaluation.store.getState().items).toEqual([scored(0, 0.1)]);
    replay.leave();
    expect(training.store.getState()).toEqual(before[0]);
    expect(evaluation.store.getState()).toEqual(before[1]);
    expect(replay.store.getState().run).toBeUndefined();
  });

  it('takes its images when they come, and no others', async () => {
    const { replay, evaluation, open, id } = await recordedRun();
    const own = datasetOf();
    open({ ...own, fingerprint: 'another' });
    await replay.open(id);
    expect(evaluation.store.getState().dataset).toBeUndefined();
    open(own);
    expect(evaluation.store.getState()).toMatchObject({ status: 'done', dataset: own });
    open({ ...own, fingerprint: 'another' });
    expect(evaluation.store.getState().dataset).toBeUndefined();
  });

  it('gives way to live work, which never takes it for the network at hand', async () => {
    const { lab, replay, training, evaluation, id } = await recordedRun();
    await replay.open(id);
    replay.seek(0);
    training.showBatch(1);
    void evaluation.start();
    await settled();
    expect(replay.store.getState().run).toBeUndefined();
    expect(training.store.getState().steps).toHaveLength(2);
    expect(lab.evaluations.calls).toHaveLength(2);
    await replay.open(id); // the lab is at work
    expect(replay.store.getState().run).toBeUndefined();
  });

  it('that was kept without its events says so by having none', async () => {
    const { archive, replay, training, id } = await recordedRun();
    archive.logs.clear();
    await replay.open(id);
    expect(replay.store.getState().events).toEqual([]);
    expect(training.store.getState().steps).toEqual([]);
  });
});

describe('the run that comes with the page', () => {
  const shipped = carriedRun({ name: 'shipped' });
  const fetchShipped = () =>
    packRuns([{ ...shipped, folder: '', weights: undefined }], {
      script: '',
      report: () => undefined,
      signal: new AbortController().signal,
    });

  it('plays to its end, says when scoring begins, and plays again', async () => {
    const { replay, training, evaluation, pass, arrivals } = await recordedRun(fetchShipped);
    await replay.openShipped(true);
    expect(replay.store.getState()).toMatchObject({ at: 0, isPlaying: true, shipped: 'idle' });
    expect(training.store.getState().steps).toEqual([]);
    for (let i = 0; i < shipped.events.length; i++) {
      expect(replay.store.getState()).toMatchObject({ at: i, isPlaying: true });
      pass();
    }
    expect(replay.store.getState()).toMatchObject({ at: shipped.events.length, isPlaying: false });
    expect(arrivals()).toBe(1);
    expect(evaluation.store.getState().results).toEqual(shipped.run.results);
    replay.play();
    expect(replay.store.getState()).toMatchObject({ at: 0, isPlaying: true });
    replay.seek(3);
    pass();
    expect(replay.store.getState()).toMatchObject({ at: 3, isPlaying: false });
  });

  it('stands still where motion is not wanted', async () => {
    const { replay, pass } = await recordedRun(fetchShipped);
    await replay.openShipped(false);
    pass();
    expect(replay.store.getState()).toMatchObject({ at: 0, isPlaying: false, run: { name: 'shipped' } });
  });

  it('says why it cannot be had', async () => {
    const { replay } = await recordedRun();
    await replay.openShipped(true);
    expect(replay.store.getState()).toMatchObject({ run: undefined, shipped: { detail: 'offline' } });
  });
});
