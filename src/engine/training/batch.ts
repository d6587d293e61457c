/** Builds what one training step sees: normal images, their pseudo-anomalies, and two weak views of each. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { grayImage, type RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { drawAccepted, type AcceptedCandidate } from '../../core/pseudo-anomaly/draw-accepted.ts';
import { classOf } from '../../core/pseudo-anomaly/classes.ts';
import { otherOf } from '../../core/pseudo-anomaly/generate.ts';
import { createRandom, type Random } from '../../core/random.ts';
import { failure, success } from '../../core/result.ts';
import { createPackedImages, packWindow, type PackedImages } from '../../core/views/packed.ts';
import type { View } from '../../core/views/render.ts';
import { drawView, type ViewParameters } from '../../core/views/view.ts';
import { drawFocus, drawPixel, drawWindow } from '../../core/views/window.ts';
import type { Target } from '../program/objective.ts';
import { imageOrder } from './image-order.ts';
import { maskTarget } from './mask-target.ts';
import type { BatchSource, StepBatch } from './step-batch.ts';

export interface PairBatch extends StepBatch {
  /** N. */
  readonly images: number;
  /** 2N: what is seen of the normal images, then of their pseudo-anomalies. */
  readonly pictures: PackedImages;
  /** 4N: normal first and second, then pseudo-anomaly first and second. */
  readonly views: readonly View[];
  /** What each view shows: 0 for normal, else the kind of pseudo-anomaly. */
  readonly classes: Uint32Array<ArrayBuffer>; // [4N]
}

/**
 * What an objective may ask to compare the views with, by name. `classes` [4N]: what each shows. `masks` [4N, S, S, 1]: how
 * anomalous each of its pixels is, 0 to 1, by the generator's label where it grades, else by its mask.
 */
export type PairTarget = 'classes' | 'masks';

export interface PairOptions {
  /** Each stream draws other batches of the same images. */
  readonly stream?: 'train' | 'watch';
  readonly targets?: readonly PairTarget[];
}

interface Pair {
  readonly normal: RgbImage;
  readonly accepted: AcceptedCandidate;
  readonly random: Random;
}

/** What the pairs of a step are drawn by. */
interface Drawing {
  readonly root: Random;
  /** Which image stands at a position. */
  readonly orderOf: (position: number) => number;
  /** How many pseudo-anomalies one is chosen from. */
  readonly choices: number;
}

/** How many images may be passed over, for each one wanted, before a step gives up. */
const patience = 4;

/**
 * How many pseudo-anomalies one is chosen from, the most visible by the gate's SSIM: `easyFirst` of them at the first step, one at the
 * last [UniConHA].
 */
function choicesAt(step: number, { easyFirst, steps }: Pick<Experiment, 'easyFirst' | 'steps'>): number {
  return 1 + Math.round((easyFirst - 1) * Math.max(0, 1 - step / steps));
}

/** Losses need at least two images to compare. */
const fewestImages = 2;

/** The one that is least like its image; `undefined` if there is none. */
function mostVisible(draws: readonly (AcceptedCandidate | undefined)[]): AcceptedCandidate | undefined {
  return draws.reduce((best, draw) => {
    if (draw === undefined || best === undefined) return best ?? draw;
    return draw.verdict.ssim < best.verdict.ssim ? draw : best;
  }, undefined);
}

/** Accepted pairs for one step; images are taken in a shuffled order, every image once before any comes again. */
function drawPairs(
  images: readonly RgbImage[],
  experiment: Experiment,
  { root, orderOf, choices }: Drawing,
  step: number,
): Pair[] {
  const { batchSize } = experiment;
  const pairs: Pair[] = [];
  for (let attempt = 0; attempt < patience * batchSize && pairs.length < batchSize; attempt++) {
    const position = step * batchSize + attempt;
    const index = orderOf(position);
    const normal = images[index];
    const random = root.fork(step).fork(attempt);
    const drawOther = otherOf((i) => images[i], images.length, index);
    const input = { image: normal, drawOther, turn: position };
    const draws = Array.from({ length: choices }, (_, i) =>
      drawAccepted(input, i === 0 ? random.fork('patch') : random.fork('easier').fork(i), experiment),
    );
    const accepted = mostVisible(draws);
    if (accepted !== undefined) pairs.push({ normal, accepted, random });
  }
  return pairs;
}

