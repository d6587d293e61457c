import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import { defaultExperiment } from '../../../core/experiment/experiment.ts';
import type { Device } from '../../device.ts';
import { blank } from '../../testing/pictures.ts';
import { createControl } from '../../training/control.ts';
import { createInspector, type Inspector } from './inspector.ts';
import type { Fitted, Method } from '../method.ts';
import { nothingTaught, type Teaching } from './told-images.ts';

const device = {
  gpu: undefined,
  report: { isSoftware: false },
  takeFault: () => undefined,
} as unknown as Device;
const control = createControl(() => Promise.resolve());

type Kind = 'at-once' | 'fitted-again' | 'never' | 'of-defects';

/**
 * Sees the grey level of a blank image, and how far it lies from the nearest normal one; `of-defects` doubles that on the side of the
 * defects that it learnt from.
 */
function greyMethod(kind: Kind, disposed: number[] = []): Method<number> {
  const isAtOnce = kind === 'at-once' || kind === 'of-defects';
  const knowing = (greys: readonly number[], least = Infinity): Fitted<number> => ({
    judge: (grey) => {
      const distance = Math.min(...greys.map((one) => Math.abs(one - grey)));
      return Promise.resolve({ scores: { patches: grey >= least ? 2 * distance : distance } });
    },
    dispose: () => void disposed.push(greys.length),
    ...(isAtOnce && { vouch: (more: readonly number[]) => knowing([...greys, ...more], least) }),
  });
  return {
    see: ({ data }) => Promise.resolve(data[0]),
    fit: (greys, _, defects = []) =>
      Promise.resolve(knowing(greys, Math.min(...defects.map(({ seen }) => seen)))),
    ...(kind === 'of-defects' && { learnsDefects: true }),
    ...(kind === 'never' && { ignoresNormals: true }),
  };
}

const item = (path: string, grey: number): DatasetItem => ({
  path,
  split: path.startsWith('train') ? 'train' : path.startsWith('validation') ? 'validation' : 'test',
  defect: path.includes('bad') ? 'bad' : 'good',
  image: blank(4, grey),
});

/** Fitted on 100 and 104; 102, 110 and 96 set the limit. */
const normals = [
  item('train/good/0.png', 100),
  item('train/good/1.png', 104),
  item('validation/good/0.png', 102),
  item('validation/good/1.png', 112),
  item('validation/good/2.png', 96),
];
const tests = [item('test/good/0.png', 107), item('test/bad/0.png', 160), item('test/bad/1.png', 150)];

async function inspector(
  kind: Kind,
  items = [...normals, ...tests],
  disposed: number[] = [],
): Promise<Inspector> {
  const made = await createInspector({
    experiment: { ...defaultExperiment, imageSize: 64 },
    items,
    hasLearnt: false,
    createMethod: () => Promise.resolve(greyMethod(kind, disposed) as Method<unknown>),
    score: 'patches',
    device,
    control,
    report: () => undefined,
  });
  if (!made.ok || made.value === undefined) throw new Error('expected a detector');
  return made.value;
}

async function taught(one: Inspector, teaching: Partial<Teaching>) {
  const outcome = await one.correct({ ...nothingTaught, ...teaching }, control);
  if (!outcome.ok || outcome.value === undefined) throw new Error('expected a correction');
  return outcome.value;
}

const corrected = (one: Inspector, ...normals: Teaching['normals']) => taught(one, { normals });

async function scoresOf(one: Inspector, ...ids: number[]) {
  const found = await one.rejudge(ids, control);
  return found.ok ? found.value?.map((judged) => judged?.score) : found;
}

const limits = ({ calibration }: Pick<Inspector, 'calibration'>) =>
  Object.fromEntries(calibration.normals.map(({ path, score }) => [path.slice(-5, -4), score]));

