import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { createRgbImage, type RgbImage } from '../../core/image/image.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import type { HeldOutSignal, LiveEvent } from '../../core/run/live.ts';
import type { Backbone } from '../../engine/backbone/backbone.ts';
import { openWasmMath } from '../../engine/backbone/wasm-math.ts';
import { multiplyOn } from '../../engine/patch-head/matrix.ts';
import { wasmFolder } from '../../engine/testing/wasm-folder.ts';
import { liveBudget, type LiveBudget } from './live-budget.ts';
import { chooseLiveImages } from './live-images.ts';
import { createLive } from './live.ts';

const side = 64;

/** Stripes; a defective one has a bright spot. */
function stripes(shift: number, hasSpot = false): RgbImage {
  const image = createRgbImage(side, side);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const isSpot = hasSpot && Math.abs(x - 30) < 6 && Math.abs(y - 20) < 6;
    image.data.fill(isSpot ? 240 : 60 + 90 * (Math.floor((x + shift) / 4) % 2), 3 * i, 3 * i + 3);
  }
  return image;
}

const normals = Array.from({ length: 8 }, (_, i): DatasetItem => {
  return { path: `train/good/${i}.png`, split: 'train', defect: 'good', image: stripes(i) };
});
const tests: readonly DatasetItem[] = [0, 1, 2, 3].flatMap((i): DatasetItem[] => [
  { path: `test/good/${i}.png`, split: 'test', defect: 'good', image: stripes(i + 1) },
  { path: `test/spot/${i}.png`, split: 'test', defect: 'spot', image: stripes(i, true) },
]);
const items = [...normals, ...tests];

const math = await openWasmMath(wasmFolder());

/** Tells a place's grey level, and counts the images that it was shown. */
function countingBackbone(): { readonly seen: () => number; readonly features: Backbone['features'] } {
  let seen = 0;
  return {
    seen: () => seen,
    features({ data, side: width, count }) {
      seen += count;
      const grid = width / 8;
      const fine = new Float32Array(count * grid ** 2 * 192);
      for (let i = 0; i < count * (width * width); i++) {
        const [x, y] = [i % width, Math.floor(i / width)];
        const level = Math.min(5, Math.floor((6 * data[4 * i]) / 255));
        fine[192 * (Math.floor(y / 8) * grid + Math.floor(x / 8)) + level] += 6 / 64;
      }
      return Promise.resolve({ fine, coarse: new Float32Array((count * grid ** 2 * 576) / 4) });
    },
  };
}

const budget: LiveBudget = {
  ...liveBudget,
  tests: 6,
  heldOut: 2,
  maps: 4,
  pseudoImages: 6,
  sizes: { bank: 40, bankCandidates: 300, normalPlaces: 500 },
  head: { ...liveBudget.head, hidden: 16, output: 8, steps: 12, rows: 32 },
};

const wanted: Experiment = { ...defaultExperiment, seed: 4, patchArea: [3, 8], patchCount: 2 };

interface Answer {
  readonly scored: readonly ScoredItem[];
  readonly signal: HeldOutSignal | undefined;
  readonly end: Awaited<ReturnType<ReturnType<typeof createLive>['answer']>>;
  readonly types: readonly string[];
  readonly events: readonly LiveEvent[];
}

function open(source: readonly DatasetItem[] = items, most: Partial<LiveBudget> = {}) {
  const backbone = countingBackbone();
  const session = createLive({ items: source, seed: 4 }, { ...budget, ...most });
  /** Stopped after `yields` chances to hear of it. */
  const ask = async (experiment: Experiment = wanted, yields = Infinity): Promise<Answer> => {
    const events: LiveEvent[] = [];
    let left = yields;
    const end = await session.answer({
      experiment,
      frozen: { backbone, multiply: multiplyOn(math) },
      control: {
        isStopped: () => left <= 0,
        yieldToMessages: () => {
          left--;
          return Promise.resolve();
        },
      },
      report: (event) => events.push(event),
      now: () => 0,
    });
    const scored = events.flatMap((event) => (event.type === 'live-scored' ? event.items : []));
    const signal = events.find((event) => event.type === 'live-held-out')?.signal;
    return { scored, signal, end, types: events.map(({ type }) => type), events };
  };
  return { ask, seen: backbone.seen };
}

