/** A backbone that computes the features of an image of a dataset once, and knows what computing them again would have cost. */
import { createHash } from 'node:crypto';
import type { BackboneMaps, FrozenBackbone } from '../../src/engine/backbone/backbone.ts';

export interface RememberingBackbone extends FrozenBackbone {
  /** Seconds of processor time that features taken from memory took when they were computed. */
  readonly savedSeconds: () => number;
}

interface Remembered {
  readonly maps: BackboneMaps;
  readonly seconds: number;
}

/** `most` images are kept, the first that are seen; an image takes 1.4 MB. */
export function rememberFeatures(
  { backbone, multiply }: FrozenBackbone,
  { most, seconds }: { readonly most: number; readonly seconds: () => number },
): RememberingBackbone {
  const kept = new Map<string, Remembered>();
  let saved = 0;
  return {
    multiply,
    savedSeconds: () => saved,
    backbone: {
      async features(images) {
        const key = createHash('sha1').update(images.data).digest('hex');
        const found = kept.get(key);
        if (found !== undefined) {
          saved += found.seconds;
          return found.maps;
        }
        const began = seconds();
        const maps = await backbone.features(images);
        if (kept.size < most) kept.set(key, { maps, seconds: seconds() - began });
        return maps;
      },
    },
  };
}
