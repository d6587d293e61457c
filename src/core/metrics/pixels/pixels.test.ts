import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import formulas from '../../fixtures/formulas.json' with { type: 'json' };
import { createMask, type Mask } from '../../image/image.ts';
import { labelRegions } from '../../image/regions.ts';
import { pixelMetrics, sortKeys, splitPixels } from './pixels.ts';
import { auroc } from '../roc.ts';

const side = 16;

function boxes(
  ...list: readonly (readonly [top: number, bottom: number, left: number, right: number])[]
): Mask {
  const mask = createMask(side, side);
  for (const [top, bottom, left, right] of list) {
    for (let y = top; y <= bottom; y++) mask.data.fill(255, y * side + left, y * side + right + 1);
  }
  return mask;
}

function mapOf(score: (x: number, y: number) => number): Float32Array {
  return Float32Array.from(
    { length: side * side },
    (_, i) => Math.round(1000 * score(i % side, Math.floor(i / side))) / 1000,
  );
}

/** Two defective images, described in words in the fixture. */
const example = [
  splitPixels(
    mapOf(
      (x, y) =>
        Math.exp(-((x - 4.2) ** 2 + (y - 3.1) ** 2) / 14) +
        0.6 * Math.exp(-((x - 12) ** 2 + (y - 11) ** 2) / 9),
    ),
    boxes([2, 4, 2, 5], [10, 13, 9, 10], [5, 5, 6, 6]),
  ),
  splitPixels(
    mapOf((x, y) => Math.exp(-((x - 6) ** 2 / 30 + (y - 7.5) ** 2 / 3))),
    boxes([7, 8, 3, 11]),
  ),
];

interface Picture {
  readonly scores: Float32Array;
  readonly mask: Mask;
}

/** The slow way: one threshold a distinct score, and each region and pixel looked at for each. */
function slowAuPro(pictures: readonly Picture[], limit: number): number {
  const pixels = pictures.flatMap(({ scores, mask }, image) => {
    const { labels } = labelRegions(mask);
    return [...scores].map((score, i) => ({ score, region: labels[i] === 0 ? '' : `${image}/${labels[i]}` }));
  });
  const regions = [...new Set(pixels.map(({ region }) => region))].filter((region) => region !== '');
  const shareFound = (region: string, threshold: number) => {
    const own = pixels.filter((pixel) => pixel.region === region);
    return own.filter(({ score }) => score >= threshold).length / own.length;
  };
  const thresholds = [...new Set(pixels.map(({ score }) => score))].sort((a, b) => b - a);
  const points = [Infinity, ...thresholds].map((threshold) => ({
    x: shareFound('', threshold),
    y: regions.reduce((sum, region) => sum + shareFound(region, threshold), 0) / regions.length,
  }));
  const area = points.slice(1).map((to, i) => {
    const from = points[i];
    const end = Math.min(to.x, limit);
    if (end <= from.x) return 0;
    const height = from.y + ((to.y - from.y) * (end - from.x)) / (to.x - from.x);
    return ((end - from.x) * (from.y + height)) / 2;
  });
  return area.reduce((sum, part) => sum + part, 0) / limit;
}

const pictures = fc.array(
  fc
    .array(fc.record({ score: fc.integer({ min: -4, max: 4 }), isMarked: fc.boolean() }), {
      minLength: 12,
      maxLength: 12,
    })
    .map((pixels) => ({
      scores: Float32Array.from(pixels, ({ score }) => score / 2),
      mask: { width: 4, height: 3, data: Uint8Array.from(pixels, ({ isMarked }) => (isMarked ? 255 : 0)) },
    })),
  { minLength: 1, maxLength: 4 },
);

