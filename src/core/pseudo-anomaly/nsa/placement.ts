/** Where a patch is cut and where it goes, so that both lie on the object [NSA sections 2.1, 2.3]. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Size } from '../../image/cut.ts';
import type { Box } from '../../image/image.ts';
import type { Random } from '../../random.ts';
import { drawHalfSize, drawScale, pastedSize, sizeBounds, type SizeBounds } from './patch-size.ts';

export type PlacementSettings = Pick<
  Experiment,
  'nsaHalfHeight' | 'nsaHalfWidth' | 'nsaResize' | 'nsaObjectShare'
>;

/** An image's size and its object: 1 = object. */
export interface Ground extends Size {
  readonly object: Uint8Array; // [height, width]
}

export interface Placement {
  /** In the image that the patch is cut from. */
  readonly source: Box;
  /** In the image that it goes to; wholly inside. */
  readonly target: Box;
}

const attempts = 200;
/** Of the patch's object, more than this share must fall on the object. */
const leastOverlap = 0.25;
/** Fewest pixels to blend, of an image of 256 x 256. */
const leastPixels = 50 / 256 ** 2;

/** The first of at most 200 draws that is accepted. */
function firstAccepted(draw: () => Box, isAccepted: (box: Box) => boolean): Box | undefined {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const box = draw();
    if (isAccepted(box)) return box;
  }
  return undefined;
}

function objectShare({ object, width }: Ground, box: Box): number {
  let count = 0;
  for (let y = box.top; y < box.top + box.height; y++) {
    for (let i = y * width + box.left; i < y * width + box.left + box.width; i++) count += object[i];
  }
  return count / (box.width * box.height);
}

/** Of the source's object, scaled to the target, the share that falls on the target's; 0 where it has none. */
function objectOverlap(from: Ground, to: Ground, { source, target }: Placement): number {
  let [count, both] = [0, 0];
  const columns = Int32Array.from(
    { length: target.width },
    (_, x) => source.left + Math.floor(((x + 0.5) * source.width) / target.width),
  );
  for (let y = 0; y < target.height; y++) {
    const row = source.top + Math.floor(((y + 0.5) * source.height) / target.height);
    const at = (target.top + y) * to.width + target.left;
    for (let x = 0; x < target.width; x++) {
      const isObject = from.object[row * from.width + columns[x]];
      count += isObject;
      both += isObject & to.object[at + x];
    }
  }
  return count === 0 ? 0 : both / count;
}

/** From `low` to `high`, cut to [0, limit), at least a pixel. */
function span(low: number, high: number, limit: number): [start: number, length: number] {
  const start = Math.min(limit - 1, Math.max(0, low));
  return [start, Math.max(1, Math.min(limit, high) - start)];
}

function cutToImage(box: Box, image: Size): Box {
  const [left, width] = span(Math.floor(box.left), Math.ceil(box.left + box.width), image.width);
  const [top, height] = span(Math.floor(box.top), Math.ceil(box.top + box.height), image.height);
  return { left, top, width, height };
}

/** A box whose centre keeps the least half side from the border; what reaches over the border is cut off. */
function drawSource(image: Size, half: Size, bounds: SizeBounds, random: Random): Box {
  const centre = (side: number, least: number) => least + random.integer(Math.max(1, side - 2 * least));
  const top = centre(image.height, bounds.height[0]) - half.height;
  const left = centre(image.width, bounds.width[0]) - half.width;
  return cutToImage({ left, top, width: 2 * half.width, height: 2 * half.height }, image);
}

function drawTarget(image: Size, { width, height }: Size, random: Random): Box {
  const left = random.integer(image.width - width + 1);
  return { left, top: random.integer(image.height - height + 1), width, height };
}

/** Whether the pixels inside the patch's outermost ones, which stay as they are, are enough to blend. */
function isLargeEnough({ width, height }: Size, image: Size): boolean {
  const count = Math.max(0, width - 2) * Math.max(0, height - 2);
  return count >= Math.max(1, leastPixels * image.width * image.height);
}

/** Nothing where no place was found, or the patch is too small. `chosen` takes the place of the drawn source. */
export function drawPlacement(
  grounds: { readonly from: Ground; readonly to: Ground },
  settings: PlacementSettings,
  random: Random,
  chosen?: Box,
): Placement | undefined {
  const { from, to } = grounds;
  const bounds = sizeBounds(to, settings);
  const half = drawHalfSize(to, bounds, random.fork('size'));
  const [sources, targets] = [random.fork('source'), random.fork('target')];
  const source = chosen
    ? cutToImage(chosen, from)
    : firstAccepted(
        () => drawSource(from, half, bounds, sources),
        (box) => objectShare(from, box) > settings.nsaObjectShare,
      );
  if (!source) return undefined;
  const size = pastedSize(source, drawScale(settings.nsaResize, random.fork('scale')), bounds);
  if (!isLargeEnough(size, to)) return undefined;
  const target = firstAccepted(
    () => drawTarget(to, size, targets),
    (box) => objectOverlap(from, to, { source, target: box }) > leastOverlap,
  );
  return target && { source, target };
}
