/** Where the object is: pixels that differ from a background of known brightness [NSA section 2.3]. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { RgbImage } from '../../image/image.ts';
import { majority } from './majority.ts';

/** Brightness and the largest distance from it that is still background, in 255ths [NSA section 2.3]. */
const backgrounds = { bright: [200, 60], dark: [20, 20] } as const;

const medianRadius = 3;

/** 1 = object: |mean of the channels - background| > threshold, 7x7 median; all of it without a background. */
export function objectMask(
  { width, height, data }: RgbImage,
  background: Experiment['nsaBackground'],
): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(width * height); // [H, W]
  if (background === 'none') return bits.fill(1);
  const [brightness, threshold] = backgrounds[background];
  for (let i = 0; i < bits.length; i++) {
    const sum = data[3 * i] + data[3 * i + 1] + data[3 * i + 2];
    bits[i] = Math.abs(sum - 3 * brightness) > 3 * threshold ? 1 : 0;
  }
  return majority(bits, { width, height }, medianRadius, { left: 0, top: 0, width, height });
}
