import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { lazyImage, PixelCache } from '../../core/image/lazy-image.ts';
import { noDisturbance, only } from '../../core/stress/disturbance.ts';
import { nothingTaught } from '../../engine/evaluation/inspector/told-images.ts';
import { createLab } from './lab.ts';
import {
  createLabBench,
  items,
  manyItems,
  summary,
  tiny,
  whenEnded,
  type LabBench,
} from './testing/lab-bench.ts';

describe('the lab', () => {
  let bench: LabBench;

  beforeEach(async () => {
    bench = await createLabBench(createLab, { backend: 'cpu' });
    await bench.lab.beginDataset(summary);
    await bench.lab.addItems(items.slice(0, 3));
    await bench.lab.addItems(items.slice(3));
  });

  afterEach(() => {
    bench.close();
  });

  it('says what it runs on', async () => {
    expect(await bench.lab.describeDevice()).toMatchObject({ backend: 'cpu', isSoftware: true });
  });

  it('trains and then evaluates, and every event arrives before the end', async () => {
    const { lab, events } = bench;
    expect(await lab.train(tiny)).toEqual({ ok: true, value: { steps: 2, reason: 'completed' } });
    await whenEnded(bench, 1);
    const types = events.map(({ type }) => type);
    const learnt = ['watching', 'watched', 'step', 'step', 'watched', 'trained'];
    expect(types).toEqual(['started', 'not-kept', ...learnt]);
    expect(await lab.showBatch(2)).toMatchObject({
      detector: tiny.detector,
      step: 2,
      images: tiny.batchSize,
    });
    expect(events[0]).toMatchObject({ experiment: tiny, dataset: summary, device: { backend: 'cpu' } });
    events.length = 0;
    expect(await lab.evaluate(tiny)).toEqual({ ok: true, value: { scored: 2, reason: 'completed' } });
    await whenEnded(bench, 2);
    const scored = events.flatMap((event) => (event.type === 'scored' ? [...event.items] : []));
    expect(scored.map(({ path }) => path).sort()).toEqual(['test/good/0.png', 'test/spot/0.png']);
    const [known, strange] = [0, 1].map((label) => scored.find((item) => item.label === label)!.score);
    expect(known).toBeCloseTo(0, 4); // it is the first training image
    expect(strange).toBeGreaterThan(known!);
    expect(events.at(-1)).toMatchObject({ type: 'evaluated', reason: 'completed' });
  });

  it('scores by the network before its first step, and keeps the trained one and its journal', async () => {
    const { lab, events } = bench;
    const scoresOf = () =>
      events.flatMap((event) => (event.type === 'scored' ? event.items.map(({ score }) => score) : []));
    await lab.evaluate(tiny);
    await whenEnded(bench, 1);
    const fresh = scoresOf();
    await lab.train(tiny);
    await lab.evaluate(tiny);
    await whenEnded(bench, 3);
    const journal = await lab.journal();
    events.length = 0;
    await lab.evaluate(tiny, true);
    await whenEnded(bench, 4);
    expect(scoresOf()).toEqual(fresh);
    expect(await lab.journal()).toEqual(journal);
    events.length = 0;
    await lab.evaluate(tiny);
    await whenEnded(bench, 5);
    expect(scoresOf()).not.toEqual(fresh);
  });

  it('names the missing backbone where Live needs it', async () => {
    const { lab, events } = bench;
    const problem = { kind: 'no-backbone', detail: 'this lab has no backbone' };
    expect(await lab.live(tiny, 'full')).toEqual({ ok: false, problem });
    await whenEnded(bench, 1);
    expect(events).toEqual([{ type: 'failed', problem }]);
  });

  it('learns and scores the same, bit for bit, from images that it reads as it needs them', async () => {
    const room = 2 * 3 * 96 * 96; // two of eight images
    const cache = new PixelCache(room);
    const lazy = manyItems.map((item) => ({
      ...item,
      image: lazyImage(cache, item.image, () => item.image.data.slice()),
    }));
    const stored = await createLabBench(createLab, { backend: 'cpu', openPack: () => Promise.resolve(lazy) });
    await bench.lab.beginDataset(summary);
    await bench.lab.addItems(manyItems);
    expect(await stored.lab.openStored(summary, { id: 'a' }, [])).toBe(true);
    const enlarged: Experiment = { ...tiny, imageSize: 96 };
    const scores = [];
    for (const one of [bench, stored]) {
      await one.lab.train(enlarged);
      await one.lab.evaluate(enlarged);
      await whenEnded(one, 2);
      scores.push(one.events.flatMap((event) => (event.type === 'scored' ? [...event.items] : [])));
    }
    expect(stored.losses()).toEqual(bench.losses());
    expect(scores[1]).toEqual(scores[0]);
    expect(cache.bytes).toBeLessThanOrEqual(room);
    stored.close();
  });

  it('is sent images where none can be read as they are needed', async () => {
    const storedAt = { id: 'a' };
    const openPack = () => Promise.reject(new Error('no storage here'));
    const other = await createLabBench(createLab, { backend: 'cpu', openPack });
    expect(await other.lab.openStored(summary, storedAt, [])).toBe(false);
    expect(await bench.lab.openStored(summary, storedAt, [])).toBe(false);
    other.close();
  });

  it('puts pseudo-anomalies beside real defects, once there is a network', async () => {
    const { lab } = bench;
    expect(await lab.comparePseudoAnomalies()).toEqual({ ok: true, value: undefined });
    await lab.train(tiny);
    const outcome = await lab.comparePseudoAnomalies();
    expect(outcome).toMatchObject({ ok: true, value: { defects: [{ defect: 'spot', images: 1 }] } });
    await whenEnded(bench, 3); // each call has an end of its own
  });

  it('stops, keeps what was learnt, and takes the next call', async () => {
    const { lab } = bench;
    const training = lab.train({ ...tiny, steps: 1000 });
    await lab.describeDevice();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await lab.stop();
    const outcome = await training;
    expect(outcome).toMatchObject({ ok: true, value: { reason: 'stopped' } });
    expect((await lab.train({ ...tiny, steps: 1 })).ok).toBe(true);
  });

  it('takes work in turn: an evaluation asked for while training scores the trained network', async () => {
    const { lab, events } = bench;
    const training = lab.train({ ...tiny, steps: 1 });
    const evaluation = lab.evaluate(tiny);
    expect((await training).ok).toBe(true);
    expect(await evaluation).toEqual({ ok: true, value: { scored: 2, reason: 'completed' } });
    await whenEnded(bench, 2);
    const types = events.map(({ type }) => type);
    expect(types.indexOf('evaluation-started')).toBeGreaterThan(types.indexOf('trained'));
    const journal = await lab.journal();
    expect(journal.map(({ type }) => type)).toEqual(types.filter((type) => type !== 'not-kept'));
  });

  it('ends an evaluation when training is asked for, and a training that was stopped before it began', async () => {
    const { lab } = bench;
    const evaluation = lab.evaluate(tiny);
    const training = lab.train({ ...tiny, steps: 1000 });
    await lab.stop();
    expect(await evaluation).toMatchObject({ ok: true, value: { scored: 0, reason: 'stopped' } });
    expect(await training).toEqual({ ok: true, value: { steps: 0, reason: 'stopped' } });
    expect(await lab.showBatch(1)).toBeUndefined();
  });

  it('scores the current images where a detector borrows a network that learnt from others', async () => {
    const { lab, events } = bench;
    await lab.train({ ...tiny, steps: 1 });
    await lab.beginDataset({ ...summary, name: 'others', fingerprint: '01' });
    const others = items.map((item) => ({ ...item, path: `others/${item.path}` }));
    await lab.addItems(others);
    const borrowing: Experiment = { ...tiny, detector: 'patchcore', backbone: 'own' };
    expect(await lab.evaluate(borrowing)).toEqual({ ok: true, value: { scored: 2, reason: 'completed' } });
    await whenEnded(bench, 2);
    const scored = events.flatMap((event) => (event.type === 'scored' ? [...event.items] : []));
    expect(scored.map(({ path }) => path).sort()).toEqual([
      'others/test/good/0.png',
      'others/test/spot/0.png',
    ]);
  });

  it('asks for no file of weights where the backbone that ships with the page sees the images', async () => {
    const { lab } = bench;
    const withFile = (detector: Experiment['detector'], backbone: Experiment['backbone']) =>
      lab.evaluate({ ...tiny, start: 'file', detector, backbone });
    expect(await withFile('patchcore', 'own')).toMatchObject({ problem: { kind: 'no-weights' } });
    for (const detector of ['patchcore', 'local-contrast'] as const)
      expect(await withFile(detector, 'mobilenet-v2')).toMatchObject({ problem: { kind: 'no-backbone' } });
  });

  it('fails with data, told in the events too, where there is nothing to learn from', async () => {
    const { lab, events } = bench;
    await lab.beginDataset(summary);
    const problem = { kind: 'no-normal-images' };
    expect(await lab.train(tiny)).toEqual({ ok: false, problem });
    await whenEnded(bench, 1);
    expect(events.at(-1)).toEqual({ type: 'failed', problem });
    expect(await lab.evaluate(tiny)).toEqual({ ok: false, problem });
  });

  it('judges new images with a detector that stays fitted, by the scores that an evaluation gives', async () => {
    const { lab, events } = bench;
    const experiment: Experiment = { ...tiny, detector: 'patchcore', backbone: 'own' };
    await lab.addItems(manyItems.slice(0, 4));
    const begun = await lab.beginInspection(experiment);
    expect(begun).toMatchObject({ ok: true, value: { basis: 'share', fitted: 4 } });
    const { normals } = begun.ok ? begun.value! : { normals: [] };
    expect(normals).toHaveLength(2);
    await whenEnded(bench, 1);
    expect(events.at(-1)).toEqual({ type: 'bank', done: 6, total: 6 });
    const known = manyItems.find(({ path }) => path === normals[0]!.path)!;
    const first = await lab.judge([known.image, items[3]!.image]);
    expect(first).toMatchObject({
      ok: true,
      value: { kind: 'judged', images: [{ score: normals[0]!.score }, {}] },
    });
    expect(await lab.judge([known.image, items[3]!.image])).toEqual(first);
    await lab.beginDataset(summary);
    expect(await lab.judge([known.image])).toEqual({ ok: true, value: { kind: 'ended' } });
  });

  it('judges undisturbed test images under stress as the evaluation does, and disturbed ones by the same detector', async () => {
    const { lab, events } = bench;
    const experiment: Experiment = { ...tiny, detector: 'patchcore', backbone: 'own' };
    await lab.evaluate(experiment);
    await whenEnded(bench, 1);
    const evaluated = events.flatMap((event) => (event.type === 'scored' ? [...event.items] : []));
    const byPath = new Map(evaluated.map(({ path, score }) => [path, score]));
    let calls = 1;
    const stressed = async (disturbance: typeof noDisturbance) => {
      events.length = 0;
      expect(await lab.stress(experiment, { disturbance })).toMatchObject({ ok: true, value: { images: 2 } });
      await whenEnded(bench, ++calls);
      const banks = events.filter(({ type }) => type === 'bank').length;
      const found = events.flatMap((event) => (event.type === 'stressed' ? [...event.items] : []));
      return { banks, found };
    };
    const plain = await stressed(noDisturbance);
    expect(plain.banks).toBeGreaterThan(0);
    expect(plain.found.map(({ label }) => label).sort()).toEqual([0, 1]);
    for (const { path, score } of plain.found) expect(score).toBeCloseTo(byPath.get(path)!, 5);
    const noisy = await stressed(only('noise', 50));
    expect(noisy.banks).toBe(0); // it was fitted before
    const good = noisy.found.find(({ label }) => label === 0)!;
    expect(good.score).toBeGreaterThan(byPath.get(good.path)!);
    expect((await stressed(only('noise', 50))).found).toEqual(noisy.found); // the same draws
    await lab.beginDataset(summary);
    expect(await lab.stress(experiment, { disturbance: noDisturbance })).toEqual({
      ok: false,
      problem: { kind: 'no-normal-images' },
    });
  });

  it('says where there are too few defects to hide one among the normal images', async () => {
    const experiment: Experiment = { ...tiny, detector: 'patchcore', backbone: 'own' };
    expect(await bench.lab.trainDirty(experiment, 0.1)).toEqual({
      ok: false,
      problem: { kind: 'too-few-anomalies', images: 1, wanted: 2 },
    });
  });

  it('knows an image as normal that a person called so, and forgets it again', async () => {
    const { lab } = bench;
    await lab.addItems(manyItems.slice(0, 4));
    await lab.beginInspection({ ...tiny, detector: 'patchcore', backbone: 'own' });
    const judged = await lab.judge([items[3]!.image], [7]);
    const before = judged.ok && judged.value.kind === 'judged' ? judged.value.images[0]!.score : Number.NaN;
    expect(before).toBeGreaterThan(0);
    expect(await lab.correct({ ...nothingTaught, normals: [{ id: 7 }] })).toMatchObject({
      ok: true,
      value: { kind: 'corrected', corrected: { unknown: [], leftOut: [] } },
    });
    const score = async () => {
      const again = await lab.rejudge([7]);
      return again.ok && again.value.kind === 'rejudged' ? again.value.images[0]!.score : Number.NaN;
    };
    expect(await score()).toBeLessThan(before);
    await lab.correct(nothingTaught);
    expect(await score()).toBe(before);
    await lab.beginDataset(summary);
    expect(await lab.rejudge([7])).toEqual({ ok: true, value: { kind: 'ended' } });
  });

  it('sets the threshold by images that training held out, and ends where the network changes', async () => {
    const { lab } = bench;
    await lab.addItems(manyItems.slice(0, 4));
    expect(await lab.beginInspection(tiny)).toMatchObject({ ok: true, value: { basis: 'share' } });
    const trained = { ...tiny, heldOut: 50, steps: 1 };
    await lab.train(trained);
    const begun = await lab.beginInspection(trained);
    expect(begun).toMatchObject({ ok: true, value: { basis: 'held-out', fitted: 3, normals: [{}, {}, {}] } });
    expect(await lab.judge([items[0]!.image])).toMatchObject({ ok: true, value: { kind: 'judged' } });
    await lab.train({ ...trained, seed: 2 });
    expect(await lab.judge([items[0]!.image])).toEqual({ ok: true, value: { kind: 'ended' } });
  });

  it('lets an evaluation go before images that wait to be judged, and ends none for them', async () => {
    const { lab } = bench;
    await lab.beginInspection(tiny);
    const evaluation = lab.evaluate(tiny);
    const judging = lab.judge([items[0]!.image]);
    expect(await evaluation).toMatchObject({ ok: true, value: { reason: 'completed' } });
    expect(await judging).toMatchObject({ ok: true, value: { kind: 'judged' } });
    const waiting = lab.judge([items[0]!.image, items[1]!.image]);
    const next = lab.evaluate(tiny);
    expect(await waiting).toEqual({ ok: true, value: { kind: 'stopped' } });
    expect(await next).toMatchObject({ ok: true, value: { reason: 'completed' } });
  });

  it('evaluates an untrained network too, and keeps nothing of it', async () => {
    const { lab } = bench;
    await lab.describeDevice();
    const before = tf.memory().numTensors;
    expect((await lab.evaluate(tiny)).ok).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
  });
});
