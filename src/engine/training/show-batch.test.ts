import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { texture } from '../testing/pictures.ts';
import { createBatchSource } from './batch.ts';
import { showBatch } from './show-batch.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 3,
  patchArea: [2, 5],
  heldOut: 0,
};
const images = [1, 2, 3].map((seed) => texture(64, seed));

describe('a batch as pictures', () => {
  it('is what training draws: two views of each image, then two of its pseudo-anomaly', () => {
    const shown = showBatch(createBatchSource(images, { ...experiment, viewJitter: 0 }), 4, 4);
    const batch = createBatchSource(images, experiment).draw(4);
    if (!batch.ok || shown === undefined) throw new Error('no batch');
    expect([shown.step, shown.images, shown.rows.length]).toEqual([5, 3, 4]);
    const bytes = 32 * 32 * 4;
    const { data } = batch.value.pictures;
    for (const [row, first] of [0, 0, 3, 3].entries()) {
      shown.rows[row].forEach(({ rgba }, i) => {
        const source = data.subarray((first + i) * bytes, (first + i + 1) * bytes);
        const colours = (pixels: ArrayLike<number>) => Array.from(pixels).filter((_, at) => at % 4 < 3);
        expect(colours(rgba)).toEqual(colours(source));
      });
    }
  });

  it('shows how views differ', () => {
    const shown = showBatch(createBatchSource(images, { ...experiment, viewJitter: 0.3 }), 4, 0);
    expect(shown?.rows[0][0].rgba).not.toEqual(shown?.rows[1][0].rgba);
  });

  it('shows eight images of a larger batch, and large ones smaller', () => {
    const large = { ...experiment, imageSize: 128 as const, inputSize: 128 as const, batchSize: 10 };
    const source = createBatchSource(
      [1, 2].map((seed) => texture(128, seed)),
      large,
    );
    const shown = showBatch(source, 4, 0);
    expect(shown?.images).toBe(10);
    expect(shown?.rows.map((row) => row.length)).toEqual([8, 8, 8, 8]);
    expect(shown?.rows[0][0].width).toBe(96);
  });

  it('is none where no pseudo-anomaly is accepted', () => {
    const none = createBatchSource(images, { ...experiment, gateThreshold: 0, gateRetries: 1 });
    expect(showBatch(none, 4, 0)).toBeUndefined();
  });
});
