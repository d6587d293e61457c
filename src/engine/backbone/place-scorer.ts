/**
 * How places of an image are judged on the frozen backbone, as numbers alone, so that a fitted detector can leave as a file and
 * come back: distances to a bank of normal places and to the centre of normal embeddings, each on its own scale, and their sum.
 */
import type { ScorerPlan } from '../../core/inspect/passport.ts';
import { prototypeDistances } from '../../core/scoring/distances.ts';
import { cellGrid, scoresInside } from '../../core/scoring/counted-places.ts';
import { imageScore, reweightedScore } from '../../core/scoring/patch-scores.ts';
import { embedMaps } from '../patch-head/embed-maps.ts';
import type { FoldedHead } from '../patch-head/head.ts';
import { createMatrix, type Matrix, type Multiply } from '../patch-head/matrix.ts';
import { nearestInBank, type PlaceBank } from './patch-bank.ts';
import { placeLength, placeRows, type PlaceMaps } from './patch-features.ts';

/** Scores that mean different things, on one scale: what is usual for places of normal images is 0, what is rare for them 1. */
export interface Scale {
  readonly usual: number;
  /** Distance from `usual` to the rare; more than 0. */
  readonly unit: number;
}

/** Scores as they are. */
export const plainScale: Scale = { usual: 0, unit: 1 };

interface Weighed {
  readonly scale: Scale;
  /** Of the sum. */
  readonly share: number;
}

/** Distance to the nearest row of a bank. */
export interface BankTerm extends Weighed {
  readonly kind: 'bank';
  readonly bank: PlaceBank;
  /** Rows from this one on are of images that a person called normal; missing: none are. */
  readonly vouchedFrom?: number;
}

/** 1 - cosine to the centre of embeddings of normal places. */
export interface HeadTerm extends Weighed {
  readonly kind: 'head';
  readonly head: FoldedHead;
  readonly centre: Float32Array; // [output], of length 1
}

export type PlaceTerm = BankTerm | HeadTerm;

export interface PlaceScorer {
  /** Pixels of the side that images are brought to. */
  readonly side: number;
  /** At least one. */
  readonly terms: readonly PlaceTerm[];
  /** From scores of places to the image's. */
  readonly rule: ScorerPlan['rule'];
}

/** The mean of the `count` largest; of all where there are fewer. */
export function meanOfLargest(scores: Float32Array, count: number): number {
  const largest = scores.slice().sort().slice(-count);
  return largest.reduce((sum, score) => sum + score, 0) / largest.length;
}

/** All places of an image: [grid^2, 768]. */
function rowsOf(maps: PlaceMaps): Matrix {
  return createMatrix(maps.grid ** 2, placeLength, placeRows(maps));
}

/** What one term says of each place of an image, on no scale: [grid^2]. */
export function termScores(
  term: Omit<BankTerm, keyof Weighed> | Omit<HeadTerm, keyof Weighed>,
  maps: PlaceMaps,
  multiply: Multiply,
): Float32Array<ArrayBuffer> {
  if (term.kind === 'bank')
    return Float32Array.from(nearestInBank(rowsOf(maps), term.bank, multiply).distances);
  const { head, centre } = term;
  return Float32Array.from(
    prototypeDistances(embedMaps(head, maps, multiply).data, head.shape.output, centre),
  );
}

function addTerm(sum: Float32Array, { share, scale }: Weighed, scores: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] += (share * (scores[i] - scale.usual)) / scale.unit;
}

/**
 * The same sum, where a place that lies nearest to one that a person called normal, and no farther from it than all but one in 200 normal
 * places lie from the bank, counts as usual for the other terms: they were learnt without that person's word.
 */
function scoresBesideVouched(
  vouching: BankTerm & { readonly vouchedFrom: number },
  terms: readonly PlaceTerm[],
  maps: PlaceMaps,
  multiply: Multiply,
): Float32Array<ArrayBuffer> {
  const { bank, vouchedFrom, scale: near } = vouching;
  const { distances, rows } = nearestInBank(rowsOf(maps), bank, multiply);
  const isVouched = (i: number) => rows[i] >= vouchedFrom && distances[i] <= near.usual + near.unit;
  const sum = new Float32Array(maps.grid ** 2);
  addTerm(sum, vouching, Float32Array.from(distances));
  for (const term of terms.slice(1)) {
    const { usual } = term.scale;
    const scores = termScores(term, maps, multiply);
    addTerm(
      sum,
      term,
      scores.map((score, i) => (isVouched(i) ? Math.min(score, usual) : score)),
    );
  }
  return sum;
}

/** The sum of `terms` for all places of an image: [grid^2]. `distances` are those to the bank, where they are known already. */
export function placeScores(
  terms: readonly PlaceTerm[],
  maps: PlaceMaps,
  multiply: Multiply,
  distances?: Float32Array,
): Float32Array<ArrayBuffer> {
  const [first] = terms;
  if (first.kind === 'bank' && first.vouchedFrom !== undefined)
    return scoresBesideVouched({ ...first, vouchedFrom: first.vouchedFrom }, terms, maps, multiply);
  const sum = new Float32Array(maps.grid ** 2);
  for (const term of terms) {
    const known = term.kind === 'bank' ? distances : undefined;
    addTerm(sum, term, known ?? termScores(term, maps, multiply));
  }
  return sum;
}

export interface ScoredPlaces {
  readonly score: number;
  readonly places: Float32Array<ArrayBuffer>; // [grid^2]
}

function scoreWeighed(
  { bank }: BankTerm,
  neighbours: number,
  maps: PlaceMaps,
  multiply: Multiply,
): ScoredPlaces {
  const places = rowsOf(maps);
  const nearest = nearestInBank(places, bank, multiply);
  const distances = scoresInside(Float32Array.from(nearest.distances), cellGrid(maps.grid), maps.region);
  const found = { ...nearest, distances };
  const reweighting = { bank: bank.rows.data, length: placeLength, neighbours };
  const score = neighbours > 1 ? reweightedScore(places.data, found, reweighting) : imageScore(found);
  return { score, places: distances };
}

/** Of an image, by the part of it that counts: its score, and those of its places. */
export function scoreByPlaces(
  { terms, rule }: PlaceScorer,
  maps: PlaceMaps,
  multiply: Multiply,
): ScoredPlaces {
  const [first] = terms;
  if (rule.kind === 'reweighted' && first.kind === 'bank')
    return scoreWeighed(first, rule.neighbours, maps, multiply);
  const places = scoresInside(placeScores(terms, maps, multiply), cellGrid(maps.grid), maps.region);
  return { score: meanOfLargest(places, rule.kind === 'largest' ? rule.places : 1), places };
}
