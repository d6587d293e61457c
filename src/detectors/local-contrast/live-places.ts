/** Some places that the head learns from, in pairs, and where it puts them while it learns. */
import { createRgbImage, type RgbImage } from '../../core/image/image.ts';
import { toRgba, type Picture } from '../../core/image/picture.ts';
import type { LiveEvent, LivePlace } from '../../core/run/live.ts';
import { aroundCentre } from '../../core/scoring/around-centre.ts';
import { placeLength, writePlace } from '../../engine/backbone/patch-features.ts';
import { embedPlaces } from '../../engine/patch-head/head.ts';
import { createMatrix, type Multiply } from '../../engine/patch-head/matrix.ts';
import type { DrawnPseudo, HeadWatch, NormalImage } from './learn.ts';

/** Pixels of a picture's side, about a place of 8 x 8 px. */
const side = 48;

/** Looks while the head learns, about. */
const looks = 14;

/** The pixels around a place, moved inside where they would lie outside of the image. */
function around(image: RgbImage, place: number, grid: number): Picture {
  const { width, data } = image;
  const cell = width / grid;
  const begin = (at: number) => Math.min(width - side, Math.max(0, Math.round((at + 0.5) * cell - side / 2)));
  const [left, top] = [begin(place % grid), begin(Math.floor(place / grid))];
  const crop = createRgbImage(side, side);
  for (let y = 0; y < side; y++) {
    const from = 3 * ((top + y) * width + left);
    crop.data.set(data.subarray(from, from + 3 * side), 3 * y * side);
  }
  return { width: side, height: side, rgba: toRgba(crop) };
}

/** The changed place next to the middle of all that changed. */
function middleOf(places: readonly number[], grid: number): number {
  const mean = (of: (place: number) => number) =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length;
  const column = (place: number) => place % grid;
  const row = (place: number) => Math.floor(place / grid);
  const [x, y] = [mean(column), mean(row)];
  const far = (place: number) => Math.hypot(column(place) - x, row(place) - y);
  return places.reduce((best, place) => (far(place) < far(best) ? place : best));
}

interface WatchOptions {
  /** Images that pseudo-anomalies are made of. */
  readonly kept: readonly NormalImage[];
  readonly pairs: number;
  /** Of the head's training. */
  readonly steps: number;
  readonly multiply: Multiply;
  readonly report: (event: LiveEvent) => void;
}

/** The first `pairs` pseudo-anomalies give one place each, beside the same place of the image that they were made of. */
export function watchPlaces({ kept, pairs, steps, multiply, report }: WatchOptions): HeadWatch {
  const places: LivePlace[] = [];
  const features: Float32Array[] = [];
  let earlier: Float32Array | undefined;
  const every = Math.max(1, Math.round(steps / looks));

  const add = (kind: LivePlace['kind'], { image, maps }: NormalImage, place: number) => {
    const row = new Float32Array(placeLength);
    writePlace(maps, place, row, 0);
    features.push(row);
    places.push({ kind, picture: around(image, place, maps.grid) });
  };
  return {
    onDrawn({ source, ...drawn }: DrawnPseudo) {
      if (places.length >= 2 * pairs) return;
      const place = middleOf(drawn.places, drawn.maps.grid);
      add('normal', kept[source], place);
      add('pseudo', drawn, place);
    },
    onHead(step, look) {
      if (places.length === 0) return;
      if (step === 1) report({ type: 'live-places', places });
      if (step !== 1 && step !== steps && step % every !== 0) return;
      const x = createMatrix(features.length, placeLength);
      features.forEach((row, i) => {
        x.data.set(row, i * placeLength);
      });
      const { data, columns } = embedPlaces(look(), x, multiply);
      const normals = data.filter((_, i) => Math.floor(i / columns) % 2 === 0);
      const points = aroundCentre(data, normals, columns, earlier);
      earlier = points;
      report({ type: 'live-look', look: { step, total: steps, points } });
    },
  };
}
