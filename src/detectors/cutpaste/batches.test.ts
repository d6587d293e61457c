import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { unpackImage } from '../../core/views/packed.ts';
import { texture } from '../../engine/testing/pictures.ts';
import { createThreeWayBatches } from './batches.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  detector: 'cutpaste',
  imageSize: 128,
  inputSize: 32,
  batchSize: 4,
};
const images = [1, 2, 3].map((seed) => texture(128, seed));

function drawStep(changes: Partial<Experiment> = {}, step = 0) {
  const outcome = createThreeWayBatches(images, { ...experiment, ...changes }).draw(step);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  const { pictures, views } = outcome.value.inputs['images'];
  return { pictures, views, classes: [...outcome.value.targets['classes'].data] };
}

/** Pixels of a normal picture and one of its pastes that differ, [side, side]. */
function changedPixels(batch: ReturnType<typeof drawStep>, i: number, kind: number): boolean[] {
  const normal = unpackImage(batch.pictures, i);
  const pasted = unpackImage(batch.pictures, kind * experiment.batchSize + i);
  return Array.from({ length: normal.width ** 2 }, (_, at) =>
    [0, 1, 2].some((c) => normal.data[3 * at + c] !== pasted.data[3 * at + c]),
  );
}

describe('a batch of CutPaste', () => {
  it('has as many normal views as views of either paste, each seen as its image is', () => {
    const { views, classes, pictures } = drawStep();
    expect(classes).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(pictures.count).toBe(12);
    views.forEach(({ source, parameters }, row) => {
      expect(source).toBe(row);
      expect(parameters).toEqual(views[row % 4].parameters);
    });
  });

  it.each(['crops', 'whole'] as const)(
    'changes a part of every image, never all or nothing of it: %s',
    (trainOn) => {
      for (let step = 0; step < 6; step++) {
        const batch = drawStep({ trainOn, cutArea: [10, 15] }, step);
        for (let i = 0; i < experiment.batchSize; i++) {
          const [cut, scar] = [1, 2].map((kind) => changedPixels(batch, i, kind).filter(Boolean).length);
          expect(cut).toBeGreaterThan(20);
          expect(cut).toBeLessThan(0.4 * 32 * 32);
          expect(scar).toBeGreaterThan(0);
          expect(scar).toBeLessThan(0.4 * 32 * 32);
        }
      }
    },
  );

  it('makes scars as large in a crop as in the image that it is cut from', () => {
    const settings = { scarWidth: [16, 16], scarLength: [24, 24], scarRotation: 0, cutJitter: 0.5 } as const;
    const batch = drawStep(settings); // 8 x 12 px at 128 px
    const columns = changedPixels(batch, 0, 2);
    const rows = Array.from({ length: 32 }, (_, y) => columns.slice(32 * y, 32 * y + 32));
    expect(rows.filter((row) => row.some(Boolean)).length).toBeGreaterThanOrEqual(11);
    expect(rows.filter((row) => row.some(Boolean)).length).toBeLessThanOrEqual(14);
  });

  it('is the same for the same step and seed, another for another, and takes each image once before any again', () => {
    expect(drawStep()).toEqual(drawStep());
    expect(drawStep({}, 1).pictures.data).not.toEqual(drawStep().pictures.data);
    expect(drawStep({ seed: 2 }).pictures.data).not.toEqual(drawStep().pictures.data);
    const whole = drawStep({ trainOn: 'whole', inputSize: 128, batchSize: 3 });
    const seen = [0, 1, 2].map((i) =>
      images.findIndex(({ data }) =>
        unpackImage(whole.pictures, i).data.every((value, at) => value === data[at]),
      ),
    );
    expect(seen.toSorted()).toEqual([0, 1, 2]);
  });

  it('follows the knobs of both pastes, and no other generator', () => {
    for (const changes of [
      { cutArea: [30, 40] },
      { cutAspect: 9 },
      { scarWidth: [30, 32] },
      { scarLength: [100, 128] },
      { scarRotation: 0 },
      { cutJitter: 0.5 },
    ] as const) {
      expect(drawStep(changes).pictures.data).not.toEqual(drawStep().pictures.data);
    }
    expect(drawStep({ generator: 'draem' })).toEqual(drawStep());
  });
});
