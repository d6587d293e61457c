import { describe, expect, it } from 'vitest';
import { createRgbImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { effectOf, isSameImage } from './correction.ts';
import type { Limits } from './verdict.ts';

const limits = (look: number): Limits => ({ look, bad: look + 10, promised: 0.02, isMet: true, images: 49 });

describe('the effect of corrections', () => {
  const normals = { source: 'held-out', before: [1, 2, 3, 6], after: [1, 2, 3, 4] } as const;
  const confirmed = { before: [], after: [] };

  it('counts alarms and finds on each side by its own limit', () => {
    const anomalies = { source: 'pseudo', before: [4, 5, 7], after: [3.6, 5, 7] } as const;
    const effect = effectOf({ normals, anomalies, confirmed }, [limits(5), limits(3.5)]);
    expect(effect).toMatchObject({ look: [5, 3.5], alarms: [1, 1], normals: 4, found: [2, 3], anomalies: 3 });
    expect(effect.auroc![0]).toBeCloseTo(10 / 12, 12); // two of twelve pairs are the wrong way round
    expect(effect.auroc![1]).toBeCloseTo(11 / 12, 12);
    expect(effect.isHarmful).toBe(false);
  });

  it('is harmful where fewer are found, or the two kinds are separated less well', () => {
    const excused = { source: 'test', before: [7, 8], after: [2, 8] } as const;
    expect(effectOf({ normals, anomalies: excused, confirmed }, [limits(5), limits(5)]).isHarmful).toBe(true);
    const nearer = { source: 'test', before: [7, 8], after: [3.5, 8] } as const;
    expect(effectOf({ normals, anomalies: nearer, confirmed }, [limits(9), limits(3.2)])).toMatchObject({
      found: [0, 2],
      isHarmful: true,
    });
  });

  it('counts confirmed defects by themselves and in the AUROC, and is harmful where fewer of them are found', () => {
    const anomalies = { source: 'test', before: [7, 8], after: [7, 8] } as const;
    const missed = { before: [6.5, 9], after: [3.5, 9] };
    const effect = effectOf({ normals, anomalies, confirmed: missed }, [limits(5), limits(5)]);
    expect(effect).toMatchObject({ found: [2, 2], confirmedFound: [2, 1], confirmed: 2, isHarmful: true });
    expect(effect.auroc![0]).toBe(1);
    expect(effect.auroc![1]).toBeCloseTo(15 / 16, 12); // 3.5 lies below the normal 4
  });

  it('has no AUROC without anomalies, and is not harmful for that', () => {
    const none = { source: 'pseudo', before: [], after: [] } as const;
    expect(effectOf({ normals, anomalies: none, confirmed }, [limits(5), limits(4)])).toMatchObject({
      auroc: undefined,
      isHarmful: false,
    });
  });
});

describe('two files of one photo', () => {
  const random = createRandom('photo');
  const photo = createRgbImage(16, 16);
  photo.data.forEach((_, i) => (photo.data[i] = 40 + random.integer(160)));

  it('are the same, also where saving changed each value a little; another photo is not', () => {
    const saved = { ...photo, data: photo.data.map((value, i) => value + (i % 3) - 1) };
    expect(isSameImage(photo, saved)).toBe(true);
    const other = { ...photo, data: photo.data.map((value) => (value < 255 - 5 ? value + 5 : value)) };
    expect(isSameImage(photo, other)).toBe(false);
  });

  it('are compared at one size', () => {
    const flat = { width: 8, height: 8, data: new Uint8Array(192).fill(90) };
    const large = { width: 16, height: 16, data: new Uint8Array(768).fill(91) };
    expect(isSameImage(flat, large)).toBe(true);
  });
});
