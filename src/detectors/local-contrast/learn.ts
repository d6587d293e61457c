/** What the detector learns of normal images: a head that tells their places from changed ones, a bank of them, and scales. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Random } from '../../core/random.ts';
import { fitPrototype } from '../../core/scoring/distances.ts';
import { chooseBank, ofCounted, samplePlaces, type PlaceBank } from '../../engine/backbone/patch-bank.ts';
import { placeLength, writePlace, type PlaceMaps } from '../../engine/backbone/patch-features.ts';
import { placeScores, termScores, type PlaceTerm, type Scale } from '../../engine/backbone/place-scorer.ts';
import { embedPlaces, type FoldedHead } from '../../engine/patch-head/head.ts';
import type { Workplace } from '../../engine/evaluation/method.ts';
import { createMatrix, type Matrix, type Multiply } from '../../engine/patch-head/matrix.ts';
import { trainHead, type HeadSettings } from '../../engine/patch-head/train-head.ts';
import { drawFromConfirmed, unusualPlaces, type Confirmed } from './confirmed.ts';
import { drawPseudo, type Pseudo } from './negatives.ts';
import { headSettings, recipe } from './recipe.ts';
import { scaleOf } from './scale.ts';

/** A normal image and what the backbone sees of it. */
export interface NormalImage {
  readonly image: RgbImage;
  readonly maps: PlaceMaps;
}

/** Places that are drawn: for the bank's choice, for the bank, and for the head. */
export type GroundSizes = Readonly<Record<'bankCandidates' | 'bank' | 'normalPlaces', number>>;

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
  /** PatchCore's share of the sum. */
  readonly bankShare?: number | undefined;
  readonly sizes?: GroundSizes | undefined;
  /** Images of defects that a person confirmed; none are known where they are left out. */
  readonly defects?: readonly NormalImage[] | undefined;
  /** Pseudo-anomalies drawn so far, of `total`. */
  readonly onPseudo?: (done: number, total: number) => void;
  /** Steps of the head done so far, of `total`. */
  readonly onStep?: (done: number, total: number) => void;
  readonly watch?: HeadWatch | undefined;
}

/** A pseudo-anomaly that the head learns from. */
export interface DrawnPseudo extends Pseudo {
  /** Number of its normal image among those kept. */
  readonly source: number;
  readonly maps: PlaceMaps;
}

/** Looks on while the head learns. */
export interface HeadWatch {
  readonly onDrawn: (drawn: DrawnPseudo) => void;
  /** `look` gives the head after `step` steps. */
  readonly onHead: (step: number, look: () => FoldedHead) => void;
}

/** A score for each place of an image, larger is more anomalous: [grid^2]. */
type ScoreImage = (maps: PlaceMaps) => Float32Array<ArrayBuffer>;

/** What became of the pseudo-anomalies that were asked for. */
export interface PseudoCounts {
  /** The head learnt from places of so many. */
  readonly used: number;
  /** The gate kept none of the candidates. */
  readonly rejected: number;
  /** The gate kept one, and it changed no place enough. */
  readonly unseen: number;
}

export interface Learnt {
  /** Distance to the bank and what the head says, each on its own scale; the bank alone where there was nothing to learn from. */
  readonly terms: readonly PlaceTerm[];
  /** Of an image: the sum of the terms for all its places. `bank` are its distances, if they are known. */
  readonly scoreImage: (maps: PlaceMaps, bank?: Float32Array) => Float32Array<ArrayBuffer>;
  readonly pseudo: PseudoCounts;
}

/** What is known of normal images whatever the pseudo-anomalies are: any number of heads can be learnt from it. */
export interface Ground {
  readonly kept: readonly NormalImage[];
  readonly held: readonly NormalImage[];
  readonly bank: PlaceBank;
  /** Distances of an image's places to the bank of normal ones. */
  readonly byBank: ScoreImage;
  readonly bankScale: Scale;
}

/** Whether this pseudo-anomaly is a patch of a confirmed defect: evenly spread. */
function isFromConfirmed(turn: number): boolean {
  return Math.floor((turn + 1) * recipe.defectShare) > Math.floor(turn * recipe.defectShare);
}

/**
 * Features of unusual places of confirmed defects and of changed places of pseudo-anomalies: [at most 12,000, 768], and how many
 * images these are from.
 */
async function gatherNegatives(
  images: readonly RgbImage[],
  confirmed: readonly (Confirmed & Pick<NormalImage, 'maps'>)[],
  {
    experiment,
    random,
    see,
    control,
    pseudoImages = recipe.pseudoImages,
    onPseudo,
    watch,
    grid,
  }: LearningTools & { readonly grid: number },
): Promise<{ readonly negatives: Matrix; readonly pseudo: PseudoCounts }> {
  const data = new Float32Array(recipe.negativePlaces * placeLength);
  let rows = 0;
  let [used, rejected, unseen] = [0, 0, 0];
  const take = (maps: PlaceMaps, places: readonly number[]) => {
    for (const place of places.slice(0, recipe.negativePlaces - rows))
      writePlace(maps, place, data, rows++ * placeLength);
  };
  for (const { maps, places } of confirmed) take(maps, places);
  const draw = (turn: number) => {
    const forked = random.fork(turn);
    if (confirmed.length === 0 || !isFromConfirmed(turn))
      return drawPseudo(images, turn, { experiment, random: forked, grid });
    const count = Math.floor(turn * recipe.defectShare); // of those before: each defect has its turn
    const [image, defect] = [images[count % images.length], confirmed[count % confirmed.length]];
    return drawFromConfirmed(image, defect, { experiment, random: forked, grid });
  };
  for (let turn = 0; turn < pseudoImages && rows < recipe.negativePlaces; turn++) {
    const drawn = draw(turn);
    if (drawn === undefined) rejected++;
    else if (drawn.places.length === 0) unseen++;
    else {
      const maps = await see(drawn.image);
      used++;
      watch?.onDrawn({ ...drawn, maps, source: turn % images.length });
      take(maps, drawn.places);
    }
    onPseudo?.(turn + 1, pseudoImages);
    await control.yieldToMessages();
    if (control.isStopped()) break;
  }
  const negatives = createMatrix(rows, placeLength, data.subarray(0, rows * placeLength));
  return { negatives, pseudo: { used, rejected, unseen } };
}

