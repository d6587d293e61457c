import { describe, expect, it, vi } from 'vitest';
import { factsOf } from '../../core/dataset/facts.ts';
import { createRgbImage } from '../../core/image/image.ts';
import type { Calibration } from '../../core/inspect/calibration.ts';
import type { Corrected } from '../../core/inspect/correction.ts';
import { success } from '../../core/result.ts';
import type { BegunInspection } from '../../worker/bridge/contract-lab.ts';
import { createTrainingStage } from '../training/training.ts';
import { fakeData } from '../testing/fake-data.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, datasetOf, openDataset } from '../testing/fakes.ts';
import { createInspectStage } from './inspect.ts';
import { limitsIn, reviewCounts, verdictItems, wallOrder } from './judged-list.ts';

const image = createRgbImage(8, 8);

const calibrationTo = (most: number): Calibration => ({
  basis: 'share',
  fitted: 98,
  normals: Array.from({ length: 49 }, (_, i) => ({ path: `${i}.png`, score: (most * i) / 48 })),
});

/** With a limit of 1. */
const first = calibrationTo(1);

const correctedBy = (most: number, changes: Partial<Corrected> = {}) =>
  success({
    kind: 'corrected' as const,
    corrected: {
      calibration: calibrationTo(most),
      leftOut: [],
      unknown: [],
      judgesAnew: true,
      check: {
        normals: { source: 'held-out' as const, before: [0.5], after: [0.4] },
        anomalies: { source: 'pseudo' as const, before: [3], after: [2] },
        confirmed: { before: [], after: [] },
      },
      ...changes,
    },
  });

const rejudged = (...scores: (number | undefined)[]) =>
  success({
    kind: 'rejudged' as const,
    images: scores.map((score) => (score === undefined ? undefined : { score })),
  });

/** On a busy machine a module that is asked for late takes its time. */
const patience = { timeout: 20_000 };

const called = <Call>({ calls }: { readonly calls: readonly Call[] }, number: number): Promise<Call> =>
  vi.waitFor(() => {
    const call = calls[number];
    if (call === undefined) throw new Error(`expected call ${number}, got ${calls.length}`);
    return call;
  }, patience);

/** Three images were judged: 5, 3, and .2. */
async function judged(corrects: NonNullable<BegunInspection['corrects']> = 'at-once') {
  const [data, lab] = [fakeData(), fakeLab()];
  const dataset = openDataset(datasetOf());
  const experiment = anExperiment();
  experiment.set('detector', 'patchcore');
  const shared = { lab: lab.client, dataset: dataset.stage, experiment };
  const stage = createInspectStage({ ...shared, data: data.client, training: createTrainingStage(shared) });
  const paths = ['a.png', 'b.png', 'c.png'];
  void stage.judge(paths.map((path) => ({ path, blob: new Blob([path]) })));
  (await called(lab.loads, 0)).resolve();
  (await called(lab.inspections, 0)).resolve(success({ ...first, corrects }));
  (await called(data.streams, 0)).resolve();
  const facts = factsOf(image);
  const images = paths.map((path) => ({ path, image, facts, thumbnail: image }));
  (await called(data.parts, 0)).resolve({ images, problems: [], isLast: true });
  const judging = await called(lab.judgements, 0);
  expect(judging.args[1]).toEqual([0, 1, 2]);
  judging.resolve(success({ kind: 'judged', images: [5, 3, 0.2].map((score) => ({ score })) }));
  await vi.waitFor(() => {
    expect(stage.store.getState().status).toBe('done');
  }, patience);
  const read = async (number: number) => {
    (await called(data.singles, number)).resolve(success({ path: '', image, facts, thumbnail: image }));
  };
  return { data, lab, stage, read, state: () => stage.store.getState() };
}

type Bench = Awaited<ReturnType<typeof judged>>;

const settled = ({ state }: Bench) =>
  vi.waitFor(() => {
    expect(state().corrections.isBusy).toBe(false);
  }, patience);

