/**
 * The paper's contrast on frozen features: pseudo-anomalies of normal images teach a small head, in seconds, which places of a
 * feature map look changed [HY section 3.2; FIRM section 3]; PatchCore's distance to normal places is added, which errs on
 * other images [PatchCore section 3].
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import { mirror } from '../../core/image/mirror.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { cellGrid, scoresInside } from '../../core/scoring/counted-places.ts';
import { createRandom } from '../../core/random.ts';
import type { Backbone } from '../../engine/backbone/backbone.ts';
import { mapsInside, placeMaps } from '../../engine/backbone/patch-features.ts';
import {
  meanOfLargest,
  placeScores,
  type PlaceScorer,
  type PlaceTerm,
} from '../../engine/backbone/place-scorer.ts';
import { vouchFor } from '../../engine/backbone/vouched-places.ts';
import { packWhole } from '../../engine/evaluation/crops.ts';
import type { Fitted, Judgement, Method } from '../../engine/evaluation/method.ts';
import { judgementOf } from '../../engine/evaluation/place-judgement.ts';
import type { Multiply } from '../../engine/patch-head/matrix.ts';
import { learn, type LearningTools, type NormalImage } from './learn.ts';
import { recipe } from './recipe.ts';

export interface LocalContrastTools extends Pick<
  LearningTools,
  'multiply' | 'head' | 'pseudoImages' | 'bankShare'
> {
  readonly backbone: Pick<Backbone, 'features'>;
}

const rule = { kind: 'largest', places: recipe.largestPlaces } as const;

/** Of scores of all places of an image, [grid^2], by those that count. */
export function judgePlaces(places: Float32Array<ArrayBuffer>, region?: RegionOfInterest): Judgement {
  const scores = scoresInside(places, cellGrid(Math.round(Math.sqrt(places.length))), region);
  return judgementOf('places', meanOfLargest(scores, rule.places), scores);
}

/** What the backbone sees of an image of the recipe's side. */
export function seeOn(backbone: Pick<Backbone, 'features'>): LearningTools['see'] {
  const { side } = recipe;
  return async (image) =>
    mapsInside(placeMaps(await backbone.features(packWhole(image, side)), side), image.region);
}

export async function seeNormal(image: RgbImage, see: LearningTools['see']): Promise<NormalImage> {
  const sized = resizeArea(image, recipe.side, recipe.side);
  return { image: sized, maps: await see(sized) };
}

const mirrors = [
  { columns: true, rows: false },
  { columns: false, rows: true },
  { columns: true, rows: true },
];

/** Few images, and what is seen of them in mirrors: one image alone would leave none to scale the scores by. */
async function widen(
  images: readonly NormalImage[],
  see: LearningTools['see'],
): Promise<readonly NormalImage[]> {
  if (images.length >= recipe.fewImages) return images;
  const mirrored = images.flatMap(({ image }) => mirrors.map((way) => mirror(image, way)));
  const seen: NormalImage[] = [];
  for (const image of mirrored) seen.push({ image, maps: await see(image) });
  return [...images, ...seen];
}

/** The bank comes first among the terms; what is usual for it is known of held-out images. */
function vouched(terms: readonly PlaceTerm[], images: readonly NormalImage[], multiply: Multiply) {
  return terms.map((term): PlaceTerm => {
    if (term.kind !== 'bank') return term;
    const { bank, scale } = term;
    const maps = images.map((image) => image.maps);
    return { ...term, bank: vouchFor(bank, maps, scale.usual, multiply), vouchedFrom: bank.rows.rows };
  });
}

const isVouched = ([first]: readonly PlaceTerm[]) => first.kind === 'bank' && first.vouchedFrom !== undefined;

function fittedOn(terms: readonly PlaceTerm[], multiply: Multiply): Fitted<NormalImage> {
  const scorer: PlaceScorer = { side: recipe.side, terms, rule };
  return {
    judge: ({ maps }) => Promise.resolve(judgePlaces(placeScores(terms, maps, multiply), maps.region)),
    dispose: () => undefined,
    // A file has no place yet for what a person says of places that the head judges.
    ...(isVouched(terms) && terms.length > 1 ? { stays: 'corrected' as const } : { scorer }),
    vouch: (images) => fittedOn(vouched(terms, images, multiply), multiply),
  };
}

export function createLocalContrast(
  experiment: Experiment,
  { backbone, ...settings }: LocalContrastTools,
): Method<NormalImage> {
  const seeMaps = seeOn(backbone);
  return {
    see: (image) => seeNormal(image, seeMaps),
    learnsDefects: true,
    async fit(normals, { control }, confirmed = []) {
      const random = createRandom(experiment.seed).fork('local contrast');
      const wide = await widen(normals, seeMaps);
      const defects = confirmed.map(({ seen }) => seen);
      const learnt = await learn(wide, { ...settings, experiment, random, see: seeMaps, control, defects });
      if (learnt === undefined) return undefined;
      return fittedOn(learnt.terms, settings.multiply);
    },
  };
}
