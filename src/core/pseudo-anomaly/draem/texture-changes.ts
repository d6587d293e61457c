/** The ten image changes that DRAEM draws from for its textures [DRAEM section 3.2], each on 8-bit RGB. */
import { adjustHue, adjustSaturation } from '../../image/colour.ts';
import type { RgbImage } from '../../image/image.ts';
import { shuffled, type Random } from '../../random.ts';

export type TextureChange = (image: RgbImage, random: Random) => RgbImage;

/** Value by value; `table` gives the new value of each channel. */
function mapValues(image: RgbImage, table: (value: number, channel: number) => number): RgbImage {
  const tables = [0, 1, 2].map((channel) =>
    Uint8ClampedArray.from({ length: 256 }, (_, value) => table(value, channel)),
  );
  const data = new Uint8Array(image.data.length);
  const [red, green, blue] = tables;
  for (let i = 0; i < data.length; i += 3) {
    data[i] = red[image.data[i]];
    data[i + 1] = green[image.data[i + 1]];
    data[i + 2] = blue[image.data[i + 2]];
  }
  return { ...image, data };
}

/** Each channel to a power between one half and two. */
export const gamma: TextureChange = (image, random) => {
  const powers = [0, 1, 2].map(() => random.uniform(0.5, 2));
  return mapValues(image, (value, channel) => 255 * (value / 255) ** powers[channel]);
};

export const brightness: TextureChange = (image, random) => {
  const [factor, offset] = [random.uniform(0.8, 1.2), random.uniform(-30, 30)];
  return mapValues(image, (value) => factor * value + offset);
};

export const invert: TextureChange = (image) => mapValues(image, (value) => 255 - value);

/** With even chance, values from the threshold on are inverted. */
export const solarize: TextureChange = (image, random) => {
  const threshold = random.uniform(32, 128);
  if (random.next() < 0.5) return image;
  return mapValues(image, (value) => (value >= threshold ? 255 - value : value));
};

/** Keeps the upper 1 to 8 bits. */
export const posterize: TextureChange = (image, random) => {
  const bits = 1 + random.integer(8);
  const mask = (0xff << (8 - bits)) & 0xff;
  return mapValues(image, (value) => value & mask);
};

function countValues({ data }: RgbImage, channel: number): Int32Array {
  const counts = new Int32Array(256);
  for (let i = channel; i < data.length; i += 3) counts[data[i]]++;
  return counts;
}

/** Stretches each channel over 0 to 255; a constant channel stays. */
export const autocontrast: TextureChange = (image) => {
  const ends = [0, 1, 2].map((channel) => {
    const counts = countValues(image, channel);
    return [counts.findIndex((count) => count > 0), counts.findLastIndex((count) => count > 0)] as const;
  });
  return mapValues(image, (value, channel) => {
    const [low, high] = ends[channel];
    return high > low ? (255 * (value - low)) / (high - low) : value;
  });
};

/** Spreads each channel's values evenly, as PIL does; a constant channel stays. */
export const equalize: TextureChange = (image) => {
  const tables = [0, 1, 2].map((channel) => {
    const counts = countValues(image, channel);
    const last = counts.findLast((count) => count > 0) ?? 0;
    const step = Math.floor((image.data.length / 3 - last) / 255);
    let sum = step >> 1;
    return Array.from(counts, (count, value) => {
      const spread = step === 0 ? value : Math.floor(sum / step);
      sum += count;
      return spread;
    });
  });
  return mapValues(image, (value, channel) => tables[channel][value]);
};

/** Hue by up to 50 / 255 of the circle, saturation by up to 50 / 255 of its strength. */
export const hueAndSaturation: TextureChange = (image, random) => {
  const pixels = new Float64Array(image.data.length);
  for (let i = 0; i < pixels.length; i++) pixels[i] = image.data[i] / 255;
  adjustHue(pixels, random.uniform(-50, 50) / 255);
  adjustSaturation(pixels, 1 + random.uniform(-50, 50) / 255);
  const data = new Uint8Array(pixels.length);
  for (let i = 0; i < data.length; i++) data[i] = 255 * pixels[i] + 0.5;
  return { ...image, data };
};

/** Blends with, or away from, a 3 x 3 smoothing of weight 5 in its middle; the border stays. */
export const sharpness: TextureChange = (image, random) => {
  const factor = random.uniform(0.1, 1.9);
  const { width, height, data } = image;
  const result = new Uint8ClampedArray(data);
  const row = 3 * width;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * row + 3; i < (y + 1) * row - 3; i++) {
      const above = data[i - row - 3] + data[i - row] + data[i - row + 3];
      const below = data[i + row - 3] + data[i + row] + data[i + row + 3];
      const smooth = (above + below + data[i - 3] + 5 * data[i] + data[i + 3]) / 13;
      result[i] = smooth + factor * (data[i] - smooth);
    }
  }
  return { ...image, data: new Uint8Array(result.buffer) };
};

/** Turned by up to 45 degrees about its centre, nearest pixel; edges repeat, so that no black corners appear. */
export const rotate: TextureChange = (image, random) => {
  const angle = random.uniform(-Math.PI / 4, Math.PI / 4);
  const { width, height, data } = image;
  const result = new Uint8Array(data.length);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, Math.round(value)));
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const sourceX = within(middleX + (x - middleX) * cos + (y - middleY) * sin, width);
      const sourceY = within(middleY + (y - middleY) * cos - (x - middleX) * sin, height);
      const from = 3 * (sourceY * width + sourceX);
      for (let c = 0; c < 3; c++) result[to + c] = data[from + c];
    }
  }
  return { ...image, data: result };
};

const changes: readonly TextureChange[] = [
  gamma,
  brightness,
  sharpness,
  hueAndSaturation,
  solarize,
  posterize,
  invert,
  autocontrast,
  equalize,
  rotate,
];

/** `count` different ones, in a drawn order. */
export function changeTexture(image: RgbImage, count: number, random: Random): RgbImage {
  return shuffled(changes, random.fork('which'))
    .slice(0, count)
    .reduce((changed, change, i) => change(changed, random.fork(i)), image);
}
