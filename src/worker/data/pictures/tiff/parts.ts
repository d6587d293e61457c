/** How a page is cut into strips or tiles, and where each lies. */
import { tags, type Directory } from './directory.ts';
import type { TiffTraits } from './traits.ts';

/** The page cut into parts of one size, from left to right and top to bottom, plane after plane. */
export interface Parts {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
  /** The last strip may be lower; tiles never are. */
  readonly areTiles: boolean;
}

export function partsOf({ numbers, first }: Directory, { width, height }: TiffTraits): Parts {
  const areTiles = numbers(tags.tileStarts).length > 0;
  const partWidth = areTiles ? first(tags.tileWidth, 0) : width;
  const partHeight = areTiles
    ? first(tags.tileHeight, 0)
    : Math.min(height, first(tags.rowsPerStrip, height));
  if (partWidth === 0 || partHeight === 0) throw new Error('strips or tiles without a size');
  return {
    width: partWidth,
    height: partHeight,
    across: Math.ceil(width / partWidth),
    down: Math.ceil(height / partHeight),
    starts: numbers(areTiles ? tags.tileStarts : tags.stripStarts),
    lengths: numbers(areTiles ? tags.tileBytes : tags.stripBytes),
    areTiles,
  };
}

export interface Part {
  readonly left: number;
  readonly top: number;
  readonly rows: number;
  /** Of a page of separate planes, the plane; else 0. */
  readonly plane: number;
}

export function placeOf(index: number, parts: Parts, { height }: TiffTraits): Part {
  const inPlane = index % (parts.across * parts.down);
  const top = Math.floor(inPlane / parts.across) * parts.height;
  return {
    left: (inPlane % parts.across) * parts.width,
    top,
    rows: parts.areTiles ? parts.height : Math.min(parts.height, height - top),
    plane: Math.floor(index / (parts.across * parts.down)),
  };
}

/** The bytes of one strip or tile as they are stored. @throws Error where the page does not say where they are. */
export function partBytes(
  bytes: Uint8Array<ArrayBuffer>,
  { starts, lengths }: Parts,
  index: number,
): Uint8Array<ArrayBuffer> {
  const [start, length] = [starts[index], lengths[index]];
  if (start === undefined || length === undefined) throw new Error(`strip or tile ${index} without a place`);
  return bytes.subarray(start, start + length);
}
