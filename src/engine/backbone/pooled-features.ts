/** What the frozen backbone sees of a whole image: means of its two maps over all places, [768]. */
import { trunkMaps } from '../networks/mobilenet-v2.ts';
import type { BackboneMaps } from './backbone.ts';
import { placeLength } from './patch-features.ts';

/** Adds to `target`, from `to` on, the mean over places of a map [places, channels]. */
function addMean(target: Float32Array, to: number, map: Float32Array, channels: number): void {
  const places = map.length / channels;
  for (let i = 0; i < map.length; i++) target[to + (i % channels)] += map[i] / places;
}

/** `maps` are of one image: its fine channels come first, then the coarse ones. */
export function pooledFeatures({ fine, coarse }: BackboneMaps): Float32Array<ArrayBuffer> {
  const row = new Float32Array(placeLength);
  addMean(row, 0, fine, trunkMaps.fine.channels);
  addMean(row, trunkMaps.fine.channels, coarse, trunkMaps.coarse.channels);
  return row;
}
