import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../core/dataset/dataset.ts';
import { detectorOptions } from '../core/experiment/detectors.ts';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import { texture } from '../engine/testing/pictures.ts';
import { bodies } from './bodies.ts';
import { faces } from './faces.ts';
import { lackOf, shownBatchOf } from './run-detector.ts';

const images = [1, 2, 3, 4].map((seed) => texture(64, seed));
const names = detectorOptions.map(({ value }) => value);

describe('the batch that is shown', () => {
  it.each(names)('of %s is what a step is fed, in the rows that its face names', (detector) => {
    const sizes = { imageSize: 64, inputSize: 32, batchSize: 2, patchArea: [4, 8] } as const;
    const experiment: Experiment = { ...defaultExperiment, ...sizes, detector, heldOut: 0 };
    const shown = shownBatchOf(images, experiment, 1);
    const recipe = bodies[detector].recipe?.(experiment);
    expect(shown === undefined).toBe(recipe === undefined);
    if (shown === undefined || recipe === undefined) return;
    const batch = recipe.batches(images).draw(1);
    if (!batch.ok) throw new Error(batch.problem.kind);
    expect([shown.detector, shown.step, shown.images]).toEqual([detector, 2, 2]);
    expect(shown.rows.length).toBe(faces[detector].batchRows?.length);
    expect(shown.rows.flat().length).toBe(batch.value.inputs['images'].views.length);
  });
});

describe('what a dataset lacks for a detector', () => {
  const item = (defect: string): DatasetItem => ({
    path: `test/${defect}.png`,
    split: 'test',
    defect,
    image: texture(64, 1),
  });
  const [good, hole] = [item('good'), item('hole')];
  const informed: Experiment = { ...defaultExperiment, detector: 'ssd', ssdKnown: 1 };

  it('is known anomalies, and one more to test with, before training', () => {
    expect(lackOf(informed, [good, hole])).toEqual({ kind: 'too-few-anomalies', images: 1, wanted: 2 });
    expect(lackOf(informed, [good, hole, hole])).toBeUndefined();
    expect(lackOf({ ...informed, ssdKnown: 0 }, [good])).toBeUndefined();
  });

  it.each(names)('is nothing for %s by default', (detector) => {
    expect(lackOf({ ...defaultExperiment, detector }, [])).toBeUndefined();
  });
});
