/** What a step of a detector sees that learns from normal images alone: weak views of them. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { createRandom } from '../../core/random.ts';
import { success } from '../../core/result.ts';
import { createPackedImages, packWindow } from '../../core/views/packed.ts';
import { drawView } from '../../core/views/view.ts';
import { drawCrop } from '../../core/views/window.ts';
import { imageOrder } from './image-order.ts';
import { sampleInput, type BatchSource, type StepBatch } from './step-batch.ts';

/** Crops (or whole images), two for each image of `batchSize`, each seen once. */
const cropsOfImage = 2;

function rowsOf({ batchSize }: Pick<Experiment, 'batchSize'>): number {
  return cropsOfImage * batchSize;
}

/** `images` are normal, square, of `experiment.imageSize`; every image comes once before any comes again. */
export function createNormalBatches(images: readonly RgbImage[], experiment: Experiment): BatchSource {
  const { seed, inputSize: side, trainOn } = experiment;
  const root = createRandom(seed).fork('normals');
  const rows = rowsOf(experiment);

  const orderOf = imageOrder(images.length, root);
  const imageAt = (position: number) => images[orderOf(position)];

  return {
    draw(step) {
      const pictures = createPackedImages(rows, side);
      const views = Array.from({ length: rows }, (_, row) => {
        const random = root.fork(step).fork(row);
        const image = imageAt(step * rows + row);
        const seen = trainOn === 'whole' ? resizeArea(image, side, side) : image;
        packWindow(pictures, row, seen, drawCrop(seen, side, random));
        return { source: row, parameters: drawView(experiment, random.fork('view')) };
      });
      return success({ inputs: { images: { pictures, views } }, targets: {} });
    },
  };
}

/** A batch of so many images, whose pixels are no picture's, to measure the cost of a step. */
export function sampleNormals(images: number, { inputSize }: Pick<Experiment, 'inputSize'>): StepBatch {
  const rows = rowsOf({ batchSize: images });
  return { inputs: { images: sampleInput(rows, [...Array(rows).keys()], inputSize) }, targets: {} };
}
