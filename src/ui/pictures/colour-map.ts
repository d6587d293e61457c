/** Colour maps for score maps: viridis, even in lightness and safe for colour-blind eyes; never jet. */

/** Nine anchors of matplotlib's viridis. */
const viridisAnchors: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** Colour of `share` in [0, 1], linear between anchors; 8-bit RGB. */
export function viridis(share: number): readonly [number, number, number] {
  const position = Math.min(1, Math.max(0, share)) * (viridisAnchors.length - 1);
  const low = Math.min(viridisAnchors.length - 2, Math.floor(position));
  const between = position - low;
  const [a, b] = [viridisAnchors[low] ?? [0, 0, 0], viridisAnchors[low + 1] ?? [0, 0, 0]];
  const mix = (from: number, to: number) => Math.round(from + (to - from) * between);
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
}

/** Shares that the table tells apart. */
const tableSteps = 1024;

let table: Uint8Array | undefined;

/** `viridis` of `tableSteps` + 1 shares from 0 to 1, RGB one after another: for pixels by the ten thousand. */
function viridisTable(): Uint8Array {
  if (table === undefined) {
    const shares = Array.from({ length: tableSteps + 1 }, (_, i) => i / tableSteps);
    table = Uint8Array.from(shares.flatMap((share) => [...viridis(share)]));
  }
  return table;
}

/** Lays the colour of each score over its pixel (RGBA): `low` dark, `high` bright; `opacity` in [0, 1]. */
export function layViridis(
  rgba: Uint8ClampedArray,
  scores: Float32Array,
  [low, high]: readonly [number, number],
  opacity: number,
): void {
  const colours = viridisTable();
  const steps = tableSteps / Math.max(1e-9, high - low);
  for (let i = 0; i < scores.length; i++) {
    const step = Math.round(Math.min(tableSteps, Math.max(0, ((scores[i] ?? low) - low) * steps)));
    for (let c = 0; c < 3; c++) {
      rgba[4 * i + c] = (1 - opacity) * (rgba[4 * i + c] ?? 0) + opacity * (colours[3 * step + c] ?? 0);
    }
  }
}
