/** Scores of places on the frozen backbone as a judgement of the image. */
import type { ScoreName } from '../../core/run/events.ts';
import type { PlaceMaps } from '../backbone/patch-features.ts';
import { scoreByPlaces, type PlaceScorer } from '../backbone/place-scorer.ts';
import type { Multiply } from '../patch-head/matrix.ts';
import type { Judgement } from './method.ts';

/** A score, and scores of places [grid^2] as a map. */
export function judgementOf(name: ScoreName, score: number, places: Float32Array<ArrayBuffer>): Judgement {
  const grid = Math.round(Math.sqrt(places.length));
  const share = 1 / grid;
  const map = { columns: grid, rows: grid, placeShare: share, strideShare: share, scores: places };
  return { scores: { [name]: score }, map: { places: 'cells', ...map } };
}

/** `name` is that of the score. */
export function judgeByPlaces(
  scorer: PlaceScorer,
  name: ScoreName,
  maps: PlaceMaps,
  multiply: Multiply,
): Judgement {
  const { score, places } = scoreByPlaces(scorer, maps, multiply);
  return judgementOf(name, score, places);
}
