/** What generators changed, as each view of a batch shows it: a target for objectives that say where an anomaly is. */
import { plainView } from '../../core/views/view.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import { renderViews, type View } from '../../core/views/render.ts';
import type { Target } from '../program/objective.ts';

/** `masks` holds one gray picture for each picture of the batch, 255 where it is anomalous; they turn and move with the views. */
export function maskTarget(masks: PackedImages, views: readonly View[]): Target {
  const { brightness, contrast } = plainView;
  const moved = views.map(({ source, parameters }) => ({
    source,
    parameters: { ...parameters, brightness, contrast },
  }));
  const pixels = renderViews(masks, moved, asPictures); // three channels that are the same
  const data = Float32Array.from({ length: pixels.length / 3 }, (_, i) => pixels[3 * i]);
  return { shape: [views.length, masks.side, masks.side, 1], data };
}
