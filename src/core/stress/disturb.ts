/** An image as it would come from the line with worse light, focus, sensor, coding or placing. */
import { gaussianBlur } from '../image/gaussian-blur.ts';
import type { RgbImage } from '../image/image.ts';
import type { Random } from '../random.ts';
import { noDisturbance, type Disturbance } from './disturbance.ts';
import { toLevels, toSamples, type Samples } from './samples.ts';
import { warp } from './warp.ts';

/** Codes an image as JPEG of a quality in [1, 100] and decodes it. */
export type Recode = (image: RgbImage, quality: number) => RgbImage | Promise<RgbImage>;

function blurred({ width, height, data }: Samples, sigmaPx: number): Samples {
  const target = new Float64Array(data.length);
  for (let c = 0; c < 3; c++) {
    const plane = Float64Array.from({ length: width * height }, (_, i) => data[3 * i + c]);
    gaussianBlur({ data: plane, width, height }, sigmaPx).forEach((value, i) => {
      target[3 * i + c] = value;
    });
  }
  return { width, height, data: target };
}

/** Mean luma by ITU-R 601, as torchvision takes grey. */
function meanGray({ data }: Samples): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 3) sum += 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
  return (3 * sum) / data.length;
}

function each({ width, height, data }: Samples, change: (level: number) => number): Samples {
  return { width, height, data: data.map(change) };
}

/**
 * Moved first, as the part is; then what the lens does, the light, the sensor and the file. `light` multiplies levels, and `contrast`
 * spreads them around the mean grey of the image (torchvision's adjust_brightness and adjust_contrast); both cut off at 0 and 255.
 * Noise is normal, one draw a channel and pixel, from `random`: the same draws at each strength. What changes nothing gives the
 * image itself.
 */
export async function disturb(
  image: RgbImage,
  disturbance: Disturbance,
  random: Random,
  recode: Recode,
): Promise<RgbImage> {
  const is = (name: keyof Disturbance) => disturbance[name] !== noDisturbance[name];
  const { light, contrast, blur, noise, jpeg, shift, rotation, scale } = disturbance;
  let samples = toSamples(image);
  if (is('shift') || is('rotation') || is('scale'))
    samples = warp(samples, {
      shiftPx: (shift / 100) * image.width,
      degrees: rotation,
      scale: scale / 100,
    });
  if (is('blur')) samples = blurred(samples, blur);
  const cut = (level: number) => Math.min(255, Math.max(0, level));
  if (is('light')) samples = each(samples, (level) => cut(level * (1 + light / 100)));
  if (is('contrast')) {
    const mean = meanGray(samples);
    samples = each(samples, (level) => cut(mean + (level - mean) * (1 + contrast / 100)));
  }
  if (is('noise')) samples = each(samples, (level) => level + noise * random.normal());
  const levels = toLevels(samples);
  return is('jpeg') ? recode(levels, jpeg) : levels;
}
