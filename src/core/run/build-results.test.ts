import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import formulas from '../fixtures/formulas.json' with { type: 'json' };
import type { ScoreMap } from '../scoring/score-map.ts';
import { auroc } from '../metrics/roc.ts';
import { buildResults, trainingTotals, type RunRecordParts } from './build-results.ts';
import type { ScoredItem, StepEvent } from './events.ts';

const { y, s } = formulas.auroc_ties;
const map: ScoreMap = {
  places: 'crops',
  columns: 1,
  rows: 1,
  placeShare: 1,
  strideShare: 1,
  scores: Float32Array.of(0.5),
};
const items: readonly ScoredItem[] = y.map((label, i) => ({
  path: `test/${label === 1 ? 'crack' : 'good'}/${i}.png`,
  label: label === 1 ? 1 : 0,
  defect: label === 1 ? 'crack' : 'good',
  score: s[i],
  scores: { prototype: s[i], nearest: -s[i] },
  map,
}));

const step = (number: number): StepEvent => ({
  type: 'step',
  step: number,
  loss: 1 / number,
  numbers: { positiveSimilarity: 0.9, negativeSimilarity: 0.1, alignment: 0.2, uniformity: -1 },
  learningRate: 0.03,
  elapsedMs: 20 * number,
  viewsPerSecond: 100,
});

const parts: RunRecordParts = {
  app: 'kizu 0.1.0',
  experiment: { ...defaultExperiment, seed: 42, score: 'prototype' },
  score: 'prototype',
  dataset: {
    name: 'hazelnut',
    fingerprint: 'ab12',
    counts: { train: 3, testNormal: 5, testDefective: 5, masks: 5 },
  },
  device: { backend: 'webgpu', adapter: 'a', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
  steps: [1, 2, 4].map(step),
  items,
};

describe('results of a run', () => {
  it('survive JSON with an AUROC that follows from their own items', () => {
    const read = JSON.parse(JSON.stringify(buildResults(parts))) as ReturnType<typeof buildResults>;
    expect(read).toEqual(buildResults(parts));
    const recomputed = auroc(
      read.evaluation.items.map(({ label }) => label),
      read.evaluation.items.map(({ score }) => score),
    );
    expect(read.evaluation.auroc).toBe(recomputed);
    expect(read.evaluation.auroc).toBeCloseTo(formulas.auroc_ties.auroc, 12);
  });

  it('hold the curve with its first threshold, which is infinite, as null', () => {
    const { roc } = buildResults(parts).evaluation;
    expect(roc.thresholds).toEqual([null, 0.9, 0.8, 0.4, 0.35, 0.1]);
    roc.tpr.forEach((value, i) => {
      expect(value).toBeCloseTo(formulas.auroc_ties.tpr[i], 12);
    });
    roc.fpr.forEach((value, i) => {
      expect(value).toBeCloseTo(formulas.auroc_ties.fpr[i], 12);
    });
  });

  it('say what was run, on what, and how long', () => {
    const results = buildResults(parts);
    expect(results).toMatchObject({ version: 3, app: 'kizu 0.1.0', seed: 42, device: parts.device });
    expect(results.config).toEqual(parts.experiment);
    expect(results.evaluation.score).toBe('prototype');
    expect(results.training).toEqual({ steps: 4, losses: [1, 0.5, 0.25], elapsedMs: 80 });
  });

  it('summarise the other scores of the same pass, and each defect against all normal images', () => {
    const { evaluation } = buildResults({ ...parts, pixels: { auroc: 0.9, auPro: 0.8 } });
    expect(Object.keys(evaluation.others)).toEqual(['nearest']);
    expect(evaluation.others['nearest']?.auroc).toBeCloseTo(1 - formulas.auroc_ties.auroc, 12);
    expect(evaluation.defects).toEqual([{ defect: 'crack', images: 5, auroc: evaluation.auroc }]);
    expect(evaluation.pixels).toEqual({ auroc: 0.9, auPro: 0.8 });
    expect(evaluation.averagePrecision).toBeCloseTo(formulas.auroc_ties.ap, 10);
  });

  it('hold neither pixels nor crop maps', () => {
    const pixels = { ...parts.dataset, origin: 'imported', items: [{ image: 1 }] };
    const results = buildResults({ ...parts, dataset: pixels });
    expect(results.dataset).toEqual(parts.dataset);
    expect(Object.keys(results.evaluation.items[0])).toEqual(['path', 'label', 'defect', 'score', 'scores']);
  });

  it('have no AUROC, rather than 0, where one class is missing or nothing was scored', () => {
    const normals = items.filter(({ label }) => label === 0);
    for (const scored of [normals, []]) {
      const { evaluation } = buildResults({ ...parts, items: scored });
      expect(evaluation.auroc).toBeNull();
      expect(evaluation.roc).toEqual({ fpr: [], tpr: [], thresholds: [] });
      expect(evaluation.items).toHaveLength(scored.length);
    }
  });

  it('of an untrained network count no steps', () => {
    expect(trainingTotals([])).toEqual({ steps: 0, losses: [], elapsedMs: 0 });
  });
});
