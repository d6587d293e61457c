/** The batch of a step as pictures: what the network is fed, before normalisation. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { toRgba } from '../../core/image/picture.ts';
import { resizeArea } from '../../core/image/resize.ts';
import type { ShownBatch } from '../../core/run/events.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import { renderViews, type View } from '../../core/views/render.ts';
import { createBatchSource, type PairBatch } from './batch.ts';
import { splitHeldOut } from './held-out.ts';

/** Images shown, and the longest side of a picture. */
const mostImages = 8;
const longestSide = 96;

function pictureOf({ pictures }: PairBatch, view: View): RgbImage {
  const { side } = pictures;
  const values = renderViews(pictures, [view], asPictures);
  return { width: side, height: side, data: Uint8Array.from(values, (value) => Math.round(255 * value)) };
}

/** `images` are all normal training images; `undefined` if the step has no batch. */
export function showBatch(
  images: readonly RgbImage[],
  experiment: Experiment,
  step: number,
): ShownBatch | undefined {
  const { trained } = splitHeldOut(images, experiment);
  const batch = createBatchSource(trained, experiment).draw(step);
  if (!batch.ok) return undefined;
  const { images: count, views } = batch.value;
  const side = Math.min(longestSide, experiment.inputSize);
  const shown = Math.min(mostImages, count);
  const rows = [0, 1, 2, 3].map((row) =>
    views.slice(row * count, row * count + shown).map((view) => {
      const image = resizeArea(pictureOf(batch.value, view), side, side);
      return { width: side, height: side, rgba: toRgba(image) };
    }),
  );
  return { step: step + 1, images: count, rows };
}
