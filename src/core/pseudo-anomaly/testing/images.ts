/** Images, inputs and hashes for the tests of generators. */
import { createRgbImage, type RgbImage } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import type { GeneratorInput } from '../candidate.ts';

/** Waves and noise in colour: nowhere constant. */
export function textured(width: number, height: number, seed = 'texture'): RgbImage {
  const random = createRandom(seed);
  const image = createRgbImage(width, height);
  for (let i = 0; i < image.data.length; i++) {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    image.data[i] = 120 + 60 * Math.sin(x / 4 + (i % 3)) + 40 * Math.cos(y / 5) + random.uniform(-10, 10);
  }
  return image;
}

export function plain(width: number, height: number, value: number): RgbImage {
  return { width, height, data: new Uint8Array(width * height * 3).fill(value) };
}

/** The first draw, with `other` in place of another normal image. */
export function inputOf(image: RgbImage, other: RgbImage = image): GeneratorInput {
  return { image, drawOther: () => other, turn: 0 };
}

/** FNV-1a of the bytes. */
export function hash(data: Uint8Array): string {
  let h = 2166136261;
  for (const value of data) h = Math.imul(h ^ value, 16777619);
  return (h >>> 0).toString(16);
}
