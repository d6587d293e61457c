/** Pseudo-anomalies of an image of which only a part counts: that part alone is changed, and patches are cut from it where they can be. */
import type { Experiment } from '../experiment/experiment.ts';
import { boxAround } from '../image/cut.ts';
import type { Box, Mask, RgbImage } from '../image/image.ts';
import { countedPixels, maskInside } from '../image/region-of-interest.ts';
import type { Random } from '../random.ts';
import type { Candidate, Generator, GeneratorInput } from './candidate.ts';

/** Candidates drawn, until one lies in the part that counts by this share at least; else the one that does most. */
const [mostDraws, wantedShare] = [24, 0.5];

/** The candidate of a draw, the same each time. */
type Draw = (i: number, input: GeneratorInput) => Candidate;

/** Share of a box that counts. */
function shareOfBox({ left, top, width, height }: Box, counted: Uint8Array, across: number): number {
  let sum = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) sum += counted[y * across + x];
  }
  return sum / Math.max(1, width * height);
}

/** Share of what was pasted that counts; 0 of nothing. */
function shareOfMask({ data }: Mask, counted: Uint8Array): number {
  let [inside, all] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    all += data[i];
    inside += data[i] * counted[i];
  }
  return inside / Math.max(1, all);
}

/** The lesser share of what was pasted and, on average, of where it was cut. */
function shareInside({ mask, trail: { patches } }: Candidate, counted: Uint8Array): number {
  const cut = patches.map(({ source }) => shareOfBox(source, counted, mask.width));
  const ofCut = cut.length === 0 ? 1 : cut.reduce((sum, share) => sum + share, 0) / cut.length;
  return Math.min(shareOfMask(mask, counted), ofCut);
}

/** The candidate of the draw that is taken. */
function drawInside(input: GeneratorInput, counted: Uint8Array, draw: Draw): Candidate {
  let [best, most] = [0, -1];
  for (let i = 0; i < mostDraws; i++) {
    const candidate = draw(i, { ...input, record: undefined });
    const share = shareInside(candidate, counted);
    if (share >= wantedShare && input.record === undefined) return candidate;
    if (share > most) [best, most] = [i, share];
    if (most >= wantedShare) break;
  }
  return draw(best, input); // again: its pixels may have been written over since
}

/** Gives the pixels that do not count their colour back. */
function restore({ data }: RgbImage, before: RgbImage, counted: Uint8Array): void {
  for (let i = 0; i < counted.length; i++) {
    if (counted[i] === 0) data.set(before.data.subarray(3 * i, 3 * i + 3), 3 * i);
  }
}

/** `input.image` has a region. Each draw has a fork of `random`. */
export function generateInside(
  generator: Generator,
  input: GeneratorInput,
  random: Random,
  experiment: Experiment,
): Candidate {
  const { image } = input;
  const { region = { ignored: [] } } = image;
  const counted = countedPixels(region, image.width, image.height);
  const candidate = drawInside(input, counted, (i, one) =>
    generator(one, random.fork('inside').fork(i), experiment),
  );
  restore(candidate.image, image, counted);
  restore(candidate.geometryImage, image, counted);
  const mask = maskInside(candidate.mask, region);
  return {
    ...candidate,
    mask,
    ...(candidate.label && { label: maskInside(candidate.label, region) }),
    trail: { ...candidate.trail, touched: boxAround(mask) },
  };
}
