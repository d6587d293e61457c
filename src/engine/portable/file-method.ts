/** A detector of a file as a method that is fitted already: it sees and judges as the page did that saved it. */
import { ignoreOutside } from '../../core/image/region-of-interest.ts';
import type { FrozenBackbone } from '../backbone/backbone.ts';
import { mapsInside, placeMaps, type PlaceMaps } from '../backbone/patch-features.ts';
import { judgeByCrops } from '../evaluation/crop-judgement.ts';
import { cutCrops, packWhole } from '../evaluation/crops.ts';
import type { MethodJudging } from '../evaluation/judge-images.ts';
import type { Fitted } from '../evaluation/method.ts';
import { judgeByPlaces } from '../evaluation/place-judgement.ts';
import type { Trainer } from '../training/trainer.ts';
import type { ReadDetector } from './read-detector.ts';

export type FileOf<Kind extends ReadDetector['kind']> = Extract<ReadDetector, { readonly kind: Kind }>;

export function placeMethod(
  { scorer, passport }: FileOf<'places'>,
  { backbone, multiply }: FrozenBackbone,
): MethodJudging<PlaceMaps> {
  const { side } = scorer;
  const { region } = passport.dataset;
  const fitted: Fitted<PlaceMaps> = {
    judge: (maps) => Promise.resolve(judgeByPlaces(scorer, passport.score, maps, multiply)),
    dispose: () => undefined,
    scorer,
  };
  return {
    method: {
      async see(image) {
        const features = await backbone.features(packWhole(ignoreOutside(image, region), side));
        return mapsInside(placeMaps(features, side), region);
      },
      fit: () => Promise.resolve(fitted),
    },
    fitted,
  };
}

/** `forward` is that of the file's network. */
export function cropMethod(
  { crops, passport }: FileOf<'crops'>,
  { forward }: Pick<Trainer, 'forward'>,
): MethodJudging<Float32Array> {
  const { region } = passport.dataset;
  const fitted: Fitted<Float32Array> = {
    judge: (rows) => Promise.resolve(judgeByCrops(crops, passport.score, rows, region)),
    dispose: () => undefined,
    crops,
  };
  return {
    method: {
      see: async (image) =>
        (await forward(cutCrops(ignoreOutside(image, region), crops.shape), ['pooled']))[0],
      fit: () => Promise.resolve(fitted),
    },
    fitted,
  };
}
