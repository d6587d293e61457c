import { describe, expect, it } from 'vitest';
import { pixelScores, type ScoreMap } from './score-map.ts';

/** 3 x 3 crops of half the side, a quarter apart. */
function crops(scores: readonly number[]): ScoreMap {
  const scale = { placeShare: 0.5, strideShare: 0.25 };
  return { places: 'crops', columns: 3, rows: 3, ...scale, scores: Float32Array.from(scores) };
}

const one = crops([0, 0, 0, 0, 0, 1, 0, 0, 0]);

/** As the file says it, crop by crop. */
function slowBlend(map: ScoreMap, side: number): number[] {
  return Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side];
    let [sum, total] = [0, 0];
    map.scores.forEach((score, crop) => {
      const centreX = (crop % map.columns) * map.strideShare + map.placeShare / 2;
      const centreY = Math.floor(crop / map.columns) * map.strideShare + map.placeShare / 2;
      const sigma = 0.15 * map.placeShare;
      const weight = Math.exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / (2 * sigma ** 2));
      sum += weight * score;
      total += weight;
    });
    return sum / total;
  });
}

describe('pixel scores of crops', () => {
  it('are the Gaussian-weighted mean of the crops', () => {
    const map = crops([0.1, 0.5, 0.2, 0.9, 0.3, 1, 0.7, 0, 0.4]);
    const slow = slowBlend(map, 16);
    pixelScores(map, 16).forEach((score, i) => {
      expect(score).toBeCloseTo(slow[i], 6);
    });
  });

  it('are the score itself where all crops agree', () => {
    expect([...new Set(pixelScores(crops(new Array<number>(9).fill(0.25)), 8))]).toEqual([0.25]);
  });

  it('are highest at the centre of the only anomalous crop', () => {
    const pixels = pixelScores(one, 64);
    const best = pixels.indexOf(Math.max(...pixels));
    // The crop's centre is (0.75, 0.5); beyond it no other crop takes from it.
    expect(best % 64).toBeGreaterThanOrEqual(47);
    expect(Math.abs(Math.floor(best / 64) - 31.5)).toBeLessThan(1);
  });

  it('are one score where there is one crop, however small', () => {
    const map = { ...one, columns: 1, rows: 1, placeShare: 0.01, scores: Float32Array.of(3) };
    expect([...new Set(pixelScores(map, 32))]).toEqual([3]);
  });
});

describe('pixel scores of cells', () => {
  it('keep their place and their mean', () => {
    const scores = new Float32Array(64);
    scores[8 * 3 + 5] = 1;
    const map: ScoreMap = {
      places: 'cells',
      columns: 8,
      rows: 8,
      placeShare: 1 / 8,
      strideShare: 1 / 8,
      scores,
    };
    const pixels = pixelScores(map, 64);
    const best = pixels.indexOf(Math.max(...pixels));
    expect(Math.floor((best % 64) / 8)).toBe(5);
    expect(Math.floor(best / 64 / 8)).toBe(3);
    expect(pixels.reduce((sum, score) => sum + score, 0) / 4096).toBeCloseTo(1 / 64, 3);
  });
});
