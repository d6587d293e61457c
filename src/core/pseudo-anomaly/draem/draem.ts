/** DRAEM: another texture, seen through a mask of thresholded noise [DRAEM section 3.2]. */
import type { Experiment } from '../../experiment/experiment.ts';
import { boxAround, type Size } from '../../image/cut.ts';
import { createMask, grayImage, type Box, type Mask, type RgbImage } from '../../image/image.ts';
import type { Random } from '../../random.ts';
import type { Candidate, GeneratorInput } from '../candidate.ts';
import { drawGradients, perlin, rotateNoise, type Noise } from './perlin.ts';
import { changeTexture } from './texture-changes.ts';
import { drawTexture } from './textures.ts';

type DraemSettings = Pick<
  Experiment,
  'perlinOctave' | 'perlinThreshold' | 'textureSource' | 'textureWeight' | 'textureChanges'
>;

/** How often an empty mask is drawn again before the image is left as it is. */
const mostDraws = 10;

function drawNoise(size: Size, { perlinOctave: [low, high] }: DraemSettings, random: Random): Noise {
  const cells = () => 2 ** (low + random.integer(high - low + 1));
  const lattice = { columns: cells(), rows: cells() };
  const angle = random.uniform(-Math.PI / 2, Math.PI / 2);
  return rotateNoise(perlin(size, lattice, drawGradients(lattice, random.fork('gradients'))), angle);
}

/** 255 where the noise exceeds the threshold. */
function thresholdNoise({ width, height, data }: Noise, threshold: number): Mask {
  const mask = createMask(width, height);
  for (let i = 0; i < data.length; i++) if (data[i] > threshold) mask.data[i] = 255;
  return mask;
}

/** The first mask that is not empty, or the last. */
function drawMask(
  size: Size,
  settings: DraemSettings,
  random: Random,
): { noise: Noise; mask: Mask; touched: Box } {
  for (let draw = 1; ; draw++) {
    const noise = drawNoise(size, settings, random.fork(draw));
    const mask = thresholdNoise(noise, settings.perlinThreshold);
    const touched = boxAround(mask);
    if (touched.width > 0 || draw === mostDraws) return { noise, mask, touched };
  }
}

/** out = (1 - M) I + M (w A + (1 - w) I), rounded. */
function mix(image: RgbImage, texture: RgbImage, mask: Mask, weight: number): RgbImage {
  const data = image.data.slice();
  for (let i = 0; i < mask.data.length; i++) {
    if (mask.data[i] === 0) continue;
    for (let at = 3 * i; at < 3 * i + 3; at++) {
      data[at] = weight * texture.data[at] + (1 - weight) * image.data[at] + 0.5;
    }
  }
  return { ...image, data };
}

/** The noise from black (-1) to white (1), for the record. */
function showNoise({ width, height, data }: Noise): RgbImage {
  const values = Uint8ClampedArray.from(data, (value) => 127.5 * (1 + value));
  return grayImage({ width, height, data: new Uint8Array(values.buffer) });
}

/** Never fails; an image whose mask stays empty is left as it is. `input.source` has no meaning here. */
export function draem(input: GeneratorInput, random: Random, settings: DraemSettings): Candidate {
  const { image, drawOther, record } = input;
  const { noise, mask, touched } = drawMask(image, settings, random.fork('mask'));
  const plain =
    settings.textureSource === 'other'
      ? drawOther(random.fork('other'))
      : drawTexture(image, random.fork('texture'));
  const texture = changeTexture(plain, settings.textureChanges, random.fork('changes'));
  const [low, high] = settings.textureWeight;
  const mixed = mix(image, texture, mask, random.fork('weight').uniform(low, high));
  if (record !== undefined) {
    record({ name: 'noise', image: showNoise(noise), mask });
    record({ name: 'texture', image: texture });
    record({ name: 'mix', image: mixed, mask });
  }
  return { image: mixed, geometryImage: mixed, mask, trail: { kind: 'draem', patches: [], touched } };
}
