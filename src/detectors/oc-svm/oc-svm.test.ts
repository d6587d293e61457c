import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { EvaluationEvent } from '../../core/run/events.ts';
import type { FrozenBackbone } from '../../engine/backbone/backbone.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';
import { multiplyPlainly } from '../../engine/patch-head/matrix.ts';
import { blank, texture } from '../../engine/testing/pictures.ts';
import { createControl } from '../../engine/training/control.ts';
import { ocSvmBody } from './body.ts';

/** Every place of the first fine channel says the mean red, of the first coarse one the mean blue; the rest is empty. */
const colours: FrozenBackbone = {
  backbone: {
    features({ data, side }) {
      const mean = (channel: number) =>
        data.reduce((sum, value, i) => sum + (i % 4 === channel ? value : 0), 0) / side ** 2;
      const [fine, coarse] = [
        new Float32Array((side / 8) ** 2 * 192),
        new Float32Array((side / 16) ** 2 * 576),
      ];
      const [red, blue] = [mean(0), mean(2)];
      for (let i = 0; i < fine.length; i += 192) fine[i] = red;
      for (let i = 0; i < coarse.length; i += 576) coarse[i] = blue;
      return Promise.resolve({ fine, coarse });
    },
  },
  multiply: multiplyPlainly,
};

const item = (path: string, image: DatasetItem['image'], defect = 'good'): DatasetItem => ({
  path,
  split: path.startsWith('train') ? 'train' : 'test',
  defect,
  image,
});
const trained = Array.from({ length: 12 }, (_, i) => item(`train/${i}`, texture(64, i)));
const tests = [item('test/good', texture(64, 40)), item('test/odd', blank(64, 20), 'odd')];

async function evaluate(changes: Partial<Experiment> = {}, items = [...trained, ...tests]) {
  const experiment: Experiment = { ...defaultExperiment, detector: 'oc-svm', ...changes };
  const events: EvaluationEvent[] = [];
  const frozen = () =>
    experiment.svmSees === 'features' ? Promise.resolve(colours) : Promise.reject(new Error('not needed'));
  const outcome = await runEvaluation({
    experiment,
    items,
    createMethod: () => ocSvmBody.createMethod({ experiment, trainer: undefined as never, items, frozen }),
    score: 'outside',
    device: {
      gpu: undefined,
      report: { backend: 'cpu', adapter: '', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
      takeFault: () => undefined,
    },
    control: createControl(() => Promise.resolve()),
    now: () => 0,
    report: (event) => events.push(event),
  });
  const scores = events.flatMap((event) => (event.type === 'scored' ? event.items : []));
  const scoreOf = (path: string) => scores.find((one) => one.path === path)?.score ?? Number.NaN;
  return { outcome, good: scoreOf('test/good'), odd: scoreOf('test/odd') };
}

describe('the one-class SVM on images', () => {
  it.each(['features', 'statistics'] as const)(
    'by %s finds an image outside that is unlike the normal ones',
    async (svmSees) => {
      const { outcome, good, odd } = await evaluate({ svmSees });
      expect(outcome).toMatchObject({ ok: true });
      expect(good).toBeLessThan(odd);
      expect(odd).toBeGreaterThan(0);
    },
  );

  it.each([{ svmSees: 'statistics' }, { svmNu: 0.6 }, { svmGamma: 4 }, { bankImages: 5 }] as const)(
    'has another score with %o',
    async (changes) => {
      expect((await evaluate(changes)).good).not.toBe((await evaluate()).good);
    },
  );

  it('says that one image is too few', async () => {
    const { outcome } = await evaluate({}, [trained[0], ...tests]);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'too-few-images', images: 1, wanted: 2 } });
  });

  it('says so where all normal images are the same to it', async () => {
    const same = Array.from({ length: 3 }, (_, i) => item(`train/${i}`, blank(64, 90)));
    const { outcome } = await evaluate({}, [...same, ...tests]);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'images-alike', images: 3 } });
  });
});
