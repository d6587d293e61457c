/** Images seen in a mirror. */
import { createRgbImage, type RegionOfInterest, type RgbImage } from './image.ts';
import { cellsOf, regionOf, regionSide } from './region-of-interest.ts';

interface Way {
  readonly columns: boolean;
  readonly rows: boolean;
}

/** Where the cell or pixel stands that comes to `x`, `y`. */
function mirrored(
  x: number,
  y: number,
  size: { readonly width: number; readonly height: number },
  way: Way,
): number {
  const row = way.rows ? size.height - 1 - y : y;
  return row * size.width + (way.columns ? size.width - 1 - x : x);
}

function mirrorRegion(region: RegionOfInterest, way: Way): RegionOfInterest | undefined {
  const size = { width: regionSide, height: regionSide };
  const cells = cellsOf(region);
  return regionOf(
    cells.map((_, at) => cells[mirrored(at % regionSide, Math.floor(at / regionSide), size, way)]),
  );
}

/** Left and right change places if `columns`, top and bottom if `rows`, and so does the part that counts; a new image. */
export function mirror(image: RgbImage, way: Way): RgbImage {
  const { width, height, data, region } = image;
  const turned = createRgbImage(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const from = 3 * mirrored(x, y, image, way);
      for (let channel = 0; channel < 3; channel++) turned.data[at + channel] = data[from + channel];
    }
  }
  return region === undefined ? turned : { ...turned, region: mirrorRegion(region, way) };
}
