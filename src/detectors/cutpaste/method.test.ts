import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { fitGaussian } from '../../core/scoring/gaussian.ts';
import { ledoitWolf } from '../../core/scoring/ledoit-wolf.ts';
import type { Device } from '../../engine/device.ts';
import { fitOnSeen, seeNormals } from '../../engine/evaluation/fit-method.ts';
import { difference } from '../../engine/testing/numbers.ts';
import { blank } from '../../engine/testing/pictures.ts';
import { createControl } from '../../engine/training/control.ts';
import golden from './fixtures/cutpaste.json' with { type: 'json' };
import { chancesOfPaste, createDensityMethod } from './method.ts';

const { length, places } = golden;
const experiment: Experiment = {
  ...defaultExperiment,
  detector: 'cutpaste',
  imageSize: 64,
  inputSize: 32,
  cropStride: 1,
};
const workplace = { gpu: undefined, isSoftware: true, control: createControl(() => Promise.resolve()) };

/** Sees the embeddings of the fixture, one image after another. */
function methodOver(images: readonly (readonly number[])[], changes: Partial<Experiment> = {}) {
  let at = 0;
  const forward = () => {
    const logits = new Float32Array(places * 3).fill(0).map((_, i) => (i % 3 === 0 ? i : 0));
    return Promise.resolve([Float32Array.from(images[at++]), logits]);
  };
  return createDensityMethod({ ...experiment, ...changes }, { forward, length });
}

async function judgeAll(changes: Partial<Experiment>) {
  const method = methodOver([...golden.normals, ...golden.tests], changes);
  const see = (count: number) => Promise.all(Array.from({ length: count }, () => method.see(blank(64))));
  const fitted = (await method.fit(await see(golden.normals.length), workplace))!;
  const tests = await see(golden.tests.length);
  return Promise.all(tests.map(async (seen) => (await fitted.judge(seen))!));
}

describe('the density of CutPaste', () => {
  it('has the mean and covariance of scikit-learn', () => {
    const { mean, covariance } = ledoitWolf(golden.normals.flat(), length);
    expect(difference(mean, golden.shared.mean)).toBeLessThan(1e-6);
    expect(difference(covariance, golden.shared.covariance)).toBeLessThan(1e-6);
    expect(difference(fitGaussian(golden.normals.flat(), length).mean, golden.shared.mean)).toBeLessThan(
      1e-6,
    );
  });

  it('has the distances of scikit-learn, with one Gaussian for all places', async () => {
    const judgements = await judgeAll({ density: 'shared' });
    judgements.forEach(({ scores, map }, i) => {
      const wanted = golden.shared.distances.slice(i * places, (i + 1) * places);
      expect(difference(map!.scores, wanted)).toBeLessThan(1e-6);
      expect(scores['density']).toBeCloseTo(Math.max(...wanted), 4);
      expect([map!.columns, map!.rows]).toEqual([2, 2]);
    });
  });

  it('has the distances of scikit-learn, with one for each place', async () => {
    const judgements = await judgeAll({ density: 'places' });
    judgements.forEach(({ map }, i) => {
      const wanted = golden.perPlace.map(({ distances }) => distances[i]);
      expect(difference(map!.scores, wanted)).toBeLessThan(1e-6);
    });
  });

  it('has no map for whole images', async () => {
    const [{ map }] = await judgeAll({ trainOn: 'whole' });
    expect(map).toBe(undefined);
  });

  it('has the classifier beside it, by the softmax of PyTorch', async () => {
    const chances = chancesOfPaste(Float32Array.from(golden.logits));
    expect(difference(chances, golden.chances)).toBeLessThan(1e-6);
    expect([...chancesOfPaste(Float32Array.of(900, 0, 0, -900, 0, 0))]).toEqual([0, 1]);
    const [{ scores }] = await judgeAll({});
    expect(scores['classifier']).toBeCloseTo(2 / 3, 6); // of the place whose logits are all 0
  });
});

describe('normal images that no density can be fitted on', () => {
  const device = {
    gpu: undefined,
    report: { isSoftware: true },
    takeFault: () => undefined,
  } as unknown as Device;

  async function fit(images: readonly (readonly number[])[]) {
    const normals = images.map(() => ({ image: blank(64) }));
    const tools = { device, control: workplace.control };
    const method = methodOver(images);
    const seen = await seeNormals(method, normals, tools, () => undefined);
    if (!seen.ok || seen.value === undefined) throw new Error('expected to see the images');
    return fitOnSeen(method, seen.value, tools);
  }

  it('are refused by name: one image, and images that the network sees as the same', async () => {
    const one = { kind: 'too-few-images', images: 1, wanted: 2 };
    expect(await fit(golden.normals.slice(0, 1))).toEqual({ ok: false, problem: one });
    const flat = new Array<number>(places * length).fill(0.25);
    expect(await fit([flat, flat, flat])).toEqual({
      ok: false,
      problem: { kind: 'images-alike', images: 3 },
    });
  });

  it('may be fewer than the embedding has dimensions: the covariance is shrunk, and distances are finite', async () => {
    const two = await fit(golden.normals.slice(0, 2));
    if (!two.ok || two.value === undefined) throw new Error('not fitted');
    const seen = await methodOver(golden.tests).see(blank(64));
    const judgement = (await two.value.judge(seen))!;
    expect(Number.isFinite(judgement.scores['density'])).toBe(true);
  });
});
