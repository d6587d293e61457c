/** What a step of SSD sees: two strong views of each of some crops, or whole images, all normal. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import { failure, success } from '../../core/result.ts';
import { createPackedImages, packWindow } from '../../core/views/packed.ts';
import { cutImage, strongView } from '../../core/views/strong.ts';
import { plainView } from '../../core/views/view.ts';
import { drawCrop } from '../../core/views/window.ts';
import { imageOrder } from '../../engine/training/image-order.ts';
import type { BatchSource } from '../../engine/training/step-batch.ts';

/** Losses compare images: one alone has nothing to be unlike. */
const fewestImages = 2;

/** Crops (or whole images), two for each image of `batchSize`, each seen twice. */
export function rowsOf({ batchSize }: Pick<Experiment, 'batchSize'>): number {
  return 4 * batchSize;
}

/**
 * Rows are N first views, N second ones, and again for N other crops: with a pairing of all rows that is NT-Xent of 2N pairs.
 * `images` are normal, square, of `experiment.imageSize`; every image comes once before any comes again.
 */
export function createViewBatches(images: readonly RgbImage[], experiment: Experiment): BatchSource {
  const { seed, inputSize: side, trainOn, batchSize } = experiment;
  const root = createRandom(seed).fork('strong views');
  const count = 2 * batchSize;
  const rows = rowsOf(experiment);

  const orderOf = imageOrder(images.length, root);
  const imageAt = (position: number) => images[orderOf(position)];

  return {
    draw(step) {
      if (images.length < fewestImages)
        return failure({ kind: 'too-few-images', images: images.length, wanted: fewestImages });
      const pictures = createPackedImages(rows, side);
      for (let i = 0; i < count; i++) {
        const random = root.fork(step).fork(i);
        const image = imageAt(step * count + i);
        const seen =
          trainOn === 'whole'
            ? image
            : cutImage(image, { ...drawCrop(image, side, random), width: side, height: side });
        const first = i < batchSize ? i : batchSize + i;
        for (const view of [0, 1]) {
          const row = first + view * batchSize;
          packWindow(pictures, row, strongView(seen, side, random.fork(`view${view}`)), { left: 0, top: 0 });
        }
      }
      const views = Array.from({ length: rows }, (_, source) => ({ source, parameters: plainView }));
      return success({ inputs: { images: { pictures, views } }, targets: {} });
    },
  };
}
