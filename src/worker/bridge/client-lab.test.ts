import { afterEach, describe, expect, it } from 'vitest';
import type { RunProblem } from '../../core/run/events.ts';
import { aDevice } from '../../core/run/testing/collected-run.ts';
import type { WeightsReport } from '../../core/run/weights.ts';
import { withoutPixels, type DatasetItem, type HeldDataset } from '../../core/dataset/dataset.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { failure, success } from '../../core/result.ts';
import { createLabClient } from './client-lab.ts';
import type { WantedImages } from './contract-data.ts';
import type { LabApi, LabEvent, LabMessage } from './contract-lab.ts';
import { closeLater, closeThreads, fakeThread, spawner } from '../testing/fake-thread.ts';

afterEach(closeThreads);

const never = () => new Promise<never>(() => undefined);

const image = (shade: number) => ({ width: 1, height: 1, data: Uint8Array.of(shade, shade, shade) });

function item(number: number): DatasetItem {
  return { path: `train/good/${number}.png`, split: 'train', defect: 'good', image: image(number % 256) };
}

function datasetOf(count: number, fingerprint = 'f'): HeldDataset {
  const counts = { train: count, testNormal: 0, testDefective: 0, masks: 0 };
  const items = Array.from({ length: count }, (_, i) => item(i));
  return { name: 'nut', fingerprint, counts, origin: 'imported', items, findings: [] };
}

interface FakeLab extends LabApi {
  readonly calls: string[];
  readonly added: number[];
}

function weightsReport(file: string): WeightsReport {
  return {
    file,
    matched: 1,
    missing: [],
    leftOver: [],
    misshapen: [],
    broken: [],
    folded: 0,
    normalisation: 'imagenet',
  };
}

const nothing = () => Promise.resolve();

/** A lab whose events come late, as from a busy thread. `outcome` decides how training ends. */
function fakeLab(train: LabApi['train'] = () => Promise.resolve(success({ steps: 2, reason: 'completed' }))) {
  let port: MessagePort | undefined;
  const post = (message: LabMessage) => port?.postMessage(message);
  const lab: FakeLab = {
    calls: [],
    added: [],
    connect: (events) => {
      port = events;
      closeLater(events);
      return Promise.resolve();
    },
    describeDevice: () => Promise.resolve(aDevice),
    showBatch: (step) => Promise.resolve({ detector: 'contrastive', step, images: 2, rows: [] }),
    live: () => Promise.resolve(success(undefined)),
    findObject: () => Promise.resolve(success(undefined)),
    comparePseudoAnomalies: () => Promise.resolve(success(undefined)),
    beginInspection: () => Promise.resolve(success(undefined)),
    judge: () => Promise.resolve(success({ kind: 'ended' })),
    correct: () => Promise.resolve(success({ kind: 'ended' })),
    rejudge: () => Promise.resolve(success({ kind: 'ended' })),
    saveDetector: () => Promise.resolve(success(undefined)),
    openDetector: () => Promise.resolve(success(undefined)),
    stress: () => Promise.resolve(success(undefined)),
    trainDirty: () => Promise.resolve(success(undefined)),
    estimate: () => {
      lab.calls.push('estimate');
      post({ type: 'end', call: 0 });
      return Promise.resolve(failure({ kind: 'out-of-memory', detail: 'full' }));
    },
    openStored: () => Promise.resolve(false),
    beginDataset: ({ fingerprint }) => {
      lab.calls.push(`begin ${fingerprint}`);
      return Promise.resolve();
    },
    addItems: (items) => {
      lab.added.push(items.length);
      return Promise.resolve();
    },
    train: (experiment) => {
      setTimeout(() => {
        post({ type: 'events', events: [{ type: 'paused', step: 1 }] });
        post({ type: 'end', call: 0 });
      }, 20);
      return train(experiment);
    },
    readWeights: (_file, name) => {
      lab.calls.push(`weights ${name}`);
      return Promise.resolve(success(weightsReport(name)));
    },
    exportModel: () => Promise.resolve(undefined),
    trainOn: () => Promise.resolve(failure({ kind: 'unexpected', detail: '' })),
    openRun: () => Promise.resolve(success(undefined)),
    openModel: () => Promise.resolve(success(success(aDevice))),
    chooseNetwork: (wanted) => Promise.resolve(wanted),
    journal: () => Promise.resolve([]),
    ...{ changeRate: nothing, step: nothing, pause: nothing, resume: nothing, stop: nothing },
    evaluate: () => {
      lab.calls.push('evaluate');
      post({ type: 'end', call: 1 });
      return Promise.resolve(success({ scored: 0, reason: 'completed' }));
    },
  };
  return lab;
}

const ignore = () => undefined;

const noLook = () => Promise.reject(new Error('nothing is stored'));

