import { describe, expect, it } from 'vitest';
import { success } from '../../core/result.ts';
import type { WatchedEvent } from '../../core/run/events.ts';
import { createEvaluationStage, type EvaluationOptions } from '../evaluation/evaluation.ts';
import { createPreferencesStage } from '../frame/preferences.ts';
import { createRunsStage } from '../runs/runs.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import {
  anExperiment,
  datasetOf,
  device,
  fakeArchive,
  fakeMemory,
  manualLater,
  openDataset,
  scored,
  stepEvent,
} from '../testing/fakes.ts';
import { createTrainingStage } from './training.ts';

/** Lets every waiting promise settle. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function createLabStages() {
  const lab = fakeLab();
  const data = openDataset();
  const experiment = anExperiment('steps=2');
  const runs = createRunsStage({ archive: fakeArchive(), today: () => 5, later: manualLater().later });
  const training = createTrainingStage({
    lab: lab.client,
    dataset: data.stage,
    experiment,
  });
  const options: EvaluationOptions = {
    lab: lab.client,
    dataset: data.stage,
    experiment,
    training,
    app: 'kizu test',
    keep: (results) => {
      runs.add(results, []);
      return Promise.resolve();
    },
  };
  return { lab, data, experiment, training, evaluation: createEvaluationStage(options), runs };
}

type LabStages = ReturnType<typeof createLabStages>;

/** Trains two steps to the end. */
async function train({ lab, data, training }: LabStages): Promise<void> {
  const dataset = data.stage.store.getState().dataset ?? datasetOf();
  const finished = training.start();
  await settle();
  lab.loads.calls.at(-1)?.resolve(undefined);
  await settle();
  const call = lab.trainings.calls.at(-1);
  const [experiment, report] = call?.args ?? [];
  if (experiment === undefined || report === undefined) throw new Error('Training did not reach the lab.');
  report([{ type: 'started', experiment, dataset, device }]);
  report([stepEvent(1), stepEvent(2)]);
  report([{ type: 'trained', steps: 2, elapsedMs: 200, reason: 'completed' }]);
  call?.resolve(success({ steps: 2, reason: 'completed' }));
  await finished;
}

