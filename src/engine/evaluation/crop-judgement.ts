/** Scores of crops as a judgement of the image, which is as anomalous as its most anomalous crop. */
import type { RegionOfInterest } from '../../core/image/image.ts';
import type { ScoreName } from '../../core/run/events.ts';
import { scoreRows, type CropScorer } from './crop-scorer.ts';
import { cropMap, cropsInside } from './crops.ts';
import type { Judgement } from './method.ts';

/** `name` is that of the score; `rows` are embeddings of an image's crops. */
export function judgeByCrops(
  { shape, rows: scorer }: CropScorer,
  name: ScoreName,
  rows: Float32Array,
  region?: RegionOfInterest,
): Judgement {
  const scores = cropsInside(scoreRows(rows, scorer), shape, region);
  const score = scores.reduce((most, one) => Math.max(most, one), -Infinity);
  const map = shape.trainOn === 'crops' ? cropMap(scores, shape) : undefined;
  return { scores: { [name]: score }, ...(map && { map }) };
}
