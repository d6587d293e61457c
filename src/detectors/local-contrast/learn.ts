/** What the detector learns of normal images: a head that tells their places from changed ones, a bank of them, and scales. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Random } from '../../core/random.ts';
import { fitPrototype, prototypeDistances } from '../../core/scoring/distances.ts';
import { chooseBank, nearestInBank, samplePlaces, type PlaceBank } from '../../engine/backbone/patch-bank.ts';
import { placeLength, placeRows, writePlace, type PlaceMaps } from '../../engine/backbone/patch-features.ts';
import { embedPlaces, type FoldedHead } from '../../engine/patch-head/head.ts';
import type { Workplace } from '../../engine/evaluation/method.ts';
import { createMatrix, type Matrix, type Multiply } from '../../engine/patch-head/matrix.ts';
import { trainHead, type HeadSettings } from '../../engine/patch-head/train-head.ts';
import { drawPseudo } from './negatives.ts';
import { headSettings, recipe } from './recipe.ts';
import { addScaled, scaleOf, type Scale } from './scale.ts';

/** A normal image and what the backbone sees of it. */
export interface NormalImage {
  readonly image: RgbImage;
  readonly maps: PlaceMaps;
}

export interface LearningTools {
  readonly experiment: Experiment;
  readonly random: Random;
  readonly multiply: Multiply;
  /** What the backbone sees of an image. */
  readonly see: (image: RgbImage) => Promise<PlaceMaps>;
  readonly control: Workplace['control'];
  /** The recipe's where they are left out. */
  readonly head?: HeadSettings | undefined;
  readonly pseudoImages?: number | undefined;
}

/** A score for each place [n, 768], larger is more anomalous: [n]. */
type ScorePlaces = (places: Matrix) => Float32Array;

export interface Learnt {
  /** Of an image: both scores on their own scales, added, for all its places. */
  readonly scoreImage: (maps: PlaceMaps) => Float32Array;
  /** Pseudo-anomalies that the gate kept, of those asked for. */
  readonly pseudoImages: number;
}

function rowsOf(maps: PlaceMaps): Matrix {
  return createMatrix(maps.grid ** 2, placeLength, placeRows(maps));
}

/** Features of changed places of pseudo-anomalies: [at most 12,000, 768], and how many images they are from. */
async function gatherNegatives(
  images: readonly RgbImage[],
  grid: number,
  { experiment, random, see, control, pseudoImages = recipe.pseudoImages }: LearningTools,
): Promise<{ readonly negatives: Matrix; readonly count: number }> {
  const data = new Float32Array(recipe.negativePlaces * placeLength);
  let [rows, count] = [0, 0];
  for (let turn = 0; turn < pseudoImages && rows < recipe.negativePlaces; turn++) {
    const pseudo = drawPseudo(images, turn, { experiment, random: random.fork(turn), grid });
    if (pseudo === undefined) continue;
    const maps = await see(pseudo.image);
    count++;
    for (const place of pseudo.places.slice(0, recipe.negativePlaces - rows)) {
      writePlace(maps, place, data, rows++ * placeLength);
    }
    await control.yieldToMessages();
    if (control.isStopped()) break;
  }
  return { negatives: createMatrix(rows, placeLength, data.subarray(0, rows * placeLength)), count };
}

function scoreByHead(head: FoldedHead, normals: Matrix, random: Random, multiply: Multiply): ScorePlaces {
  const count = Math.min(recipe.centrePlaces, normals.rows);
  const chosen = createMatrix(count, placeLength);
  for (let i = 0; i < count; i++) {
    const from = random.integer(normals.rows) * placeLength;
    chosen.data.set(normals.data.subarray(from, from + placeLength), i * placeLength);
  }
  const { output } = head.shape;
  const centre = fitPrototype(embedPlaces(head, chosen, multiply).data, output);
  return (places) => prototypeDistances(embedPlaces(head, places, multiply).data, output, centre);
}

function scoreByBank(bank: PlaceBank, multiply: Multiply): ScorePlaces {
  return (places) => nearestInBank(places, bank, multiply).distances;
}

function scaleOn(images: readonly NormalImage[], score: ScorePlaces): Scale {
  const scores = images.map(({ maps }) => score(rowsOf(maps)));
  const all = new Float32Array(scores.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of scores) {
    all.set(part, at);
    at += part.length;
  }
  return scaleOf(all);
}

/** Held-out images and the others; with fewer than four images all are both, and the scale is too small by what was fitted. */
export function holdOut<Image>(images: readonly Image[]): {
  readonly kept: readonly Image[];
  readonly held: readonly Image[];
} {
  if (images.length < 4) return { kept: images, held: images };
  const isHeld = (i: number) => i % recipe.heldOutEvery === recipe.heldOutEvery - 1 || i === 1;
  return {
    kept: images.filter((_, i) => !isHeld(i)),
    held: images.filter((_, i) => isHeld(i)),
  };
}

/**
 * Learns from normal images, at least one. If the gate keeps no pseudo-anomaly, or none changes a whole place, the bank scores
 * alone. `undefined` if stopped.
 */
export async function learn(
  normals: readonly NormalImage[],
  tools: LearningTools,
): Promise<Learnt | undefined> {
  const { random, multiply, control } = tools;
  const { kept, held } = holdOut(normals);
  const maps = kept.map((normal) => normal.maps);
  const candidates = samplePlaces(maps, recipe.bankCandidates, random.fork('bank'));
  const bank = chooseBank(candidates, recipe.bank, random.fork('coreset'));
  await control.yieldToMessages();
  const byBank = scoreByBank(bank, multiply);
  const bankScale = scaleOn(held, byBank);
  const pictures = kept.map(({ image }) => image);
  const { negatives, count } = await gatherNegatives(pictures, maps[0].grid, {
    ...tools,
    random: random.fork('pseudo'),
  });
  if (control.isStopped()) return undefined;
  if (negatives.rows === 0) {
    return { scoreImage: (one) => addScaled([[byBank(rowsOf(one)), bankScale]]), pseudoImages: 0 };
  }
  const places = samplePlaces(maps, recipe.normalPlaces, random.fork('normal places'));
  const head = await trainHead({ normals: places, negatives }, tools.head ?? headSettings, {
    random: random.fork('head'),
    multiply,
    async goOn() {
      await control.yieldToMessages();
      return !control.isStopped();
    },
  });
  if (head === undefined) return undefined;
  const byHead = scoreByHead(head, places, random.fork('centre'), multiply);
  const headScale = scaleOn(held, byHead);
  return {
    scoreImage(one) {
      const rows = rowsOf(one);
      return addScaled([
        [byBank(rows), bankScale],
        [byHead(rows), headScale],
      ]);
    },
    pseudoImages: count,
  };
}
