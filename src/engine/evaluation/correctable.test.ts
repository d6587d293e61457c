import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../device.ts';
import { blank } from '../testing/pictures.ts';
import { createControl } from '../training/control.ts';
import { createInspector, type Inspector } from './inspector.ts';
import type { Fitted, Method } from './method.ts';

const device = {
  gpu: undefined,
  report: { isSoftware: false },
  takeFault: () => undefined,
} as unknown as Device;
const control = createControl(() => Promise.resolve());

type Kind = 'at-once' | 'fitted-again' | 'never';

/** Sees the grey level of a blank image, and how far it lies from the nearest normal one. */
function greyMethod(kind: Kind, disposed: number[] = []): Method<number> {
  const knowing = (greys: readonly number[]): Fitted<number> => ({
    judge: (grey) =>
      Promise.resolve({ scores: { patches: Math.min(...greys.map((one) => Math.abs(one - grey))) } }),
    dispose: () => void disposed.push(greys.length),
    ...(kind === 'at-once' && { vouch: (more: readonly number[]) => knowing([...greys, ...more]) }),
  });
  return {
    see: ({ data }) => Promise.resolve(data[0]),
    fit: (greys) => Promise.resolve(knowing(greys)),
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

async function corrected(one: Inspector, ...wanted: Parameters<Inspector['correct']>[0]) {
  const outcome = await one.correct(wanted, control);
  if (!outcome.ok || outcome.value === undefined) throw new Error('expected a correction');
  return outcome.value;
}

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
      { id: 0, image: blank(4, 113) }, // the second of them, saved anew
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
    expect(await one.correct([{ id: 3, image: blank(4, 200) }], stopping)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(limits(one)).toEqual({ 0: 2, 1: 8, 2: 4 });
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
