import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { generate, otherOf } from '../../core/pseudo-anomaly/generate.ts';
import { createRandom } from '../../core/random.ts';
import { unpackImage } from '../../core/views/packed.ts';
import { renderViews } from '../../core/views/render.ts';
import { blank, texture } from '../testing/pictures.ts';
import { createBatchSource, type PairBatch, type PairOptions } from './batch.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 3,
  patchArea: [2, 5],
};
const images = [1, 2, 3, 4, 5].map((seed) => texture(64, seed));

function drawStep(changes: Partial<Experiment> = {}, step = 0, options: PairOptions = {}): PairBatch {
  const outcome = createBatchSource(images, { ...experiment, ...changes }, options).draw(step);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  return outcome.value;
}

function pixelsOf({ pictures, views }: PairBatch): Float32Array {
  return renderViews(pictures, views);
}

function viewOf(batch: PairBatch, index: number): Float32Array {
  return renderViews(batch.pictures, [batch.views[index]]);
}

/** Share of values that differ. */
function changed(a: Float32Array, b: Float32Array): number {
  return a.reduce((count, value, i) => count + (value === b[i] ? 0 : 1), 0) / a.length;
}

/** Where in `image` a picture was cut: the only place with the same pixels. */
function placeOf(picture: RgbImage, image: RgbImage): { left: number; top: number } | undefined {
  const places = image.width - picture.width + 1;
  for (let at = 0; at < places ** 2; at++) {
    const [left, top] = [at % places, Math.floor(at / places)];
    const isHere = picture.data.every((value, i) => {
      const [row, column] = [Math.floor(i / 3 / picture.width), Math.floor(i / 3) % picture.width];
      return value === image.data[3 * ((top + row) * image.width + left + column) + (i % 3)];
    });
    if (isHere) return { left, top };
  }
  return undefined;
}

describe('the masks of a batch', () => {
  const settings = { gateEnabled: false, batchSize: 2 } as const; // so that each attempt becomes a pair

  it.each(['local', 'nsa', 'draem'] as const)(
    'are what the generator graded or changed, at the crop: %s',
    (generator) => {
      const batch = drawStep({ ...settings, generator }, 0, { targets: ['masks'] });
      expect(Object.keys(batch.targets)).toEqual(['masks']);
      const { shape, data } = batch.targets['masks'];
      expect(shape).toEqual([8, 32, 32, 1]);
      for (const i of [0, 1]) {
        const picture = unpackImage(batch.pictures, i);
        const index = images.findIndex((image) => placeOf(picture, image) !== undefined);
        const { left, top } = placeOf(picture, images[index])!;
        const input = {
          image: images[index],
          drawOther: otherOf((k) => images[k], images.length, index),
          turn: i,
        };
        const random = createRandom(experiment.seed).fork('train').fork(0).fork(i).fork('patch');
        const { mask, label = mask } = generate(input, random, { ...experiment, ...settings, generator });
        const wanted = Float32Array.from({ length: 32 * 32 }, (_, at) => {
          return label.data[(top + Math.floor(at / 32)) * 64 + left + (at % 32)] / 255;
        });
        expect(wanted.some((value) => value > 0)).toBe(true);
        const row = (view: number) => data.subarray(view * 32 * 32, (view + 1) * 32 * 32);
        for (const view of [i, 2 + i]) expect(row(view).every((value) => value === 0)).toBe(true);
        for (const view of [4 + i, 6 + i]) expect([...row(view)]).toEqual([...wanted]);
      }
    },
  );

  it('turn and move with their views of whole images', () => {
    const changes = {
      ...settings,
      trainOn: 'whole',
      viewRotation: 20,
      viewTranslation: 15,
      patchArea: [8, 12],
    } as const;
    const batch = drawStep(changes, 0, { targets: ['masks', 'classes'] });
    expect(Object.keys(batch.targets)).toEqual(['classes', 'masks']);
    const pixels = pixelsOf(batch);
    const difference = (view: number, other: number, at: number) =>
      Math.max(
        ...[0, 1, 2].map((c) =>
          Math.abs(pixels[3 * (view * 1024 + at) + c] - pixels[3 * (other * 1024 + at) + c]),
        ),
      );
    for (const view of [0, 1, 2, 3]) {
      const masks = batch.targets['masks'].data.subarray((4 + view) * 1024, (5 + view) * 1024);
      const unlike = [...masks.keys()].filter((at) => difference(view, 4 + view, at) > 1e-5);
      expect(unlike.length).toBeGreaterThan(10);
      for (const at of unlike) expect(masks[at]).toBeGreaterThan(0);
    }
  });
});

