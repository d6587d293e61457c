/** PatchCore on the backbone that ships with the page: an answer without training [PatchCore section 3]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { FrozenBackbone } from '../../engine/backbone/backbone.ts';
import { chooseBank, samplePlaces } from '../../engine/backbone/patch-bank.ts';
import { placeMaps, type PlaceMaps } from '../../engine/backbone/patch-features.ts';
import { plainScale, type PlaceScorer } from '../../engine/backbone/place-scorer.ts';
import { packWhole } from '../../engine/evaluation/crops.ts';
import type { Method } from '../../engine/evaluation/method.ts';
import { judgeByPlaces } from '../../engine/evaluation/place-judgement.ts';

/** Pixels of an image's side, whatever the working size: 32 x 32 places. */
const side = 256;
/** Places that the bank is chosen from, and of the bank, at most: choosing takes time that grows with both. */
const [candidates, largestBank] = [12_000, 3000];

export function createFrozenPatchMethod(
  { seed, coreset, patchNeighbours }: Pick<Experiment, 'seed' | 'coreset' | 'patchNeighbours'>,
  { backbone, multiply }: FrozenBackbone,
): Method<PlaceMaps> {
  return {
    see: async (image: RgbImage) => placeMaps(await backbone.features(packWhole(image, side)), side),
    fit(normals) {
      const random = createRandom(seed);
      const places = samplePlaces(normals, candidates, random.fork('places'));
      const all = normals.reduce((sum, { grid }) => sum + grid ** 2, 0);
      const size = Math.min(largestBank, Math.ceil((coreset / 100) * all));
      const bank = chooseBank(places, size, random.fork('coreset'));
      const scorer: PlaceScorer = {
        side,
        terms: [{ kind: 'bank', bank, scale: plainScale, share: 1 }],
        rule: { kind: 'reweighted', neighbours: patchNeighbours },
      };
      return Promise.resolve({
        judge: (maps) => Promise.resolve(judgeByPlaces(scorer, 'patches', maps, multiply)),
        dispose: () => undefined,
        scorer,
      });
    },
  };
}