describe.each(['at-once', 'fitted-again'] as const)('a detector that is corrected, %s', (kind) => {
  it('knows the image as normal, scores the others and the images that set the limit anew, and goes back', async () => {
    const disposed: number[] = [];
    const one = await inspector(kind, undefined, disposed);
    expect(one.corrects).toBe(kind);
    expect(limits(one)).toEqual({ 0: 2, 1: 8, 2: 4 });
    await one.judge([blank(4, 120), blank(4, 122), blank(4, 150)], control, [5, 6, 7]);
    expect(await scoresOf(one, 5, 6, 7, 8)).toEqual([16, 18, 46, undefined]);

    const { calibration, leftOut, unknown, check } = await corrected(one, { id: 5 });
    expect([leftOut, unknown]).toEqual([[], []]);
    expect(calibration).toMatchObject({ basis: 'validation', fitted: 2 });
    expect(limits({ calibration })).toEqual({ 0: 2, 1: 8, 2: 4 });
    expect(await scoresOf(one, 5, 6, 7)).toEqual([0, 2, 30]);
    expect(check.normals).toEqual({ source: 'test', before: [3], after: [3] });
    expect(check.confirmed).toEqual({ before: [], after: [] });
    expect(check.anomalies.source).toBe('test');
    expect([...check.anomalies.before].sort()).toEqual([46, 56]);
    expect([...check.anomalies.after].sort()).toEqual([30, 40]);

    await corrected(one, { id: 5 }, { id: 9, image: blank(4, 115) });
    expect(limits(one)).toEqual({ 0: 2, 1: 3, 2: 4 });
    await corrected(one, { id: 9 });
    expect(await scoresOf(one, 5, 6)).toEqual([5, 7]);
    await corrected(one);
    expect(limits(one)).toEqual({ 0: 2, 1: 8, 2: 4 });
    expect(await scoresOf(one, 5, 6, 7)).toEqual([16, 18, 46]);
    one.dispose();
    expect(disposed.filter((count) => count === 2)).toHaveLength(1); // what was fitted first goes once
  });

  it('leaves an image out of those that set the limit, and that check it, that was called normal itself', async () => {
    const one = await inspector(kind);
    const { calibration, leftOut, check } = await corrected(
      one,
      { id: 0, image: blank(4, 113) }, // the second of them, saved again
      { id: 1, image: blank(4, 160) }, // a defective test image, called normal
    );
    expect(leftOut).toEqual(['validation/good/1.png']);
    expect(limits({ calibration })).toEqual({ 0: 2, 2: 4 });
    expect(check.anomalies).toEqual({ source: 'test', before: [46], after: [10] });
  });

  it('says of which images nothing is left, and changes nothing where it is stopped', async () => {
    const one = await inspector(kind);
    expect((await corrected(one, { id: 3 })).unknown).toEqual([3]);
    const stopping = createControl(() => Promise.resolve());
    stopping.stop();
    expect(
      await one.correct({ ...nothingTaught, normals: [{ id: 3, image: blank(4, 200) }] }, stopping),
    ).toEqual({
      ok: true,
      value: undefined,
    });
    expect(limits(one)).toEqual({ 0: 2, 1: 8, 2: 4 });
  });
});

describe('a defect that a person confirmed', () => {
  it('is a test image: scored as the detector was and is, and the same photo counts once', async () => {
    const one = await inspector('at-once');
    expect(one.learnsDefects).toBe(false);
    await one.judge([blank(4, 120), blank(4, 150)], control, [5, 6]);
    const { check, judgesAnew, calibration } = await taught(one, {
      normals: [{ id: 5 }],
      defects: [{ id: 6 }], // shows what a defective test image does
      learnsDefects: true,
    });
    expect(judgesAnew).toBe(true);
    expect(check.confirmed).toEqual({ before: [46], after: [30] });
    expect(check.anomalies).toEqual({ source: 'test', before: [56], after: [40] });
    expect(calibration).toMatchObject({ fitted: 2 });
    const again = await taught(one, { normals: [{ id: 5 }], defects: [] });
    expect(again.judgesAnew).toBe(false);
    expect(again.check.confirmed).toEqual({ before: [], after: [] });
    expect([...again.check.anomalies.after].sort()).toEqual([30, 40]);
  });

  it('sets the limit no more where it is one of the images that do', async () => {
    const one = await inspector('at-once');
    const { leftOut } = await taught(one, { defects: [{ id: 0, image: blank(4, 112) }] });
    expect(leftOut).toEqual(['validation/good/1.png']);
    expect(limits(one)).toEqual({ 0: 2, 2: 4 });
  });

  it('is learnt from on request, and then tests no more; each is taken back', async () => {
    const disposed: number[] = [];
    const one = await inspector('of-defects', undefined, disposed);
    expect(one.learnsDefects).toBe(true);
    await one.judge([blank(4, 140), blank(4, 120)], control, [5, 6]);
    const tested = await taught(one, { defects: [{ id: 5 }] });
    expect(tested.judgesAnew).toBe(false);
    expect(tested.check.confirmed).toEqual({ before: [36], after: [36] });
    const learnt = await taught(one, { normals: [{ id: 6 }], defects: [{ id: 5 }], learnsDefects: true });
    expect(learnt.judgesAnew).toBe(true);
    expect(learnt.check.confirmed).toEqual({ before: [], after: [] });
    expect([...learnt.check.anomalies.after].sort()).toEqual([60, 80]); // twice 30 and 40: 120 is normal
    expect(await scoresOf(one, 5, 6)).toEqual([40, 0]);
    await taught(one, {});
    expect(await scoresOf(one, 5, 6)).toEqual([36, 16]);
    one.dispose();
    expect(disposed.filter((count) => count === 2)).toHaveLength(2); // what was fitted first, and what learnt the defect
  });
});

describe('a detector without test images', () => {
  it('is checked by pseudo-anomalies of the normal images that set the limit', async () => {
    const one = await inspector('at-once', normals);
    const { check } = await corrected(one, { id: 0, image: blank(4, 130) });
    expect(check.normals).toMatchObject({ source: 'held-out' });
    expect(check.normals.before).toHaveLength(3);
    expect(check.anomalies.source).toBe('pseudo');
  });

  it('that only learns by training says so', async () => {
    expect((await inspector('never')).corrects).toBe('never');
  });
});