describe('the stages of the lab', () => {
  it('keep every step, and turn a finished evaluation into a record with its own AUROC', async () => {
    const stages = createLabStages();
    await train(stages);
    expect(stages.training.store.getState()).toMatchObject({ status: 'done', total: 2 });
    expect(stages.training.store.getState().steps.map(({ step }) => step)).toEqual([1, 2]);

    const finished = stages.evaluation.start();
    await settle();
    stages.lab.loads.calls.at(-1)?.resolve(undefined);
    await settle();
    const call = stages.lab.evaluations.calls.at(-1);
    call?.args[1]([{ type: 'evaluation-started', total: 2 }]);
    call?.args[1]([{ type: 'scored', items: [scored(0, 0.1), scored(1, 0.9)], done: 2, total: 2 }]);
    call?.args[1]([{ type: 'evaluated', elapsedMs: 5, reason: 'completed' }]);
    call?.resolve(success({ scored: 2, reason: 'completed' }));
    await finished;
    expect(stages.evaluation.store.getState().status).toBe('done');
    const [record] = stages.runs.store.getState().records;
    expect(record?.results.evaluation.auroc).toBe(1);
    expect(record?.results.training.losses).toEqual([1, 0.5]);
  });

  it('evaluate at once with a detector that needs no training, and record no training', async () => {
    const stages = createLabStages();
    stages.experiment.set('detector', 'patchcore');
    const finished = stages.evaluation.start();
    await settle();
    stages.lab.loads.calls.at(-1)?.resolve(undefined);
    await settle();
    stages.lab.devices.calls.at(-1)?.resolve(device);
    await settle();
    const call = stages.lab.evaluations.calls.at(-1);
    expect(call?.args[0].detector).toBe('patchcore');
    const items = [scored(0, 0.1), scored(1, 0.9)];
    call?.args[1]([{ type: 'scored', items, done: 2, total: 2 }]);
    call?.resolve(success({ scored: 2, reason: 'completed' }));
    await finished;
    const [record] = stages.runs.store.getState().records;
    expect(record?.results).toMatchObject({
      detector: { id: 'patchcore' },
      training: { steps: 0 },
      evaluation: { auroc: 1, score: 'patches' },
    });
  });

  it('record the training of a network that PatchCore borrows, and where it learnt', async () => {
    const stages = createLabStages();
    await train(stages);
    stages.experiment.set('detector', 'patchcore');
    stages.experiment.set('backbone', 'own');
    stages.data.open(datasetOf({ name: 'other' }));
    const finished = stages.evaluation.start();
    await settle();
    stages.lab.loads.calls.at(-1)?.resolve(undefined);
    await settle();
    const call = stages.lab.evaluations.calls.at(-1);
    call?.args[1]([{ type: 'scored', items: [scored(0, 0.1), scored(1, 0.9)], done: 2, total: 2 }]);
    call?.resolve(success({ scored: 2, reason: 'completed' }));
    await finished;
    const [record] = stages.runs.store.getState().records;
    expect(record?.results).toMatchObject({
      config: { detector: 'patchcore', backbone: 'own' },
      dataset: { name: 'other' },
      training: { steps: 2, losses: [1, 0.5], learntFrom: { name: datasetOf().name } },
    });
  });

  it('forget the steps after the state that a run was taken up from when its device was lost', async () => {
    const { training, lab } = createLabStages();
    const finished = training.start();
    await settle();
    lab.loads.calls.at(-1)?.resolve(undefined);
    await settle();
    const call = lab.trainings.calls.at(-1);
    const other = { ...device, adapter: 'another' };
    call?.args[1]([stepEvent(1), stepEvent(2), { type: 'restored', step: 1, device: other }, stepEvent(2)]);
    call?.resolve(success({ steps: 2, reason: 'completed' }));
    await finished;
    const { steps, restored, device: told } = training.store.getState();
    expect(steps.map(({ step }) => step)).toEqual([1, 2]);
    expect([restored, told]).toEqual([1, other]);
  });

  it('keep each look at the watched pictures once, and none after the state that a run was taken up from', async () => {
    const { training, lab } = createLabStages();
    const finished = training.start();
    await settle();
    lab.loads.calls.at(-1)?.resolve(undefined);
    await settle();
    const call = lab.trainings.calls.at(-1);
    const look = (step: number, heldOutAuroc: number): WatchedEvent => ({
      type: 'watched',
      step,
      heldOutAuroc,
      points: new Float32Array(2),
      shares: [1, 0],
    });
    const opening = { type: 'watching', pictures: [], heldOut: 3 } as const;
    call?.args[1]([opening, look(0, 0.5), look(10, 0.6), look(20, 0.7)]);
    call?.args[1]([{ type: 'restored', step: 10, device }, look(10, 0.6), look(20, 0.8)]);
    call?.resolve(success({ steps: 20, reason: 'completed' }));
    await finished;
    const { watching, watched } = training.store.getState();
    expect(watching).toBe(opening);
    expect(watched.map(({ step, heldOutAuroc }) => [step, heldOutAuroc])).toEqual([
      [0, 0.5],
      [10, 0.6],
      [20, 0.8],
    ]);
  });

  it('show the batch that was asked for last', async () => {
    const { training, lab } = createLabStages();
    training.showBatch(3);
    training.showBatch(7);
    const batch = (step: number) => ({ detector: 'contrastive' as const, step, images: 2, rows: [] });
    lab.batches.calls[1]?.resolve(batch(7));
    lab.batches.calls[0]?.resolve(batch(3));
    await settle();
    expect(training.store.getState().batch).toEqual(batch(7));
  });

  it('tell a dead worker as a problem, and can be started again', async () => {
    const stages = createLabStages();
    const finished = stages.training.start();
    await settle();
    stages.lab.loads.calls.at(-1)?.reject(new Error('the worker died'));
    await finished;
    expect(stages.training.store.getState()).toMatchObject({
      status: 'failed',
      problem: { kind: 'unexpected', detail: 'the worker died' },
    });
    await train(stages);
    expect(stages.training.store.getState().status).toBe('done');
  });

  it('evaluate what was learnt before a loss that was no number, and record those steps alone', async () => {
    const stages = createLabStages();
    await train(stages);
    const problem = { kind: 'loss-not-finite', step: 3, restored: 1 } as const;
    stages.training.store.setState({ status: 'failed', problem });
    const finished = stages.evaluation.start();
    await settle();
    stages.lab.loads.calls.at(-1)?.resolve(undefined);
    await settle();
    const call = stages.lab.evaluations.calls.at(-1);
    call?.args[1]([{ type: 'evaluation-started', total: 1 }]);
    call?.args[1]([{ type: 'scored', items: [scored(1, 0.9)], done: 1, total: 1 }]);
    call?.args[1]([{ type: 'evaluated', elapsedMs: 5, reason: 'completed' }]);
    call?.resolve(success({ scored: 1, reason: 'completed' }));
    await finished;
    expect(stages.runs.store.getState().records[0]?.results.training.losses).toEqual([1]);

    stages.training.store.setState({ problem: { ...problem, restored: 0 } });
    await stages.evaluation.start();
    expect(stages.evaluation.store.getState().problem).toEqual({ kind: 'not-trained' });
  });

  it('refuse to evaluate before anything was trained, and on another dataset', async () => {
    const stages = createLabStages();
    await stages.evaluation.start();
    expect(stages.evaluation.store.getState().problem).toEqual({ kind: 'not-trained' });
    await train(stages);
    stages.data.open(datasetOf({ name: 'other' }));
    await stages.evaluation.start();
    expect(stages.evaluation.store.getState().problem?.kind).toBe('dataset-changed');
    expect(stages.lab.evaluations.calls).toHaveLength(0);
  });
});

describe('preferences', () => {
  it('take the kept language before the browser’s, and outlive the page', () => {
    const memory = fakeMemory({ language: 'ja' });
    const preferences = createPreferencesStage({
      memory,
      askedLanguage: undefined,
      languages: ['en-US'],
      stage: 'runs',
    });
    expect(preferences.store.getState()).toMatchObject({ language: 'ja', stage: 'runs' });
    preferences.setTheme('dark');
    expect(memory.map.get('theme')).toBe('dark');
  });
});
