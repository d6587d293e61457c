/** The batch of a step as pictures: what the network is fed, before normalisation. */
import type { RgbImage } from '../../core/image/image.ts';
import { toRgba } from '../../core/image/picture.ts';
import { resizeArea } from '../../core/image/resize.ts';
import type { ShownBatch } from '../../core/run/events.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import { renderViews, type View } from '../../core/views/render.ts';
import type { BatchSource, PictureInput } from './step-batch.ts';

/** Pictures shown of a row, and the longest side of one. */
const mostImages = 8;
const longestSide = 96;

function pictureOf({ pictures }: PictureInput, view: View): RgbImage {
  const { side } = pictures;
  const values = renderViews(pictures, [view], asPictures);
  return { width: side, height: side, data: Uint8Array.from(values, (value) => Math.round(255 * value)) };
}

/** Its input `images` in `rows` of one length; `step` counts from 0. `undefined` if the step has no batch. */
export function showBatch(
  source: BatchSource,
  rows: number,
  step: number,
): Omit<ShownBatch, 'detector'> | undefined {
  const batch = source.draw(step);
  if (!batch.ok) return undefined;
  const input = batch.value.inputs['images'];
  const side = Math.min(longestSide, input.pictures.side);
  const length = input.views.length / rows;
  const shown = Array.from({ length: rows }, (_, row) =>
    input.views.slice(row * length, row * length + Math.min(mostImages, length)).map((view) => {
      const image = resizeArea(pictureOf(input, view), side, side);
      return { width: side, height: side, rgba: toRgba(image) };
    }),
  );
  return { step: step + 1, images: length, rows: shown };
}
