import { describe, expect, it } from 'vitest';
import { detectorOptions } from '../core/experiment/detectors.ts';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import { texture } from '../engine/testing/pictures.ts';
import { bodies } from './bodies.ts';
import { faces } from './faces.ts';
import { shownBatchOf } from './run-detector.ts';

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
