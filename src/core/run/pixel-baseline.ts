/** What tells held-out normal pictures from pseudo-anomalies without any network: the mean of their pixels. */
import { auroc } from '../metrics/roc.ts';
import type { WatchingEvent } from './events.ts';

function meanOf(rgba: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < rgba.length; i += 4) sum += rgba[i] + rgba[i + 1] + rgba[i + 2];
  return rgba.length === 0 ? 0 : sum / (0.75 * rgba.length);
}

/**
 * AUROC of the mean of all pixels and channels, in whichever direction it is better: in [.5, 1]. `undefined` without
 * pictures of both kinds. A network that does not beat it has learnt nothing that its pictures do not show by their brightness.
 */
export function pixelMeanAuroc(pictures: WatchingEvent['pictures']): number | undefined {
  const shown = pictures.filter(({ kind }) => kind !== 'trained');
  const area = auroc(
    shown.map(({ kind }) => (kind === 'pseudo' ? 1 : 0)),
    shown.map(({ picture }) => meanOf(picture.rgba)),
  );
  return area === undefined ? undefined : Math.max(area, 1 - area);
}
