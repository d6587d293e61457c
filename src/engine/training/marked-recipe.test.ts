import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { meanOfMap } from '../../core/scoring/pixel-map.ts';
import { texture } from '../testing/pictures.ts';
import { markedRecipe } from './marked-recipe.ts';
import type { StepBatch } from './step-batch.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 3,
  generator: 'nsa',
  gateEnabled: false,
};
const score = { name: 'map-mean', of: meanOfMap };
const images = [1, 2, 3, 4].map((seed) => texture(64, seed));

function batchOf(changes: Partial<Experiment> = {}, isBinary = false): StepBatch {
  const recipe = markedRecipe({ ...experiment, ...changes }, score, { hasClean: true, isBinary });
  const drawn = recipe.batches(images).draw(0);
  if (!drawn.ok) throw new Error(drawn.problem.kind);
  return drawn.value;
}

const dataOf = ({ targets }: StepBatch, name: string) => targets[name].data as Float32Array;

describe('a step of a network that marks pixels', () => {
  it('shows each image as it is, then its pseudo-anomaly, which differs from it only where the mask says so', () => {
    const batch = batchOf({ generator: 'draem' });
    const { pictures, views } = batch.inputs['images'];
    expect(views).toHaveLength(6);
    const [masks, clean] = [dataOf(batch, 'masks'), dataOf(batch, 'clean')];
    const normal = 3 * 32 * 32;
    expect(masks.subarray(0, normal).every((value) => value === 0)).toBe(true);
    const isApart = (pixel: number) =>
      [0, 1, 2].some((c) => Math.abs(pictures.data[4 * pixel + c] / 255 - clean[3 * pixel + c]) > 1e-6);
    const apart = [...masks.keys()].filter(isApart);
    expect(apart.length).toBeGreaterThan(50);
    expect(apart.every((pixel) => masks[pixel] === 1)).toBe(true);
  });

  it('counts what is changed and what is not', () => {
    const batch = batchOf({}, true);
    const sum = dataOf(batch, 'masks').reduce((total, value) => total + value, 0);
    expect(dataOf(batch, 'perChanged')[0]).toBeCloseTo(1 / sum, 9);
    expect(dataOf(batch, 'perUnchanged')[0]).toBeCloseTo(1 / (6 * 32 * 32 - sum), 9);
  });

  it('has graded labels where the generator grades them, or binary ones of the same pixels', () => {
    const [graded, binary] = [dataOf(batchOf(), 'masks'), dataOf(batchOf({}, true), 'masks')];
    expect(graded.some((value) => value > 0 && value < 1)).toBe(true);
    expect([...new Set(binary)].sort()).toEqual([0, 1]);
    expect(graded.every((value, i) => value > 0 === binary[i] > 0)).toBe(true);
  });

  it('is the same each time it is drawn, turns nothing, and another for another seed', () => {
    const turning = { trainOn: 'whole', viewRotation: 15, viewJitter: 0.5 } as const;
    expect(batchOf(turning)).toEqual(batchOf({ trainOn: 'whole' }));
    expect(dataOf(batchOf({ seed: 2 }), 'clean')).not.toEqual(dataOf(batchOf(), 'clean'));
  });

  it('costs what a sample of it costs', () => {
    const recipe = markedRecipe(experiment, score, { hasClean: true, isBinary: false });
    const [sample, drawn] = [recipe.sampleBatch(3), batchOf()];
    const shapes = ({ targets, inputs }: StepBatch) => [
      Object.entries(targets).map(([name, { shape }]) => [name, shape]),
      inputs['images'].views.length,
      inputs['images'].pictures.data.length,
    ];
    expect(shapes(sample)).toEqual(shapes(drawn));
  });
});

describe('what is said before and while it learns', () => {
  const recipeOf = (changes: Partial<Experiment>) =>
    markedRecipe({ ...experiment, ...changes }, score, { hasClean: false, isBinary: false });

  it('refuses inputs that cannot be halved five times', () => {
    expect(recipeOf({ inputSize: 48 }).obstacle).toEqual({
      kind: 'side-not-multiple',
      side: 48,
      multiple: 32,
    });
    for (const inputSize of [32, 64, 96, 128, 256] as const)
      expect(recipeOf({ inputSize }).obstacle).toBeUndefined();
  });

  it('tells a map that is zero everywhere, or one, or of one value, from one that has learnt nothing yet', () => {
    const problemOf = (changed: number, unchanged: number) =>
      recipeOf({}).problemOf?.({ loss: 1, numbers: { changed, unchanged } }, 7);
    expect(problemOf(2e-4, 1e-4)).toEqual({ kind: 'map-collapsed', step: 7, value: 1e-4 });
    expect(problemOf(0.9999, 0.9995)).toEqual({ kind: 'map-collapsed', step: 7, value: 0.9995 });
    expect(problemOf(0.5, 0.5)).toEqual({ kind: 'map-collapsed', step: 7, value: 0.5 });
    expect(problemOf(0.0801, 0.08)).toBeUndefined();
    expect(problemOf(0.9999, 1e-4)).toBeUndefined();
  });
});
