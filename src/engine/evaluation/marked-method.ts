/** Scores images by what a network marks in them: its output `map`, of the whole image or of overlapping crops averaged. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { ScoreName } from '../../core/run/events.ts';
import { pixelsInside } from '../../core/scoring/counted-places.ts';
import { coarseMap, type PixelMap } from '../../core/scoring/pixel-map.ts';
import type { ProbeSpec } from '../training/probe.ts';
import type { Trainer } from '../training/trainer.ts';
import { inputPictures, valuePictures } from '../training/output-pictures.ts';
import { cutCrops, joinCrops } from './crops.ts';
import type { Method } from './method.ts';

/** Sides that the networks take divide by this: maps are halved five times. */
export const sideMultiple = 32;

export interface MarkedScore {
  readonly name: ScoreName;
  /** Of a map of an image, or of a crop of one. */
  readonly of: (map: PixelMap) => number;
}

/** Pixels along a side of the map of an image. */
export function mapSide({ trainOn, inputSize, imageSize }: Experiment): number {
  return trainOn === 'whole' ? inputSize : imageSize;
}

/**
 * It learns nothing of normal images after training, so that it only looks at the images that are judged. What was trained on crops is
 * shown crops: of a whole image it would see no edge where it has always seen one.
 */
export function createMarkedMethod(
  experiment: Experiment,
  trainer: Pick<Trainer, 'forward'>,
  { name, of }: MarkedScore,
): Method<RgbImage> {
  return {
    see: (image) => Promise.resolve(image),
    ignoresNormals: true,
    fit: () =>
      Promise.resolve({
        async judge(image, region) {
          const [crops] = await trainer.forward(cutCrops(image, experiment), ['map']);
          const { side, data } = joinCrops(crops, experiment);
          const map = { side, data: Float32Array.from(pixelsInside(data, side, region)) };
          return { scores: { [name]: of(map) }, map: coarseMap(map) };
        },
        dispose: () => undefined,
      }),
  };
}

/** Watches pictures of `inputSize` by the same score; shows them, what the network makes of them by `made`, and its map. */
export function markedProbe(
  { inputSize }: Pick<Experiment, 'inputSize'>,
  { of }: MarkedScore,
  made: readonly string[],
): ProbeSpec {
  const size = inputSize ** 2;
  return {
    outputs: ['map', 'pooled'],
    scores(rows, trained) {
      const scores = Float32Array.from({ length: rows.length / size - trained }, (_, i) => {
        const first = (trained + i) * size;
        return of({ side: inputSize, data: rows.subarray(first, first + size) });
      });
      return Promise.resolve(scores);
    },
    async draw(shown, trainer) {
      const names = [...made, 'map'];
      const values = await trainer.forward(shown, names);
      const rows = names.map((name, i) => ({
        name,
        pictures: valuePictures(values[i], shown.count, inputSize),
      }));
      return [{ name: 'input', pictures: inputPictures(shown) }, ...rows];
    },
  };
}
