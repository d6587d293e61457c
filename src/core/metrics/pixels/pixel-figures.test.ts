import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/pixel-figures.json' with { type: 'json' };
import { createMask, type Mask } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import { auPimo } from './aupimo.ts';
import { measurePixels } from './measure-pixels.ts';
import { pixelPrecision } from './pixel-precision.ts';
import { keyAtLeast, pixelMetrics, scoresOfKeys, sortKeys, sortPixels, splitPixels } from './pixels.ts';
import { saturated, saturationOf } from './saturation.ts';
import { addPixels, noPixels, normalMoments, segF1, threeSigmaThreshold } from './seg-f1.ts';

const { side, normals, boxes } = golden;

/** Threshold, whether it is a share, area of the region, saturation. */
type Saturation = [number, boolean, number, number];

function maskOf(list: readonly (readonly number[])[]): Mask {
  const mask = createMask(side, side);
  for (const [top, bottom, left, right] of list) {
    for (let y = top; y <= bottom; y++) mask.data.fill(255, y * side + left, y * side + right + 1);
  }
  return mask;
}

/** The hash of scripts/make-pixel-figures-fixture.py. */
function noise(pixel: number): number {
  let bits = Math.imul(pixel, 2654435761) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 15), 2246822519) >>> 0;
  return (bits ^ (bits >>> 13)) >>> 0;
}

function mapOf(image: number, mask: Mask): Float32Array {
  return Float32Array.from(mask.data, (value, i) => {
    const bits = noise(image * side * side + 1 + i);
    const share = (bits >>> 8) / 2 ** 24;
    const isRaised = value === 255 && (bits & 3) !== 0;
    return share * share + (isRaised ? golden.raised[image - normals] : 0);
  });
}

const masks = [...Array.from({ length: normals }, () => maskOf([])), ...boxes.map(maskOf)];
const maps = masks.map((mask, image) => mapOf(image, mask));
const images = maps.map((scores, i) => splitPixels(scores, masks[i]));
const bounds = golden.bounds as [number, number];
const wideBounds = golden.wideBounds as [number, number];

describe('pixel average precision and F1', () => {
  it('are scikit-learn’s', () => {
    const { averagePrecision, f1Max } = pixelPrecision(sortPixels(images));
    expect(averagePrecision).toBeCloseTo(golden.averagePrecision, 12);
    expect(f1Max.f1).toBeCloseTo(golden.f1Max.f1, 12);
    expect(f1Max.threshold).toBe(golden.f1Max.threshold);
  });
});

describe('AUPIMO', () => {
  it('is its definition, threshold by threshold', () => {
    for (const [own, wanted] of [
      [auPimo(images, bounds), golden.auPimo],
      [auPimo(images, wideBounds), golden.auPimoWide],
    ] as const) {
      own?.perImage.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i], 12);
      });
      expect(own?.perImage).toHaveLength(wanted.length);
      expect(own?.mean).toBeCloseTo(wanted.reduce((sum, one) => sum + one) / wanted.length, 12);
    }
  });

  it('is close to what the authors’ sampled thresholds give', () => {
    const own = auPimo(images, wideBounds);
    own?.perImage.forEach((value, i) => {
      expect(Math.abs(value - golden.auPimoWideSampled[i])).toBeLessThan(0.005);
    });
  });

  it('fixes its rates on normal images alone: other defects do not move an image’s number', () => {
    const all = auPimo(images, bounds);
    const one = auPimo([...images.slice(0, normals), images[normals + 1]], bounds);
    expect(one?.perImage).toEqual([all?.perImage[1]]);
  });

  it('weighs every normal image alike, whatever its size', () => {
    const loud = splitPixels(Float32Array.from({ length: 100 }, (_, i) => i));
    const quiet = splitPixels(Float32Array.from({ length: 10_000 }, () => -1));
    const marked = { ...images[normals], defective: sortKeys([95.5]) };
    // 4 of 100 pixels lie above 95.5 in one image of two: a mean rate of .02.
    expect(auPimo([loud, quiet, marked], [0.01, 0.02])?.mean).toBe(0);
    expect(auPimo([loud, quiet, marked], [0.02, 0.04])?.mean).toBeCloseTo(1, 12);
  });

  it('is not computed where the normal pixels are too few for its rates, or nothing is marked', () => {
    expect(auPimo(images.slice(6), bounds)).toBeUndefined();
    expect(auPimo(images.slice(0, normals), bounds)).toBeUndefined();
  });
});