/** The direction that embeddings of normal places have on average: [output]. */
function centreOf(head: FoldedHead, normals: Matrix, random: Random, multiply: Multiply): Float32Array {
  const count = Math.min(recipe.centrePlaces, normals.rows);
  const chosen = createMatrix(count, placeLength);
  for (let i = 0; i < count; i++) {
    const from = random.integer(normals.rows) * placeLength;
    chosen.data.set(normals.data.subarray(from, from + placeLength), i * placeLength);
  }
  return fitPrototype(embedPlaces(head, chosen, multiply).data, head.shape.output);
}

/** `undefined` if stopped. */
async function scaleOn(
  images: readonly NormalImage[],
  score: ScoreImage,
  control: Workplace['control'],
): Promise<Scale | undefined> {
  const scores: Float32Array[] = [];
  for (const { maps } of images) {
    scores.push(ofCounted(score(maps), maps));
    await control.yieldToMessages();
    if (control.isStopped()) return undefined;
  }
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

/** What can be known before any pseudo-anomaly is drawn; `undefined` if stopped. */
export async function learnGround(
  normals: readonly NormalImage[],
  {
    random,
    multiply,
    control,
    sizes = recipe,
  }: Pick<LearningTools, 'random' | 'multiply' | 'control' | 'sizes'>,
): Promise<Ground | undefined> {
  const { kept, held } = holdOut(normals);
  const maps = kept.map((normal) => normal.maps);
  const candidates = samplePlaces(maps, sizes.bankCandidates, random.fork('bank'));
  const bank = chooseBank(candidates, sizes.bank, random.fork('coreset'));
  await control.yieldToMessages();
  const byBank: ScoreImage = (image) => termScores({ kind: 'bank', bank }, image, multiply);
  const bankScale = await scaleOn(held, byBank, control);
  return bankScale && { kept, held, bank, byBank, bankScale };
}

/**
 * Learns a head from pseudo-anomalies of the images that were kept. If the gate keeps none, or none changes a whole place, the
 * bank scores alone. `undefined` if stopped.
 */
export async function learnHead(
  { kept, held, bank, byBank, bankScale }: Ground,
  tools: LearningTools,
): Promise<Learnt | undefined> {
  const { random, multiply, control, onStep, watch, sizes = recipe, head: settings = headSettings } = tools;
  const { bankShare = recipe.bankShare } = tools;
  const pictures = kept.map(({ image }) => image);
  const confirmed = (tools.defects ?? []).map((defect) => ({
    ...defect,
    places: unusualPlaces(byBank(defect.maps), bankScale),
  }));
  const { negatives, pseudo } = await gatherNegatives(pictures, confirmed, {
    ...tools,
    grid: kept[0].maps.grid,
    random: random.fork('pseudo'),
  });
  if (control.isStopped()) return undefined;
  const learntFrom = (terms: readonly PlaceTerm[]): Learnt => ({
    terms,
    scoreImage: (maps, distances) => placeScores(terms, maps, multiply, distances),
    pseudo,
  });
  const bankTerm = { kind: 'bank', bank, scale: bankScale, share: 1 } as const;
  if (negatives.rows === 0) return learntFrom([bankTerm]);
  const maps = kept.map((normal) => normal.maps);
  const places = samplePlaces(maps, sizes.normalPlaces, random.fork('normal places'));
  const head = await trainHead({ normals: places, negatives }, settings, {
    random: random.fork('head'),
    multiply,
    async goOn(step, _, look) {
      onStep?.(step + 1, settings.steps);
      watch?.onHead(step + 1, look);
      await control.yieldToMessages();
      return !control.isStopped();
    },
  });
  if (head === undefined) return undefined;
  const byHead = {
    kind: 'head',
    head,
    centre: centreOf(head, places, random.fork('centre'), multiply),
  } as const;
  const scale = await scaleOn(held, (image) => termScores(byHead, image, multiply), control);
  return (
    scale &&
    learntFrom([
      { ...bankTerm, share: bankShare },
      { ...byHead, scale, share: 1 },
    ])
  );
}

/** Learns from normal images, at least one; `undefined` if stopped. */
export async function learn(
  normals: readonly NormalImage[],
  tools: LearningTools,
): Promise<Learnt | undefined> {
  const ground = await learnGround(normals, tools);
  return ground && learnHead(ground, tools);
}