describe('a batch', () => {
  it('holds two normal views of each image, then two of its pseudo-anomaly, as normalised pixels', () => {
    const batch = drawStep();
    expect(batch.images).toBe(3);
    const pixels = pixelsOf(batch);
    expect(pixels).toHaveLength(12 * 32 * 32 * 3);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(2);
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(-2);
  });

  it.each(['crops', 'whole'] as const)(
    'shows an image and its pseudo-anomaly alike but for the patch, when views are shared (%s)',
    (trainOn) => {
      const batch = drawStep({ trainOn });
      for (let i = 0; i < 3; i++) {
        for (const view of [0, 1]) {
          const share = changed(viewOf(batch, view * 3 + i), viewOf(batch, (2 + view) * 3 + i));
          expect(share).toBeGreaterThan(0.001);
          expect(share).toBeLessThan(0.6);
        }
      }
    },
  );

  it('says what each view shows: normal or pseudo, and which of the two kinds with 3-way', () => {
    expect([...drawStep().classes]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    const settings = { gateEnabled: false, batchSize: 2, generator: '3-way' } as const;
    const kinds = [0, 1, 2].map((step) => [...drawStep(settings, step).classes]);
    // CutPaste and Scar in turns; both views of a picture show the same.
    expect(kinds).toEqual(new Array(3).fill([0, 0, 0, 0, 1, 2, 1, 2]));
  });

  it('shows them through different jitter, when views are not shared', () => {
    const batch = drawStep({ sharedViews: false });
    expect(changed(viewOf(batch, 0), viewOf(batch, 6))).toBeGreaterThan(0.9);
  });

  it('is the same for the same step and seed, and another for another', () => {
    expect(pixelsOf(drawStep())).toEqual(pixelsOf(drawStep()));
    expect(pixelsOf(drawStep({}, 1))).not.toEqual(pixelsOf(drawStep()));
    expect(pixelsOf(drawStep({ seed: 2 }))).not.toEqual(pixelsOf(drawStep()));
  });

  it('takes normal crops from anywhere for a share of pairs: a plain background is seen then, and never without', () => {
    const half = images.map((image) => {
      const plain = blank(64, 100);
      for (let y = 0; y < 64; y++)
        plain.data.set(image.data.subarray(3 * (64 * y + 32), 3 * (64 * y + 64)), 3 * (64 * y + 32));
      return plain;
    });
    const seen = (evenCrops: number) => {
      const settings = { ...experiment, evenCrops, batchSize: 5, patchArea: [1, 2], shift: [4, 8] } as const;
      const source = createBatchSource(half, settings);
      const steps = [0, 1, 2, 3, 4, 5].map((step) => source.draw(step));
      return steps.map((step) => (step.ok ? step.value.pictures : undefined)!);
    };
    const plainOnes = (pictures: ReturnType<typeof seen>, isPseudo: boolean) =>
      pictures.flatMap((packed) =>
        Array.from({ length: packed.count / 2 }, (_, i) => unpackImage(packed, isPseudo ? 5 + i : i)).filter(
          ({ data }) => new Set(data).size === 1,
        ),
      ).length;
    const [followed, anywhere] = [seen(0), seen(100)];
    expect(plainOnes(followed, false)).toBe(0);
    expect(plainOnes(anywhere, false)).toBeGreaterThan(1);
    expect(plainOnes(anywhere, true)).toBe(0);
    followed.forEach((packed, step) => {
      const pseudo = packed.data.length / 2;
      expect(anywhere[step].data.subarray(pseudo)).toEqual(packed.data.subarray(pseudo));
    });
  });

  it('shows the most visible of several pseudo-anomalies at first, and whichever comes at the end', () => {
    const settings = { trainOn: 'whole', inputSize: 64, steps: 10, viewJitter: 0 } as const;
    const apart = (easyFirst: number, step: number, options: PairOptions = {}) => {
      const batch = drawStep({ ...settings, easyFirst }, step, options);
      const { data } = batch.pictures;
      const half = data.length / 2;
      return data.subarray(0, half).reduce((sum, value, i) => sum + Math.abs(value - data[half + i]), 0);
    };
    const sum = (easyFirst: number) => [0, 1].reduce((all, step) => all + apart(easyFirst, step), 0);
    expect(sum(8)).toBeGreaterThan(1.2 * sum(1));
    expect(apart(8, 10)).toBe(apart(1, 10));
    expect(apart(8, 0, { stream: 'watch' })).toBe(apart(1, 0, { stream: 'watch' }));
  });

  it('may hold more crops than there are images', () => {
    expect(drawStep({ batchSize: 8 }).images).toBe(8);
  });

  it('is refused, with the number of tries, when no patch can be seen', () => {
    const source = createBatchSource([blank(64), blank(64, 90)], { ...experiment, gateRetries: 2 });
    expect(source.draw(0)).toEqual({ ok: false, problem: { kind: 'no-valid-patch', tried: 4 * 3 * 2 } });
  });
});
