import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { smoothedMaximum } from '../../core/scoring/pixel-map.ts';
import { createMarkedMethod } from './marked-method.ts';

const side = 64;
const spot = { left: 40, top: 20, side: 8 };

function imageWithSpot(): RgbImage {
  const data = new Uint8Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const isInside = x >= spot.left && x < spot.left + 8 && y >= spot.top && y < spot.top + 8;
    data[3 * i] = isInside ? 255 : 0;
  }
  return { width: side, height: side, data };
}

/** Marks what is red. */
function redTrainer(shown: PackedImages[]) {
  return {
    forward(pictures: PackedImages) {
      shown.push(pictures);
      const { count, side: of, data } = pictures;
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return Promise.resolve([Float32Array.from({ length: count * of * of }, (_, i) => bytes[4 * i] / 255)]);
    },
  };
}

async function judged(changes: Partial<Experiment>) {
  const experiment = {
    ...defaultExperiment,
    imageSize: side,
    inputSize: 32,
    cropStride: 0.5,
    ...changes,
  } as const;
  const shown: PackedImages[] = [];
  const method = createMarkedMethod(experiment, redTrainer(shown), {
    name: 'map-mean',
    of: (map) => smoothedMaximum(map, 7),
  });
  const control = { isStopped: () => false, yieldToMessages: () => Promise.resolve() };
  const fitted = await method.fit([], { gpu: undefined, isSoftware: true, control });
  const judgement = await fitted?.judge(await method.see(imageWithSpot()));
  if (judgement === undefined) throw new Error('expected a judgement');
  const { scores, map } = judgement;
  return { score: scores['map-mean'], map, shown: shown.map(({ count, side: of }) => [count, of]) };
}

describe('a network that marks pixels', () => {
  it('is shown crops where it was trained on crops, and its marks join to a map of the image', async () => {
    const { score, map, shown } = await judged({ trainOn: 'crops' });
    expect(shown).toEqual([[9, 32]]);
    expect(score).toBeCloseTo(1, 6);
    const marked = Array.from(map?.scores ?? []).flatMap((value, i) => (value > 0.5 ? [i] : []));
    expect(map?.columns).toBe(side);
    expect(marked).toHaveLength(spot.side ** 2);
    expect(marked[0]).toBe(spot.top * side + spot.left);
  });

  it('is shown whole images where it was trained on them', async () => {
    const { map, shown } = await judged({ trainOn: 'whole' });
    expect(shown).toEqual([[1, 32]]);
    expect(map?.columns).toBe(32);
  });
});
