/** A detector of a file as a method that is fitted already: it sees and judges as the page did that saved it. */
import type { FrozenBackbone } from '../backbone/backbone.ts';
import { placeMaps, type PlaceMaps } from '../backbone/patch-features.ts';
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
  const fitted: Fitted<PlaceMaps> = {
    judge: (maps) => Promise.resolve(judgeByPlaces(scorer, passport.score, maps, multiply)),
    dispose: () => undefined,
    scorer,
  };
  return {
    method: {
      see: async (image) => placeMaps(await backbone.features(packWhole(image, side)), side),
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
  const fitted: Fitted<Float32Array> = {
    judge: (rows) => Promise.resolve(judgeByCrops(crops, passport.score, rows)),
    dispose: () => undefined,
    crops,
  };
  return {
    method: {
      see: async (image) => (await forward(cutCrops(image, crops.shape), ['pooled']))[0],
      fit: () => Promise.resolve(fitted),
    },
    fitted,
  };
}
