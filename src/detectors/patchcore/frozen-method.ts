/** PatchCore on the backbone that ships with the page: an answer without training [PatchCore section 3]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { FrozenBackbone } from '../../engine/backbone/backbone.ts';
import {
  bankOf,
  chooseRows,
  countPlaces,
  imageOfPlace,
  samplePlaces,
} from '../../engine/backbone/patch-bank.ts';
import { mapsInside, placeMaps, type PlaceMaps } from '../../engine/backbone/patch-features.ts';
import { plainScale, type PlaceScorer } from '../../engine/backbone/place-scorer.ts';
import { usualDistance, vouchFor } from '../../engine/backbone/vouched-places.ts';
import { packWhole } from '../../engine/evaluation/crops.ts';
import type { Fitted, Method } from '../../engine/evaluation/method.ts';
import type { Matrix } from '../../engine/patch-head/matrix.ts';
import { judgeByPlaces } from '../../engine/evaluation/place-judgement.ts';

/** Pixels of an image's side, whatever the working size: 32 x 32 places. */
const side = 256;
/** Places that the bank is chosen from, and of the bank, at most: choosing takes time that grows with both. */
const [candidates, largestBank] = [12_000, 3000];
/** Normal images that tell which distance is usual, where more are called normal. */
const usualOf = 4;

type Choice = Pick<Experiment, 'seed' | 'coreset' | 'patchNeighbours'>;

/** The rows of the bank among places of the normal images. */
interface ChosenRows {
  readonly places: Matrix;
  readonly rows: Uint32Array;
  /** The rows without these images, as close to the places of the others. */
  readonly without: (left: ReadonlySet<number>) => Uint32Array;
  readonly few: readonly PlaceMaps[];
}

function chooseFrom(normals: readonly PlaceMaps[], { seed, coreset }: Choice): ChosenRows {
  const random = createRandom(seed);
  const places = samplePlaces(normals, candidates, random.fork('places'));
  const all = countPlaces(normals);
  const size = Math.min(largestBank, Math.ceil((coreset / 100) * all));
  const { rows, without } = chooseRows(places, size, random.fork('coreset'));
  return {
    places,
    rows,
    without: (left) => without((place) => left.has(imageOfPlace(place, normals.length, places.rows))),
    few: normals.slice(0, usualOf),
  };
}

export function createFrozenPatchMethod(
  choice: Choice,
  { backbone, multiply }: FrozenBackbone,
): Method<PlaceMaps> {
  /** `called` normal by a person, beside the rows of the bank. */
  function fittedOn(chosen: ChosenRows, called: readonly PlaceMaps[] = []): Fitted<PlaceMaps> {
    const { places, rows, few } = chosen;
    const own = bankOf(places, rows);
    const bank =
      called.length === 0 ? own : vouchFor(own, called, usualDistance(few, own, multiply), multiply);
    const scorer: PlaceScorer = {
      side,
      terms: [{ kind: 'bank', bank, scale: plainScale, share: 1 }],
      rule: { kind: 'reweighted', neighbours: choice.patchNeighbours },
    };
    return {
      judge: (maps) => Promise.resolve(judgeByPlaces(scorer, 'patches', maps, multiply)),
      dispose: () => undefined,
      scorer,
      without: (left) => fittedOn({ ...chosen, rows: chosen.without(left) }, called),
      vouch: (more) => fittedOn(chosen, [...called, ...more]),
    };
  }
  return {
    foldsCheaply: true,
    see: async (image: RgbImage) =>
      mapsInside(placeMaps(await backbone.features(packWhole(image, side)), side), image.region),
    fit: (normals) => Promise.resolve(fittedOn(chooseFrom(normals, choice))),
  };
}
