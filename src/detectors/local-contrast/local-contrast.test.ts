import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { createRgbImage, type RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { Backbone } from '../../engine/backbone/backbone.ts';
import { openWasmMath } from '../../engine/backbone/wasm-math.ts';
import type { Fitted, Judgement, Workplace } from '../../engine/evaluation/method.ts';
import { multiplyOn } from '../../engine/patch-head/matrix.ts';
import { wasmFolder } from '../../engine/testing/wasm-folder.ts';
import { drawFromConfirmed, unusualPlaces } from './confirmed.ts';
import { holdOut, learn } from './learn.ts';
import { createLocalContrast } from './method.ts';
import { changedPlaces, drawPseudo, drawSizes } from './negatives.ts';
import { headSettings } from './recipe.ts';
import { scaleOf } from './scale.ts';

function grey(side: number, value: (x: number, y: number) => number): RgbImage {
  const image = createRgbImage(side, side);
  for (let i = 0; i < side * side; i++)
    image.data.fill(value(i % side, Math.floor(i / side)), 3 * i, 3 * i + 3);
  return image;
}

/** The first channels tell a place's grey level and its contrast, the rest are empty: enough to see a spot. */
const brightness: Pick<Backbone, 'features'> = {
  features({ data, side, count }) {
    const grid = side / 8;
    const fine = new Float32Array(count * grid ** 2 * 192);
    for (let place = 0; place < count * grid ** 2; place++) {
      const [column, row] = [place % grid, Math.floor(place / grid)];
      for (let y = 0; y < 8; y++) {
        for (let x = 0; x < 8; x++) {
          const value = data[4 * ((8 * row + y) * side + 8 * column + x)] / 255;
          fine[192 * place + Math.min(5, Math.floor(6 * value))] += 6 / 64;
        }
      }
    }
    return Promise.resolve({ fine, coarse: new Float32Array((count * grid ** 2 * 576) / 4) });
  },
};

const experiment: Experiment = { ...defaultExperiment, patchArea: [0.05, 4], patchCount: 3, imageSize: 64 };
const head = { ...headSettings, hidden: 32, output: 16, steps: 40, rows: 64 };
const tools = {
  backbone: brightness,
  multiply: multiplyOn(await openWasmMath(wasmFolder())),
  head,
  pseudoImages: 60,
};

const workplace: Workplace = {
  gpu: undefined,
  isSoftware: true,
  control: { isStopped: () => false, yieldToMessages: () => Promise.resolve() },
};

async function judgeBy<Seen>(fitted: Fitted<Seen>, seen: Seen): Promise<Judgement> {
  const judgement = await fitted.judge(seen);
  if (judgement === undefined) throw new Error('it was stopped');
  return judgement;
}

describe('places of a pseudo-anomaly', () => {
  it('are those in which a tenth of the pixels changed by more than eight levels', () => {
    const before = grey(64, () => 100);
    const after = grey(64, (x, y) => (x < 8 && y < 7 ? 120 : x === 63 && y > 56 ? 120 : 104));
    expect(changedPlaces(before, after, 8)).toEqual([0, 63]);
  });

  it('are drawn of the sizes and numbers that the knobs allow, the same from the same seed', () => {
    const random = createRandom('stripes');
    const images = [grey(64, (x) => 60 + 100 * (Math.floor(x / 5) % 2)), grey(64, (_, y) => 40 + 2 * y)];
    const draw = (turn: number) =>
      drawPseudo(images, turn, { experiment, random: random.fork(turn), grid: 8 });
    const drawn = Array.from({ length: 12 }, (_, turn) => draw(turn));
    const places = drawn.flatMap((pseudo) => (pseudo === undefined ? [] : [pseudo.places.length]));
    expect(places.length).toBeGreaterThan(2);
    expect(new Set(places).size).toBeGreaterThan(1);
    expect(draw(3)).toEqual(drawn[3]);
  });

  it('take more patches than the knob says, of a fifth of its smallest area to twice its largest', () => {
    const random = createRandom('sizes');
    const sizes = Array.from({ length: 400 }, (_, i) => drawSizes(defaultExperiment, random.fork(i)));
    const areas = sizes.map(({ patchArea: [least, most] }) => {
      expect(least).toBe(most);
      return least;
    });
    const [low, high] = defaultExperiment.patchArea;
    expect(Math.min(...areas)).toBeGreaterThanOrEqual(0.2 * low - 1e-9);
    expect(Math.min(...areas)).toBeLessThan(0.25 * low);
    expect(Math.max(...areas)).toBeGreaterThan(1.6 * high);
    expect(Math.max(...areas)).toBeLessThanOrEqual(2 * high + 1e-9);
    expect(new Set(sizes.map(({ patchCount }) => patchCount))).toEqual(new Set([1, 2, 3, 4]));
  });
});

describe('a confirmed defect', () => {
  it('has as many unusual places as lie beyond what is rare for normal ones, the farthest first', () => {
    const distances = new Float32Array(1024).fill(1);
    [700, 3, 50, 51].forEach((place, i) => (distances[place] = 9 - i));
    expect(unusualPlaces(distances, { usual: 1, unit: 2 })).toEqual([700, 3, 50, 51]);
    expect(unusualPlaces(distances, { usual: 1, unit: 20 })).toEqual([700, 3, 50]); // as many as a score is the mean of
    expect(
      unusualPlaces(
        Float32Array.from({ length: 1024 }, (_, i) => i),
        { usual: 1, unit: 2 },
      ),
    ).toHaveLength(64);
  });

  it('gives patches to normal images, which keep the rest of their pixels', () => {
    const random = createRandom('donor');
    const normal = grey(64, () => 100);
    const defect = grey(64, (x, y) => (x >= 32 && x < 48 && y >= 32 && y < 48 ? 240 : 100));
    const draw = (turn: number) =>
      drawFromConfirmed(
        normal,
        { image: defect, places: [36] },
        { experiment, random: random.fork(turn), grid: 8 },
      );
    const drawn = Array.from({ length: 12 }, (_, turn) => draw(turn)).filter((one) => one !== undefined);
    expect(drawn.some(({ image }) => image.data.some((value) => value > 180))).toBe(true);
    expect(drawn.some(({ places }) => places.length > 0)).toBe(true);
    for (const { image } of drawn)
      expect(image.data.filter((value) => value === 100).length).toBeGreaterThan(0);
    expect(normal.data.every((value) => value === 100)).toBe(true);
    expect(draw(3)).toEqual(draw(3));
  });
});

describe('scores on one scale', () => {
  it('are 0 at the median of normal places and 1 at what one in two hundred exceeds', () => {
    const scale = scaleOf(Float32Array.from({ length: 1000 }, (_, i) => i));
    expect(scale).toEqual({ usual: 500, unit: 495 });
    expect(scaleOf(Float32Array.of(3, 3)).unit).toBeGreaterThan(0);
  });
});

describe('normal images held out', () => {
  it('are left out of what is learnt, unless there are too few', () => {
    const images = Array.from({ length: 12 }, (_, i) => i);
    const { kept, held } = holdOut(images);
    expect([...kept, ...held].sort((a, b) => a - b)).toEqual(images);
    expect(held.length).toBe(3);
    expect(holdOut([1, 2, 3])).toEqual({ kept: [1, 2, 3], held: [1, 2, 3] });
    expect(holdOut([1, 2, 3, 4]).held.length).toBeGreaterThan(0);
  });
});

describe('local contrast', () => {
  const stripes = (shift: number, spot?: number) =>
    grey(256, (x, y) => {
      const isSpot = spot !== undefined && Math.abs(x - 128) < 12 && Math.abs(y - 60) < 12;
      return isSpot ? spot : 60 + 90 * (Math.floor((x + shift) / 4) % 2);
    });

  it(
    'scores a spot that no normal image has higher, and shows where it is',
    { timeout: 120_000 },
    async () => {
      const method = createLocalContrast({ ...experiment, seed: 3 }, tools);
      const normals = await Promise.all([0, 1, 2, 3].map((shift) => method.see(stripes(shift))));
      const fitted = (await method.fit(normals, workplace))!;
      const [good, bad] = [
        await judgeBy(fitted, await method.see(stripes(5))),
        await judgeBy(fitted, await method.see(stripes(5, 235))),
      ];
      expect(bad.scores['places']).toBeGreaterThan(good.scores['places']! + 1);
      const { map } = bad;
      expect([map!.columns, map!.rows]).toEqual([32, 32]);
      const worst = map!.scores.indexOf(Math.max(...map!.scores));
      expect(Math.abs((worst % 32) - 16)).toBeLessThan(3);
      expect(Math.abs(Math.floor(worst / 32) - 7)).toBeLessThan(3);
    },
  );

  it(
    'finds a defect of the kind that was confirmed more surely than before',
    { timeout: 240_000 },
    async () => {
      const method = createLocalContrast({ ...experiment, seed: 3 }, tools);
      const normals = await Promise.all([0, 1, 2, 3].map((shift) => method.see(stripes(shift))));
      const image = stripes(6, 115); // a grey between those of the stripes
      const defect = { name: 'spot', image, seen: await method.see(image) };
      const [plain, taught] = [
        (await method.fit(normals, workplace))!,
        (await method.fit(normals, workplace, [defect]))!,
      ];
      const [good, bad] = [await method.see(stripes(5)), await method.see(stripes(7, 112))];
      const margin = async (fitted: Fitted<typeof good>) =>
        (await judgeBy(fitted, bad)).scores['places']! - (await judgeBy(fitted, good)).scores['places']!;
      expect(await margin(taught)).toBeGreaterThan(await margin(plain));
    },
  );

  it('learns from one normal image and its mirror images, and from images that are all alike', async () => {
    const method = createLocalContrast({ ...experiment, seed: 3 }, { ...tools, pseudoImages: 12 });
    const one = await method.see(stripes(0));
    for (const normals of [[one], [one, one, one, one, one]]) {
      const fitted = (await method.fit(normals, workplace))!;
      const [good, bad] = [
        await judgeBy(fitted, one),
        await judgeBy(fitted, await method.see(stripes(0, 235))),
      ];
      expect(Number.isFinite(good.scores['places'])).toBe(true);
      expect(bad.scores['places']).toBeGreaterThan(good.scores['places']!);
    }
  });

  it('scores by the bank alone if no pseudo-anomaly changes a place enough', async () => {
    const invisible = {
      ...experiment,
      gateEnabled: false,
      brightness: 0,
      contrast: 0,
      saturation: 0,
      hue: 0,
    };
    const method = createLocalContrast(invisible, { ...tools, pseudoImages: 4 });
    const plain = (value: number) => grey(256, () => value);
    const normals = await Promise.all([100, 101, 102, 103].map((value) => method.see(plain(value))));
    const see = (image: RgbImage) => method.see(image).then(({ maps }) => maps);
    const learnt = (await learn(normals, {
      ...tools,
      ...{ experiment: invisible, pseudoImages: 4, see, random: createRandom(1), control: workplace.control },
    }))!;
    expect(learnt.pseudo).toEqual({ used: 0, rejected: 0, unseen: 4 });
    const worst = (places: Float32Array) => places.reduce((a, b) => Math.max(a, b), -Infinity);
    const [good, bad] = [learnt.scoreImage(normals[1].maps), learnt.scoreImage(await see(plain(230)))].map(
      worst,
    );
    expect(bad).toBeGreaterThan(good);
  });

  it('scores by the bank alone if the gate keeps nothing', async () => {
    const method = createLocalContrast({ ...experiment, generator: 'none', gateRetries: 1 }, tools);
    const fitted = (await method.fit([await method.see(stripes(0))], workplace))!;
    const [good, bad] = [
      await judgeBy(fitted, await method.see(stripes(0))),
      await judgeBy(fitted, await method.see(stripes(0, 235))),
    ];
    expect(Number.isFinite(good.scores['places'])).toBe(true);
    expect(bad.scores['places']).toBeGreaterThan(good.scores['places']!);
  });

  it('ends without a result if it is stopped while it learns', async () => {
    const method = createLocalContrast({ ...experiment, seed: 3 }, tools);
    const stopped = { ...workplace, control: { ...workplace.control, isStopped: () => true } };
    expect(await method.fit([await method.see(stripes(0))], stopped)).toBeUndefined();
  });
});
