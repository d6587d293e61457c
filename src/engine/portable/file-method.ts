/** A detector of a file as a method that is fitted already: it sees and judges as the page did that saved it. */
import type { FrozenBackbone } from '../backbone/backbone.ts';
import { placeMaps, type PlaceMaps } from '../backbone/patch-features.ts';
import { packWhole } from '../evaluation/crops.ts';
import type { MethodJudging } from '../evaluation/judge-images.ts';
import type { Fitted } from '../evaluation/method.ts';
import { judgeByPlaces } from '../evaluation/place-judgement.ts';
import type { ReadDetector } from './read-detector.ts';

export function placeMethod(
  { scorer, passport }: ReadDetector,
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