describe('SegF1', () => {
  it('has the threshold that normal images fix, and scikit-learn’s F1 there', () => {
    const threshold = threeSigmaThreshold(normalMoments(images));
    expect(threshold).toBeCloseTo(golden.segF1.threshold, 10);
    expect(segF1(images, threshold!)).toBeCloseTo(golden.segF1.f1, 12);
  });

  it('takes the threshold from validation images where there are some', () => {
    const random = createRandom(1);
    const validation = addPixels(noPixels, Float32Array.of(1, 1, 1, 1));
    expect(measurePixels(images, { random, side, validation })?.segF1).toEqual({
      basis: 'validation',
      threshold: 1,
      f1: segF1(images, 1),
    });
    expect(measurePixels(images, { random, side })?.segF1?.basis).toBe('test');
  });

  it('is 0 where nothing is marked and nothing alarmed, and has no threshold without normal pixels', () => {
    expect(segF1(images.slice(0, 1), 9)).toBe(0);
    expect(threeSigmaThreshold(noPixels)).toBeUndefined();
  });

  it('raises no alarm below a threshold between two float32', () => {
    const score = Math.fround(0.1);
    const image = splitPixels(Float32Array.of(score), { width: 1, height: 1, data: Uint8Array.of(255) });
    expect(segF1([image], score)).toBe(1);
    expect(segF1([image], score + 1e-12)).toBe(0);
  });
});

describe('sPRO', () => {
  const regionsOf = (image: number) =>
    boxes[image].map((box, i) => {
      const marked = maskOf([box]).data;
      const keys = sortKeys(maps[normals + image].filter((_, pixel) => marked[pixel] === 255));
      return { keys, saturation: golden.saturations[image][i] };
    });
  const saturatedImages = images.map(({ normal }, i) =>
    saturated(normal, i < normals ? [] : regionsOf(i - normals)),
  );

  it('is MVTec LOCO’s definition', () => {
    expect(pixelMetrics(saturatedImages, 0.05)?.auPro).toBeCloseTo(golden.auSPro5, 12);
    expect(pixelMetrics(saturatedImages, 0.3)?.auPro).toBeCloseTo(golden.auSPro30, 12);
  });

  it('is PRO where all of every region is wanted', () => {
    const whole = images.map(({ normal }, i) =>
      saturated(
        normal,
        i < normals ? [] : regionsOf(i - normals).map(({ keys }) => ({ keys, saturation: keys.length })),
      ),
    );
    expect(pixelMetrics(whole, 0.3)?.auPro).toBeCloseTo(pixelMetrics(images, 0.3)!.auPro, 12);
  });

  it('wants as many whole pixels as the authors’ code, which cuts shares off', () => {
    for (const [threshold, isRelative, area, wanted] of golden.saturationAreas as Saturation[])
      expect(saturationOf({ pixelValue: 255, threshold, isRelative }, area)).toBe(wanted);
  });

  it('wants one pixel at least, where the authors would divide by none', () => {
    expect(saturationOf({ pixelValue: 255, threshold: 0.001, isRelative: true }, 30)).toBe(1);
  });
});

describe('all of them', () => {
  it('come with the areas and the size they were taken at', () => {
    const measured = measurePixels(images, { random: createRandom(1), side });
    expect(measured).toMatchObject({ ...pixelMetrics(images), side });
    expect(measured?.auPro5).toBe(pixelMetrics(images, 0.05)?.auPro);
    expect(measured).not.toHaveProperty('auSPro5');
    expect(measurePixels(images.slice(0, 3), { random: createRandom(1), side })).toBeUndefined();
  });
});

describe('scores and their keys', () => {
  it('go back and forth', () => {
    const scores = Float32Array.of(-2.5, 0, 1e-40, 3);
    expect(scoresOfKeys(sortKeys(scores))).toEqual(scores);
    expect(keyAtLeast(3)).toBe(sortKeys([3])[0]);
    expect(keyAtLeast(3 + 1e-12)).toBe(sortKeys([3])[0] + 1);
    expect(keyAtLeast(3 - 1e-12)).toBe(sortKeys([3])[0]);
  });
});
