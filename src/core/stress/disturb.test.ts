import { describe, expect, it } from 'vitest';
import golden from '../fixtures/stress.json' with { type: 'json' };
import type { RgbImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { disturb } from './disturb.ts';
import {
  disturbanceNames,
  disturbanceRanges,
  ladders,
  noDisturbance,
  only,
  withinRanges,
} from './disturbance.ts';
import { loseJpeg } from './jpeg-loss.ts';

const { width, height, step } = golden;

/** The formula of scripts/make-stress-fixture.py. */
function formulaImage(): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y, c] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3];
    const board = (Math.floor(x / 7) + Math.floor(y / 5)) % 2;
    return (40 + 4 * x + 2 * y + 9 * ((x * y + 3 * c) % 5) + 20 * c + 50 * board) % 256;
  });
  return { width, height, data };
}

/** Its `smooth_image`. */
function smoothImage(): RgbImage {
  const data = Uint8Array.from({ length: 48 * 32 * 3 }, (_, i) => {
    const [x, y, c] = [Math.floor(i / 3) % 48, Math.floor(i / 3 / 48), i % 3];
    const wave = (((3 * y - x) % 14) + 14) % 14;
    return 60 + 5 * Math.abs(((x + 2 * y) % 20) - 10) + 4 * Math.abs(wave - 7) + 10 * c;
  });
  return { width: 48, height: 32, data };
}

const image = formulaImage();
const apply = (change: Partial<typeof noDisturbance>, seed = 1) =>
  disturb(image, { ...noDisturbance, ...change }, createRandom(seed), loseJpeg);

function differences(result: RgbImage, wanted: readonly number[]): number[] {
  expect(wanted).toHaveLength(Math.ceil(result.data.length / step));
  return wanted.map((level, i) => Math.abs(level - result.data[i * step]));
}

describe('a disturbance', () => {
  it('of nothing leaves every pixel as it is', async () => {
    expect(await apply({})).toEqual(image);
  });

  it.each(golden.cases)(
    '$change is what torchvision or SciPy make of it',
    async ({ change, levels, ...rest }) => {
      const { tolerance = 0 } = rest;
      const found = differences(await apply(change), levels);
      // A level that lies half way between two may be rounded either way.
      expect(Math.max(...found)).toBeLessThanOrEqual(1);
      expect(found.filter((one) => one > tolerance).length).toBeLessThan(found.length / 200);
    },
  );

  it('by noise has the strength that is asked for, is the same for a seed, and another for another', async () => {
    const flat = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(128) };
    const noisy = (seed: number) => disturb(flat, only('noise', 10), createRandom(seed), loseJpeg);
    const { data } = await noisy(1);
    const mean = data.reduce((sum, level) => sum + level, 0) / data.length;
    const deviation = Math.sqrt(data.reduce((sum, level) => sum + (level - mean) ** 2, 0) / data.length);
    expect(Math.abs(mean - 128)).toBeLessThan(0.5);
    expect(Math.abs(deviation - 10)).toBeLessThan(0.3);
    expect((await noisy(1)).data).toEqual(data);
    expect((await noisy(2)).data).not.toEqual(data);
  });

  it('moves the content to the right, and turns it counterclockwise', async () => {
    const dot = { width: 21, height: 21, data: new Uint8Array(21 * 21 * 3) };
    dot.data.fill(255, (10 * 21 + 15) * 3, (10 * 21 + 15) * 3 + 3); // right of the middle
    const moved = await disturb(dot, only('shift', 100 / 21), createRandom(1), loseJpeg);
    expect(moved.data[(10 * 21 + 16) * 3]).toBe(255);
    const turned = await disturb(dot, only('rotation', 90), createRandom(1), loseJpeg);
    expect(turned.data[(5 * 21 + 10) * 3]).toBe(255); // above the middle
  });
});

describe('JPEG without a file', () => {
  it.each(golden.jpeg)('of quality $quality is nearly what libjpeg gives back', ({ quality, levels }) => {
    const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    const found = differences(loseJpeg(smoothImage(), quality), levels);
    expect(mean(found)).toBeLessThan(0.3);
    expect(mean(differences(smoothImage(), levels))).toBeGreaterThan(1); // of what is lost
    expect(Math.max(...found)).toBeLessThanOrEqual(6);
  });

  it('takes nothing from one grey at the best quality', () => {
    const flat = { width: 20, height: 12, data: new Uint8Array(20 * 12 * 3).fill(77) };
    expect(loseJpeg(flat, 100)).toEqual(flat);
  });
});

describe('the table of disturbances', () => {
  it('has ranges around what changes nothing, and ladders within them that grow', () => {
    for (const name of disturbanceNames) {
      const { neutral, low, high } = disturbanceRanges[name];
      expect(low <= neutral && neutral <= high).toBe(true);
    }
    for (const { name, levels } of ladders) {
      const { neutral } = disturbanceRanges[name];
      const strengths = levels.map((level) => Math.abs(level - neutral));
      expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
      for (const level of levels) expect(withinRanges(only(name, level))).toEqual(only(name, level));
    }
    expect(withinRanges({ ...noDisturbance, blur: 99, noise: Number.NaN, jpeg: -3 })).toEqual({
      ...noDisturbance,
      blur: 6,
      jpeg: 5,
    });
  });
});