const scores = ({ state }: Bench) => state().items.map(({ score }) => score);

describe('a false alarm that is marked as normal', () => {
  it('corrects the detector: limits and scores of all images follow, and the wall stays in its order', async () => {
    const bench = await judged();
    const { lab, stage, state, read } = bench;
    stage.review(1, 'normal');
    expect(state().corrections).toMatchObject({ isBusy: true, list: [{ id: 1, path: 'b.png' }] });
    await read(0);
    const correction = await called(lab.corrections, 0);
    expect(correction.args[0]).toEqual({ normals: [{ id: 1, image }], defects: [], learnsDefects: false });
    correction.resolve(correctedBy(0.5));
    const again = await called(lab.rejudgements, 0);
    expect(again.args[0]).toEqual([0, 1, 2]); // the highest scores first
    again.resolve(rejudged(0.3, 0, 0.1));
    await settled(bench);
    expect(scores(bench)).toEqual([0.3, 0, 0.1]);
    expect(limitsIn(state())!.look).toBeCloseTo(0.5, 12);
    const items = verdictItems(state(), limitsIn(state())!);
    expect(items.map(({ id }) => id)).toEqual([0, 2, 1]);
    expect(wallOrder(items).map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(reviewCounts(items, state().corrections.list)).toMatchObject({ reviewed: 1, falseAlarms: 1 });
  });

  it('is taken back with its mark, or by its own button', async () => {
    const bench = await judged();
    const { lab, stage, state, read } = bench;
    stage.review(0, 'normal');
    await read(0);
    (await called(lab.corrections, 0)).resolve(correctedBy(0.5));
    (await called(lab.rejudgements, 0)).resolve(rejudged(0, 2, 0.1));
    await settled(bench);
    stage.undoCorrection(0);
    expect(state().reviews.size).toBe(0);
    const back = await called(lab.corrections, 1);
    expect(back.args[0]).toMatchObject({ normals: [], defects: [] });
    back.resolve(correctedBy(1));
    (await called(lab.rejudgements, 1)).resolve(rejudged(3, 0.2, 5)); // b comes first now, and a last
    await settled(bench);
    expect(scores(bench)).toEqual([5, 3, 0.2]);
    expect(state().corrections.list).toEqual([]);
  });

  it('asks again where other work came between, and follows the newest list only', async () => {
    const bench = await judged();
    const { lab, stage, read } = bench;
    stage.review(0, 'normal');
    await read(0);
    (await called(lab.corrections, 0)).resolve(success({ kind: 'stopped' }));
    const second = await called(lab.corrections, 1);
    stage.review(1, 'normal');
    second.resolve(correctedBy(0.5));
    await read(1);
    await read(2);
    const third = await called(lab.corrections, 2);
    expect(third.args[0].normals.map(({ id }) => id)).toEqual([0, 1]);
    third.resolve(correctedBy(0.4));
    (await called(lab.rejudgements, 0)).resolve(rejudged(0, 0, 0.1));
    await settled(bench);
    expect(scores(bench)).toEqual([0, 0, 0.1]);
  });

  it('has images read again that are not kept, and says which cannot be', async () => {
    const bench = await judged();
    const { data, lab, stage, state, read } = bench;
    stage.review(0, 'normal');
    await read(0);
    (await called(lab.corrections, 0)).resolve(correctedBy(0.5));
    (await called(lab.rejudgements, 0)).resolve(rejudged(0, undefined, undefined));
    await read(1);
    const judging = await called(lab.judgements, 1);
    expect(judging.args[1]).toEqual([1]);
    judging.resolve(success({ kind: 'judged', images: [{ score: 1.5 }] }));
    (await called(data.singles, 2)).reject(new Error('moved'));
    await settled(bench);
    expect(scores(bench)).toEqual([0, 1.5, 0.2]);
    expect(state().corrections.outdated).toEqual([2]);
  });

  it('is a mark alone where the image was judged good, where it is switched off, and where nothing can be taken in', async () => {
    const bench = await judged();
    bench.stage.review(2, 'normal');
    bench.stage.setLearning(false);
    bench.stage.review(0, 'normal');
    const trained = await judged('never');
    trained.stage.review(0, 'normal');
    for (const { state } of [bench, trained]) expect(state().corrections.list).toEqual([]);
    expect(bench.state().reviews.size).toBe(2);
  });

  it('that nothing is left of is not listed', async () => {
    const bench = await judged();
    const { lab, data, stage, state } = bench;
    stage.review(0, 'normal');
    (await called(data.singles, 0)).reject(new Error('moved'));
    (await called(lab.corrections, 0)).resolve(correctedBy(1, { unknown: [0] }));
    (await called(lab.rejudgements, 0)).resolve(rejudged(5, 3, 0.2));
    await settled(bench);
    expect(state().corrections).toMatchObject({ list: [], lost: 1 });
  });
});

describe('an image that is marked as a defect', () => {
  const isLike = (item: { readonly id: number; readonly defect: string }) => [item.id, item.defect];

  it('is kept as a test image of a class, whatever its verdict was; nothing is judged again for that', async () => {
    const bench = await judged();
    const { lab, stage, state, read } = bench;
    stage.review(2, 'defect');
    expect(state().corrections.defects.map(isLike)).toEqual([[2, 'confirmed']]);
    await read(0);
    const told = await called(lab.corrections, 0);
    expect(told.args[0]).toEqual({ normals: [], defects: [{ id: 2, image }], learnsDefects: false });
    told.resolve(correctedBy(1, { judgesAnew: false }));
    await settled(bench);
    expect(lab.rejudgements.calls).toHaveLength(0);
    expect(stage.nameDefect(2, ' scratch ')).toBe(true);
    for (const name of ['', ' ', 'good', 'a/b', '..']) expect(stage.nameDefect(2, name)).toBe(false);
    expect(state().corrections).toMatchObject({ nextDefect: 'scratch', isBusy: false });
    expect(state().corrections.defects.map(isLike)).toEqual([[2, 'scratch']]);
    stage.review(0, 'defect');
    expect(state().corrections.defects.map(isLike)).toEqual([
      [2, 'scratch'],
      [0, 'scratch'],
    ]);
  });

  it('teaches the detector on request, and is taken back by its button or another mark', async () => {
    const bench = await judged();
    const { lab, stage, state, read } = bench;
    stage.review(0, 'defect');
    await read(0);
    (await called(lab.corrections, 0)).resolve(correctedBy(1, { judgesAnew: false }));
    await settled(bench);
    stage.setLearningDefects(true);
    await read(1);
    const learning = await called(lab.corrections, 1);
    expect(learning.args[0]).toMatchObject({ defects: [{ id: 0 }], learnsDefects: true });
    learning.resolve(correctedBy(0.9));
    (await called(lab.rejudgements, 0)).resolve(rejudged(6, 2, 0.1));
    await settled(bench);
    expect(scores(bench)).toEqual([6, 2, 0.1]);
    stage.review(0, 'normal'); // the reviewer thinks otherwise
    expect(state().corrections.defects).toEqual([]);
    expect(state().corrections.list.map(({ id }) => id)).toEqual([0]);
    await read(2);
    (await called(lab.corrections, 2)).resolve(correctedBy(0.9));
    (await called(lab.rejudgements, 1)).resolve(rejudged(0, 2, 0.1));
    await settled(bench);
    stage.undoCorrection(0);
    expect(state().reviews.size).toBe(0);
    expect((await called(lab.corrections, 3)).args[0]).toMatchObject({ normals: [], defects: [] });
  });

  it('is a mark alone for a detector from a file', async () => {
    const { stage, state } = await judged('no-images');
    stage.review(0, 'defect');
    expect(state().corrections.defects).toEqual([]);
    expect(state().reviews.get(0)).toBe('defect');
  });
});
