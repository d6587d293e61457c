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
