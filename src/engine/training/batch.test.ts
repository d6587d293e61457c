import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { renderViews } from '../../core/views/render.ts';
import { blank, texture } from '../testing/pictures.ts';
import { createBatchSource, type PairBatch } from './batch.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 3,
  patchArea: [2, 5],
};
const images = [1, 2, 3, 4, 5].map((seed) => texture(64, seed));

function drawStep(changes: Partial<Experiment> = {}, step = 0): PairBatch {
  const outcome = createBatchSource(images, { ...experiment, ...changes }).draw(step);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  return outcome.value;
}

function pixelsOf({ pictures, views }: PairBatch): Float32Array {
  return renderViews(pictures, views);
}

function viewOf(batch: PairBatch, index: number): Float32Array {
  return renderViews(batch.pictures, [batch.views[index]]);
}

/** Share of values that differ. */
function changed(a: Float32Array, b: Float32Array): number {
  return a.reduce((count, value, i) => count + (value === b[i] ? 0 : 1), 0) / a.length;
}

describe('a batch', () => {
  it('holds two normal views of each image, then two of its pseudo-anomaly, as normalised pixels', () => {
    const batch = drawStep();
    expect(batch.images).toBe(3);
    const pixels = pixelsOf(batch);
    expect(pixels).toHaveLength(12 * 32 * 32 * 3);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(2);
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(-2);
  });

  it.each(['crops', 'whole'] as const)(
    'shows an image and its pseudo-anomaly alike but for the patch, when views are shared (%s)',
    (trainOn) => {
      const batch = drawStep({ trainOn });
      for (let i = 0; i < 3; i++) {
        for (const view of [0, 1]) {
          const share = changed(viewOf(batch, view * 3 + i), viewOf(batch, (2 + view) * 3 + i));
          expect(share).toBeGreaterThan(0.001);
          expect(share).toBeLessThan(0.6);
        }
      }
    },
  );

  it('says what each view shows: normal or pseudo, and which of the two kinds with 3-way', () => {
    expect([...drawStep().classes]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    const settings = { gateEnabled: false, batchSize: 2, generator: '3-way' } as const;
    const kinds = [0, 1, 2].map((step) => [...drawStep(settings, step).classes]);
    // CutPaste and Scar in turns; both views of a picture show the same.
    expect(kinds).toEqual(new Array(3).fill([0, 0, 0, 0, 1, 2, 1, 2]));
  });

  it('shows them through different jitter, when views are not shared', () => {
    const batch = drawStep({ sharedViews: false });
    expect(changed(viewOf(batch, 0), viewOf(batch, 6))).toBeGreaterThan(0.9);
  });

  it('is the same for the same step and seed, and another for another', () => {
    expect(pixelsOf(drawStep())).toEqual(pixelsOf(drawStep()));
    expect(pixelsOf(drawStep({}, 1))).not.toEqual(pixelsOf(drawStep()));
    expect(pixelsOf(drawStep({ seed: 2 }))).not.toEqual(pixelsOf(drawStep()));
  });

  it('may hold more crops than there are images', () => {
    expect(drawStep({ batchSize: 8 }).images).toBe(8);
  });

  it('is refused, with the number of tries, when no patch can be seen', () => {
    const source = createBatchSource([blank(64), blank(64, 90)], { ...experiment, gateRetries: 2 });
    expect(source.draw(0)).toEqual({ ok: false, problem: { kind: 'no-valid-patch', tried: 4 * 3 * 2 } });
  });
});