describe('images for Live', () => {
  it('are chosen by the seed, held-out ones apart, and begin with different defects and two normal ones', () => {
    const many = Array.from({ length: 40 }, (_, i): DatasetItem => {
      const defect = ['good', 'a', 'b', 'c', 'd'][i % 5];
      return { path: `test/${defect}/${i}.png`, split: 'test', defect, image: stripes(0) };
    });
    const choose = (seed: number) => chooseLiveImages({ items: [...normals, ...many], seed }, liveBudget);
    const { tests: chosen, heldOut, normals: learnt, testTotal } = choose(1);
    expect(
      chosen
        .slice(0, 4)
        .map(({ defect }) => defect)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
    expect(chosen.slice(4, 6).map(({ defect }) => defect)).toEqual(['good', 'good']);
    expect([heldOut.length, learnt.length, chosen.length, testTotal]).toEqual([2, 6, 40, 40]);
    expect(new Set([...heldOut, ...learnt]).size).toBe(8);
    expect(choose(1)).toEqual(choose(1));
    expect(choose(2)).not.toEqual(choose(1));
  });
});

describe('Live', { timeout: 120_000 }, () => {
  it('scores test images and held-out ones for a setting, the same for the same seed', async () => {
    const first = await open().ask();
    expect(first.end).toMatchObject({
      normals: { used: 8, total: 8 },
      tests: { used: 6, total: 8 },
      pseudo: { asked: 6, used: 6 },
    });
    expect(first.scored).toHaveLength(6);
    const mean = (label: number) => {
      const own = first.scored.filter((item) => item.label === label).map(({ score }) => score);
      return own.reduce((sum, score) => sum + score, 0) / own.length;
    };
    expect(mean(1)).toBeGreaterThan(mean(0) + 1);
    expect(first.scored[0].map).toMatchObject({ columns: 32, rows: 32 });
    expect(first.signal).toMatchObject({ normals: 2, pseudo: 4 });
    // what people look at comes first
    expect(first.types.indexOf('live-held-out')).toBeGreaterThan(first.types.indexOf('live-scored'));
    expect((await open().ask()).scored).toEqual(first.scored);
  });

  it('sees only new pseudo-anomalies for another setting, and scores otherwise', async () => {
    const { ask, seen } = open();
    const first = await ask();
    const before = seen();
    const second = await ask({ ...wanted, rotation: [30, 45] });
    expect(seen() - before).toBe(second.end!.pseudo.used);
    expect(second.scored.map(({ score }) => score)).not.toEqual(first.scored.map(({ score }) => score));
    expect((await ask()).scored).toEqual(first.scored);
  });

  it('keeps what it has seen when it is stopped, and gives the same answer later', async () => {
    const whole = await open().ask();
    const { ask, seen } = open();
    expect((await ask(wanted, 3)).end).toBeUndefined();
    expect(seen()).toBe(3);
    expect((await ask(wanted, 20)).end).toBeUndefined();
    expect((await ask()).scored).toEqual(whole.scored);
  });

  it('tells pairs of places, and how the head draws them apart, where that is asked for', async () => {
    const { events } = await open(items, { pairs: 3 }).ask();
    const [places] = events.flatMap((event) => (event.type === 'live-places' ? [event.places] : []));
    expect(places.map(({ kind }) => kind)).toEqual([
      'normal',
      'pseudo',
      'normal',
      'pseudo',
      'normal',
      'pseudo',
    ]);
    expect(places[0].picture).toMatchObject({ width: 48, height: 48 });
    expect(places[0].picture.rgba).not.toEqual(places[1].picture.rgba);
    const looks = events.flatMap((event) => (event.type === 'live-look' ? [event.look] : []));
    expect(looks.at(-1)).toMatchObject({ step: 12, total: 12 });
    const apart = ({ points }: (typeof looks)[number]) => {
      const angle = (row: number) => Math.hypot(points[2 * row], points[2 * row + 1]);
      return angle(1) + angle(3) + angle(5) - angle(0) - angle(2) - angle(4);
    };
    expect(apart(looks.at(-1)!)).toBeGreaterThan(0.05);
    expect((await open().ask()).types).not.toContain('live-places');
  });

  it('shows maps of held-out pseudo-anomalies where there are no test images', async () => {
    const { scored, signal, end } = await open(normals).ask();
    expect(end).toMatchObject({ tests: { used: 0, total: 0 } });
    expect(scored.length).toBe(4);
    expect(scored.every(({ label }) => label === 1)).toBe(true);
    expect(signal?.normals).toBe(2);
  });

  it('says what a number of the whole image alone reaches, once there are enough of both classes', async () => {
    const brighter = (defect: string, i: number): DatasetItem => {
      const image = stripes(i);
      const data = image.data.map((value) => (defect === 'good' ? value : Math.min(255, value + 60)));
      return { path: `test/${defect}/${i}.png`, split: 'test', defect, image: { ...image, data } };
    };
    const lit = [1, 2, 3, 4, 5].flatMap((i) => [brighter('good', i), brighter('lit', i)]);
    expect((await open([...normals, ...lit], { tests: 10 }).ask()).end?.statistic?.auroc).toBe(1);
    expect((await open([...normals, ...lit]).ask()).end?.statistic).toBeUndefined(); // 6 images are too few
  });

  it('says why nothing was learnt: the gate kept none, or no place changed enough', async () => {
    const { ask } = open();
    const none = await ask({ ...wanted, gateThreshold: 0, gateRetries: 1 });
    expect(none.end?.pseudo).toEqual({ asked: 6, used: 0, rejected: 6, unseen: 0 });
    const faint = await ask({ ...wanted, generator: 'none', gateEnabled: false });
    expect(faint.end?.pseudo).toEqual({ asked: 6, used: 0, rejected: 0, unseen: 6 });
    expect(faint.scored).toHaveLength(6);
  });
});