describe('the lab client', () => {
  it('sends a dataset in parts of at most 16 images, and the same one only once', async () => {
    const lab = fakeLab();
    const client = createLabClient(noLook, () => fakeThread(lab));
    await client.load(datasetOf(35));
    await client.load(datasetOf(35));
    expect(lab.added).toEqual([16, 16, 3]);
    await client.load(datasetOf(1, 'g'));
    expect(lab.calls).toEqual(['begin f', 'begin g']);
  });

  it('sends no pixels of a dataset that the lab reads from where it is stored', async () => {
    const asked: string[] = [];
    const answers = [true, false];
    const openStored: LabApi['openStored'] = ({ fingerprint }, { id }, paths) => {
      asked.push(`${fingerprint} ${id} ${paths.length}`);
      return Promise.resolve(answers.shift() ?? false);
    };
    const lab = { ...fakeLab(), openStored };
    const look = ({ paths }: WantedImages) =>
      Promise.resolve(datasetOf(2).items.filter(({ path }) => paths.includes(path)));
    const client = createLabClient(look, () => fakeThread(lab));
    const storedAt = { id: 'a' };
    await client.load({ ...datasetOf(3), storedAt });
    await client.load({ ...datasetOf(2, 'g'), storedAt });
    expect(asked).toEqual(['f a 3', 'g a 2']);
    expect(lab.added).toEqual([2]);
  });

  it('is sent pixels of a stored dataset, read part by part, where it cannot read them; those that are gone are an error', async () => {
    const looked: WantedImages[] = [];
    const { items, ...rest } = datasetOf(20);
    const entries = items.map(withoutPixels);
    const look = (wanted: WantedImages) => {
      looked.push(wanted);
      const isGone = wanted.id === 'gone';
      return Promise.resolve(isGone ? undefined : items.filter(({ path }) => wanted.paths.includes(path)));
    };
    const lab = fakeLab();
    const client = createLabClient(look, () => fakeThread(lab));
    const storedAt = { id: 'a', medianGray: 90 };
    await client.load({ ...rest, items: entries, storedAt });
    expect(lab.added).toEqual([16, 4]);
    expect(looked.map(({ id, medianGray, paths }) => [id, medianGray, paths.length])).toEqual([
      ['a', 90, 16],
      ['a', 90, 4],
    ]);
    const gone = { ...rest, fingerprint: 'other', items: entries, storedAt: { id: 'gone' } };
    await expect(client.load(gone)).rejects.toThrow('not here any more');
  });

  it('reports every event of a run before the run is over', async () => {
    const client = createLabClient(noLook, () => fakeThread(fakeLab()));
    const heard: LabEvent[] = [];
    const outcome = await client.train(defaultExperiment, (events) => heard.push(...events));
    expect(outcome).toEqual(success({ steps: 2, reason: 'completed' }));
    expect(heard).toEqual([{ type: 'paused', step: 1 }]);
  });

  it('evaluates after training, but not in a thread that has never trained', async () => {
    const lab = fakeLab();
    const client = createLabClient(noLook, () => fakeThread(lab));
    expect(await client.evaluate(defaultExperiment, ignore)).toEqual(failure({ kind: 'not-trained' }));
    await client.train(defaultExperiment, ignore);
    expect((await client.evaluate(defaultExperiment, ignore)).ok).toBe(true);
    expect(lab.calls).toEqual(['evaluate']);
  });

  it('gives a weights file again to the thread that follows a dead one, and not twice to the same', async () => {
    const lost = failure<RunProblem>({ kind: 'device-lost', reason: 'gone' });
    const labs = [fakeLab(() => Promise.resolve(lost)), fakeLab()];
    const { spawn } = spawner((index) => labs[index]);
    const client = createLabClient(noLook, spawn);
    expect((await client.readWeights(new Blob(['a']), 'a.pth', 'full')).ok).toBe(true);
    expect((await client.train(defaultExperiment, ignore)).ok).toBe(false);
    await client.train(defaultExperiment, ignore);
    await client.train(defaultExperiment, ignore);
    expect(labs.map(({ calls }) => calls)).toEqual([['weights a.pth'], ['weights a.pth']]);
  });

  it('knows that network and dataset died with their thread', async () => {
    const labs = [fakeLab(), fakeLab()];
    const { threads, spawn } = spawner((index) => labs[index]);
    const client = createLabClient(noLook, spawn);
    await client.load(datasetOf(1));
    await client.train(defaultExperiment, ignore);
    threads[0]!.die('gone');
    expect(await client.evaluate(defaultExperiment, ignore)).toEqual(failure({ kind: 'not-trained' }));
    await client.load(datasetOf(1));
    expect(labs[1]!.added).toEqual([1]);
  });

  it('rejects a run whose thread dies, and the next run hears its own events', async () => {
    const labs = [fakeLab(never), fakeLab()];
    const { threads, spawn } = spawner((index) => labs[index]);
    const client = createLabClient(noLook, spawn);
    await client.describeDevice();
    const run = client.train(defaultExperiment, ignore);
    setTimeout(() => {
      threads[0]!.die('boom');
    }, 5);
    await expect(run).rejects.toThrow('boom');
    const heard: LabEvent[] = [];
    await client.train(defaultExperiment, (events) => heard.push(...events));
    expect(heard).toHaveLength(1);
  });

  it('leaves a thread whose GPU is lost', async () => {
    const lost = failure({ kind: 'device-lost', reason: 'reset' } as const);
    const { threads, spawn } = spawner((index) =>
      fakeLab(index === 0 ? () => Promise.resolve(lost) : undefined),
    );
    const client = createLabClient(noLook, spawn);
    expect(await client.train(defaultExperiment, ignore)).toEqual(lost);
    expect(threads[0]!.isTerminated()).toBe(true);
    expect((await client.train(defaultExperiment, ignore)).ok).toBe(true);
    expect(threads).toHaveLength(2);
  });
});
