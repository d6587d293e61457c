import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import type { PixelMetrics } from '../metrics/pixels/measure-pixels.ts';
import { buildResults, type RunRecordParts } from './build-results.ts';
import { fieldFigureLabels, fieldFigures, pixelSizeText } from './field-figures.ts';
import { figuresCsv } from './file/scores-csv.ts';
import { aDevice } from './testing/collected-run.ts';

const parts: RunRecordParts = {
  app: 'kizu 0',
  experiment: defaultExperiment,
  score: 'patches',
  dataset: { name: 'nut', fingerprint: 'f', counts: { train: 1, testNormal: 2, testDefective: 2, masks: 2 } },
  device: aDevice,
  steps: [],
  items: [0.1, 0.4, 0.3, 0.9].map((score, i) => ({
    path: `test/${i}.png`,
    label: i < 2 ? 0 : 1,
    defect: i < 2 ? 'good' : 'crack',
    score,
    scores: { patches: score },
  })),
};

const pixels: PixelMetrics = {
  auroc: 0.9,
  auPro: 0.8,
  side: 256,
  auPro5: 0.5,
  averagePrecision: 0.4,
  f1Max: { f1: 0.45, threshold: 1 },
  auPimo: null,
  segF1: { f1: 0.3, threshold: 2, basis: 'test' },
};

describe('figures of the field', () => {
  it('are the same in the page, the table and the command line, each under its term', () => {
    const statistic = { statistic: 'contrast', auroc: 0.8 } as const;
    const { evaluation } = buildResults({ ...parts, pixels: { ...pixels, auSPro5: 0.6 }, statistic });
    const figures = fieldFigures(evaluation);
    expect(figures.map(({ name }) => name)).toEqual(Object.keys(fieldFigureLabels));
    expect(Object.fromEntries(figures.map(({ name, value }) => [name, value]))).toMatchObject({
      imageAuroc: 0.75,
      statisticAuroc: 0.8,
      falseAlarmsAt95: 0.5,
      missesAt1: 0.5,
      pixelAp: 0.4,
      auPro05: 0.5,
      auPimo: null,
      segF1: 0.3,
      auSPro05: 0.6,
    });
    const lines = figuresCsv(evaluation).trimEnd().split('\r\n');
    expect(lines[0]).toBe('figure,value,low,high,taken at');
    expect(lines).toHaveLength(figures.length + 1);
    expect(lines).toContain('Pixel AP,0.4,,,256 × 256 px');
    expect(lines).toContain('"AUPIMO, mean of images",,,,256 × 256 px');
  });

  it('of pixels are left out without maps or masks', () => {
    const { evaluation } = buildResults(parts);
    expect(fieldFigures(evaluation)).toHaveLength(6);
    expect(pixelSizeText(evaluation)).toBeUndefined();
  });

  it('say at which size they were taken, where that is known', () => {
    const sizeOf = (side: number | null | undefined) =>
      pixelSizeText(buildResults({ ...parts, pixels: { ...pixels, side } }).evaluation)?.en;
    expect(sizeOf(256)).toBe('256 × 256 px');
    expect(sizeOf(null)).toBe('the size of each mask file');
    expect(sizeOf(undefined)).toBeUndefined();
  });
});

describe('thresholds in results', () => {
  const validation = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ path: `validation/${i}.png`, score: i / count }));

  it('are those that the validation images can promise', () => {
    const rates = (count: number) =>
      buildResults({ ...parts, validation: validation(count) }).thresholds.map(
        ({ falseAlarmRate }) => falseAlarmRate,
      );
    expect(rates(18)).toEqual([1 / 19]); // the finest of them
    expect(rates(19)).toEqual([0.05]);
    expect(rates(49)).toEqual([0.05, 0.02]);
    expect(rates(99)).toEqual([0.05, 0.02, 0.01]);
    const [threshold] = buildResults({ ...parts, validation: validation(20) }).thresholds;
    expect(threshold).toMatchObject({ method: 'split-conformal', basis: '20 validation images' });
    expect(threshold.value).toBeGreaterThan(0.95);
    expect(threshold.value).toBeLessThan(0.950001);
  });

  it('of images in folds are no promise, and say so', () => {
    const folds = { validation: validation(49), validationBasis: 'folds' } as const;
    const { thresholds, evaluation } = buildResults({ ...parts, ...folds });
    expect(evaluation.validationBasis).toBe('folds');
    const basis = '49 normal images in folds';
    expect(thresholds).toMatchObject([
      { method: 'cross-conformal', falseAlarmRate: 0.05, basis },
      { method: 'cross-conformal', falseAlarmRate: 0.02, basis },
    ]);
  });

  it('are none without validation images', () => {
    const results = buildResults(parts);
    expect(results.thresholds).toEqual([]);
    expect(results.evaluation).not.toHaveProperty('validation');
  });
});
