/** What a step of CutPaste sees: normal images, each with a rectangle of itself pasted, and with a scar: 1 : 1 : 1 [CutPaste section 2.1]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import type { Candidate, GeneratorInput } from '../../core/pseudo-anomaly/candidate.ts';
import { cutPaste, scar } from '../../core/pseudo-anomaly/cutpaste.ts';
import { createRandom, type Random } from '../../core/random.ts';
import { success } from '../../core/result.ts';
import { createPackedImages, packWindow, unpackImage } from '../../core/views/packed.ts';
import { drawView } from '../../core/views/view.ts';
import { drawCrop } from '../../core/views/window.ts';
import { imageOrder } from '../../engine/training/image-order.ts';
import type { BatchSource } from '../../engine/training/step-batch.ts';

/** Normal, CutPaste, CutPaste-Scar. */
export const kinds = 3;

/** A crop from anywhere in the image, as an image of its own. */
function cropOf(image: RgbImage, side: number, random: Random): RgbImage {
  const packed = createPackedImages(1, side);
  packWindow(packed, 0, image, drawCrop(image, side, random));
  return unpackImage(packed, 0);
}

/**
 * The image and its two pastes. Crops are cut first and pasted into, so that every paste has its edges in view; a scar is as
 * many pixels in a crop as in its image, and the rectangle is a share of what is seen.
 */
function threeOf(image: RgbImage, experiment: Experiment, random: Random): RgbImage[] {
  const { trainOn, inputSize: side, scarWidth, scarLength } = experiment;
  const isWhole = trainOn === 'whole';
  const seen = isWhole ? image : cropOf(image, side, random.fork('window'));
  const enlarged = ([low, high]: readonly [number, number]) => {
    const scale = image.width / seen.width;
    return [low * scale, high * scale] as const;
  };
  const settings = { ...experiment, scarWidth: enlarged(scarWidth), scarLength: enlarged(scarLength) };
  const input: GeneratorInput = { image: seen, drawOther: () => seen, turn: 0 };
  const made: Candidate[] = [
    cutPaste(input, random.fork('cutpaste'), settings),
    scar(input, random.fork('scar'), settings),
  ];
  const three = [seen, ...made.map((candidate) => candidate.image)];
  return isWhole ? three.map((one) => resizeArea(one, side, side)) : three;
}

/** `images` are normal, square, of `experiment.imageSize`; every image comes once before any comes again. One view shows all three. */
export function createThreeWayBatches(images: readonly RgbImage[], experiment: Experiment): BatchSource {
  const { seed, inputSize, batchSize: count } = experiment;
  const root = createRandom(seed).fork('three ways');
  const classes = Uint32Array.from({ length: kinds * count }, (_, row) => Math.floor(row / count));

  const orderOf = imageOrder(images.length, root);
  const imageAt = (position: number) => images[orderOf(position)];

  return {
    draw(step) {
      const pictures = createPackedImages(kinds * count, inputSize);
      const drawn = Array.from({ length: count }, (_, i) => {
        const random = root.fork(step).fork(i);
        threeOf(imageAt(step * count + i), experiment, random).forEach((picture, kind) => {
          packWindow(pictures, kind * count + i, picture, { left: 0, top: 0 });
        });
        return drawView(experiment, random.fork('view'));
      });
      const views = Array.from(classes, (_, row) => ({ source: row, parameters: drawn[row % count] }));
      return success({
        inputs: { images: { pictures, views } },
        targets: { classes: { shape: [classes.length], data: classes.slice() } },
      });
    },
  };
}