describe('pixel metrics', () => {
  it('agree with the reference values', () => {
    const { aupro_0p3, aupro_0p05, aupro_1, pixel_auroc } = formulas.aupro;
    expect(pixelMetrics(example)?.auPro).toBeCloseTo(aupro_0p3, 12);
    expect(pixelMetrics(example, 0.05)?.auPro).toBeCloseTo(aupro_0p05, 12);
    expect(pixelMetrics(example, 1)?.auPro).toBeCloseTo(aupro_1, 12);
    expect(pixelMetrics(example)?.auroc).toBeCloseTo(pixel_auroc, 12);
  });

  it('are what looking at every threshold, region and pixel gives', () => {
    fc.assert(
      fc.property(pictures, fc.constantFrom(0.05, 0.3, 1), (list, limit) => {
        const metrics = pixelMetrics(
          list.map(({ scores, mask }) => splitPixels(scores, mask)),
          limit,
        );
        const marks = list.flatMap(({ mask }) => [...mask.data].map((value) => (value === 255 ? 1 : 0)));
        const wanted = auroc(
          marks,
          list.flatMap(({ scores }) => [...scores]),
        );
        if (wanted === undefined) {
          expect(metrics).toBeUndefined();
          return;
        }
        expect(metrics?.auroc).toBeCloseTo(wanted, 12);
        expect(metrics?.auPro).toBeCloseTo(slowAuPro(list, limit), 12);
      }),
      { seed: 57 },
    );
  });

  it('do not change when scores are stretched in order, or when images come in another order', () => {
    const stretched = fc.sample(pictures, { seed: 58, numRuns: 20 });
    for (const list of stretched) {
      const split = list.map(({ scores, mask }) => splitPixels(scores, mask));
      const other = list.map(({ scores, mask }) => splitPixels(scores.map(Math.exp), mask)).reverse();
      const [one, two] = [pixelMetrics(split), pixelMetrics(other)];
      expect(two?.auroc).toBeCloseTo(one?.auroc ?? Number.NaN, 12);
      expect(two?.auPro).toBeCloseTo(one?.auPro ?? Number.NaN, 12);
    }
  });

  it('are lower where a normal image raises alarms', () => {
    const loud = splitPixels(mapOf(() => 2));
    const quiet = splitPixels(mapOf(() => -1));
    const before = pixelMetrics(example)!.auPro;
    expect(pixelMetrics([...example, loud])!.auPro).toBeLessThan(before);
    expect(pixelMetrics([...example, quiet])!.auPro).toBeGreaterThan(before);
  });

  it('are not computed without defects, without normal pixels, or where a score is not finite', () => {
    const all = boxes([0, side - 1, 0, side - 1]);
    expect(pixelMetrics([])).toBeUndefined();
    expect(pixelMetrics([splitPixels(mapOf(() => 1))])).toBeUndefined();
    expect(
      pixelMetrics([
        splitPixels(
          mapOf(() => 1),
          all,
        ),
      ]),
    ).toBeUndefined();
    for (const bad of [Number.NaN, -Number.NaN, Infinity, -Infinity]) {
      for (const at of [0, 1]) {
        const scores = mapOf((x, y) => x + y);
        scores[at] = bad;
        expect(pixelMetrics([splitPixels(scores, boxes([0, 0, 0, 0]))])).toBeUndefined();
      }
    }
  });

  it('say when a mask has another size', () => {
    expect(() => splitPixels(new Float32Array(4), createMask(3, 1))).toThrow(
      'the mask has 3 pixels, wanted 4',
    );
  });
});

describe('sort keys', () => {
  it('are in the order of the scores', () => {
    fc.assert(
      fc.property(fc.float(), fc.float(), (a, b) => {
        fc.pre(!Number.isNaN(a) && !Number.isNaN(b));
        const [keyA, keyB] = sortKeys([a, b]);
        expect(Math.sign(keyA - keyB)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { seed: 59, numRuns: 500 },
    );
  });
});

describe('pixels of which some do not count', () => {
  it('are left out, and a defect is what lies among the others: as if the rest had never been there', () => {
    const scores = mapOf((x, y) => Math.sin(3 * x + 7 * y));
    const mask = boxes([2, 6, 4, 11], [12, 13, 0, 2]);
    const counted = Uint8Array.from({ length: side * side }, (_, i) => (i % side < 8 ? 1 : 0));
    const isLeft = (_: number, i: number) => counted[i] === 1;
    const cut = ({ data }: Mask): Mask => ({ width: 8, height: side, data: data.filter(isLeft) });
    const found = splitPixels(scores, mask, counted);
    const wanted = splitPixels(scores.filter(isLeft), cut(mask));
    expect(found).toEqual(wanted);
    expect(found.regionSizes).toEqual([20, 6]);
    expect(splitPixels(scores, undefined, counted)).toEqual(splitPixels(scores.filter(isLeft)));
    const hidden = splitPixels(scores, boxes([2, 6, 9, 11]), counted);
    expect(hidden.defective).toHaveLength(0);
    expect(hidden.normal).toHaveLength(8 * side);
  });
});
