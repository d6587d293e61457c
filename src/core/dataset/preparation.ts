/** How a picture of any size becomes a square working copy: its side, and what happens to pictures that are not square. */
import { createMask, createRgbImage, nearestPixel, type Mask, type RgbImage } from '../image/image.ts';
import { resizeArea, resizeMask } from '../image/resize.ts';

/** `stretch`: both sides to the square; `crop`: the middle square; `pad`: the whole picture, its edges repeated. */
export type Aspect = 'stretch' | 'crop' | 'pad';

export interface Preparation {
  /** Of the working copies, in pixels. */
  readonly side: number;
  readonly aspect: Aspect;
  /** Whether every image is brought to the same median grey (see equalise.ts). */
  readonly isEqualised: boolean;
  /** Whether the files themselves are kept beside the working copies; missing: no. */
  readonly keepsOriginals?: boolean;
  /** Whether masks that look inverted (see image/inverted.ts) are turned round; missing: no. */
  readonly invertsMasks?: boolean;
  /** The number that is white in files of more than 8 bits a channel: 4,095 for 12 bits in 16; missing: what each format says. */
  readonly white?: number;
}

export const workingSides: readonly number[] = [64, 128, 256, 512];

export const defaultPreparation: Preparation = { side: 256, aspect: 'stretch', isEqualised: false };

/** Pixels of working copies that a page holds without trouble, in bytes; training holds them once more in its own thread. */
const heldBytes = 512 * 2 ** 20;

/** Bytes that copies of so many images take. */
export function copiesBytes(images: number, side: number): number {
  return images * side * side * 3;
}

/** The largest side, up to the default one, at which copies of so many images are held without trouble: 128 px for 10,000. */
export function fittingSide(images: number): number {
  const sides = workingSides.filter((side) => side <= defaultPreparation.side);
  return sides.findLast((side) => copiesBytes(images, side) <= heldBytes) ?? Math.min(...sides);
}

/** Whether two give the same to keep, equalised or not. */
export function isSamePreparation(a: Preparation, b: Preparation): boolean {
  const flags = ['keepsOriginals', 'invertsMasks'] as const;
  const areFlagsSame = flags.every((flag) => (a[flag] ?? false) === (b[flag] ?? false));
  return a.side === b.side && a.aspect === b.aspect && a.white === b.white && areFlagsSame;
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The largest square in the middle of `source`, copied into `square`. */
function cutMiddle(source: Plane, square: Plane, channels: number): void {
  const left = Math.floor((source.width - square.width) / 2);
  const top = Math.floor((source.height - square.height) / 2);
  for (let y = 0; y < square.height; y++) {
    const from = ((top + y) * source.width + left) * channels;
    square.data.set(source.data.subarray(from, from + square.width * channels), y * square.width * channels);
  }
}

/** `source` in the middle of `square`; every other pixel is the nearest one of `source`. */
function padEdges(source: Plane, square: Plane, channels: number): void {
  const left = Math.floor((square.width - source.width) / 2);
  const top = Math.floor((square.height - source.height) / 2);
  for (let y = 0; y < square.height; y++) {
    for (let x = 0; x < square.width; x++) {
      const from =
        (nearestPixel(y - top, source.height) * source.width + nearestPixel(x - left, source.width)) *
        channels;
      const to = (y * square.width + x) * channels;
      for (let c = 0; c < channels; c++) square.data[to + c] = source.data[from + c];
    }
  }
}

interface Kind<Image extends Plane> {
  readonly channels: number;
  readonly create: (width: number, height: number) => Image;
  readonly resize: (image: Image, width: number, height: number) => Image;
}

const rgb: Kind<RgbImage> = { channels: 3, create: createRgbImage, resize: resizeArea };
const mask: Kind<Mask> = { channels: 1, create: createMask, resize: resizeMask };

function fit<Image extends Plane>(image: Image, { side, aspect }: Preparation, kind: Kind<Image>): Image {
  const { width, height } = image;
  if (aspect === 'stretch' || width === height) return kind.resize(image, side, side);
  if (aspect === 'crop') {
    const shorter = Math.min(width, height);
    const square = kind.create(shorter, shorter);
    cutMiddle(image, square, kind.channels);
    return kind.resize(square, side, side);
  }
  const scale = side / Math.max(width, height);
  const inner = kind.resize(
    image,
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const square = kind.create(side, side);
  padEdges(inner, square, kind.channels);
  return square;
}

/** A new image of `side` x `side`, or `image` itself where it is that already. */
export function fitImage(image: RgbImage, preparation: Preparation): RgbImage {
  return fit(image, preparation, rgb);
}

/** Marks lie where `fitImage` puts what they mark. */
export function fitMask(image: Mask, preparation: Preparation): Mask {
  return fit(image, preparation, mask);
}