/** The two views of an image and of its pseudo-anomaly: shared, or each drawn for itself. */
function drawViews(
  experiment: Experiment,
  random: Random,
): { normal: ViewParameters; pseudo: ViewParameters }[] {
  return [0, 1].map((view) => {
    const normal = drawView(experiment, random.fork(`view${view}`));
    return {
      normal,
      pseudo: experiment.sharedViews ? normal : drawView(experiment, random.fork(`pseudo${view}`)),
    };
  });
}

/** A batch while it is filled. */
interface Filling {
  readonly images: number;
  readonly pictures: PackedImages;
  /** Of the pictures, where they are asked for; those of normal images stay zero. */
  readonly masks: PackedImages | undefined;
  readonly views: View[];
  readonly classes: Uint32Array<ArrayBuffer>;
}

/** Where the normal crop of a pair is taken: where its pseudo-anomaly's is, or, for a share of pairs, around any pixel that counts. */
function normalWindow(
  followed: { readonly left: number; readonly top: number },
  side: number,
  { normal, random }: Pair,
  { evenCrops }: Experiment,
) {
  const draw = random.fork('anywhere');
  if (100 * draw.next() >= evenCrops) return followed;
  return drawWindow(drawPixel(normal, draw), side, normal, draw);
}

/** Puts what is seen of one pair into `pictures`, and how it is seen into `views`. */
function addPair(
  { images, pictures, masks, views, classes }: Filling,
  index: number,
  pair: Pair,
  experiment: Experiment,
): void {
  const { normal, accepted, random } = pair;
  const { image, mask, label = mask } = accepted.candidate;
  const { side } = pictures;
  const isWhole = experiment.trainOn === 'whole';
  const fit = (one: RgbImage) => (isWhole ? resizeArea(one, side, side) : one);
  const focus = drawFocus(accepted.candidate, side, random.fork('focus'));
  const window = isWhole ? { left: 0, top: 0 } : drawWindow(focus, side, normal, random.fork('window'));
  packWindow(pictures, index, fit(normal), isWhole ? window : normalWindow(window, side, pair, experiment));
  packWindow(pictures, images + index, fit(image), window);
  if (masks !== undefined) packWindow(masks, images + index, fit(grayImage(label)), window);
  drawViews(experiment, random).forEach((view, v) => {
    views[v * images + index] = { source: index, parameters: view.normal };
    views[(2 + v) * images + index] = { source: images + index, parameters: view.pseudo };
    classes[(2 + v) * images + index] = classOf(accepted.candidate, experiment.generator);
  });
}

/** `images` are normal, square, of `experiment.imageSize`. */
export function createBatchSource(
  images: readonly RgbImage[],
  experiment: Experiment,
  { stream = 'train', targets = ['classes'] }: PairOptions = {},
): BatchSource<PairBatch> {
  const root = createRandom(experiment.seed).fork(stream);
  const orderOf = imageOrder(images.length, root);
  return {
    draw(step) {
      const choices = stream === 'train' ? choicesAt(step, experiment) : 1;
      const pairs = drawPairs(images, experiment, { root, orderOf, choices }, step);
      if (pairs.length < fewestImages) {
        const tried = patience * experiment.batchSize * experiment.gateRetries;
        return failure({ kind: 'no-valid-patch', tried });
      }
      const pictures = createPackedImages(2 * pairs.length, experiment.inputSize);
      const count = 4 * pairs.length;
      const masks = targets.includes('masks')
        ? createPackedImages(2 * pairs.length, experiment.inputSize)
        : undefined;
      const views = new Array<View>(count);
      const classes = new Uint32Array(count);
      const batch = { images: pairs.length, pictures, views, classes };
      pairs.forEach((pair, i) => {
        addPair({ ...batch, masks }, i, pair, experiment);
      });
      const named: Record<string, Target> = {
        ...(targets.includes('classes') && { classes: { shape: [count], data: classes } }),
        ...(masks && { masks: maskTarget(masks, views) }),
      };
      return success({ ...batch, inputs: { images: { pictures, views } }, targets: named });
    },
  };
}
