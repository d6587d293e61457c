/** One picture file to its working copy, with what is compared later: its content's digest, its size, its facts. */
import { factsOf, type ImageFacts } from '../../core/dataset/facts.ts';
import { marksByLevel, marksOf, type Marks } from '../../core/dataset/marks.ts';
import { fitImage, fitMask, type Preparation } from '../../core/dataset/preparation.ts';
import type { Mask, RgbImage } from '../../core/image/image.ts';
import { invert, looksInverted } from '../../core/image/inverted.ts';
import type { SaturationRule } from '../../core/metrics/pixels/saturation.ts';
import { success, type Result } from '../../core/result.ts';
import { sha256 } from './sha256.ts';
import { readPicture, type PictureProblem } from './pictures/picture.ts';
import { toMask, toRgb, type Decode, type Size } from './pictures/pixels.ts';

export interface ReadImage {
  readonly image: RgbImage;
  /** Pixels as they came. */
  readonly size: Size;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly facts: ImageFacts;
}

export interface ReadMask {
  readonly mask: Mask;
  readonly size: Size;
  /** Whether a pixel of it is defective. */
  readonly isMarked: boolean;
  /** What it marks, at its own size; missing of one that an earlier version read. */
  readonly marks?: readonly Marks[];
  /** Of a mask whose numbers are known: those that are not among them, sorted. */
  readonly strange?: readonly number[];
}

type Bytes = Uint8Array<ArrayBuffer>;

export async function prepareImage(
  bytes: Bytes,
  preparation: Preparation,
  decode: Decode,
): Promise<Result<ReadImage, PictureProblem>> {
  const { white } = preparation;
  const picture = await readPicture(bytes, decode, white === undefined ? {} : { white });
  if (!picture.ok) return picture;
  const { width, height, bitDepth, levels } = picture.value;
  const image = fitImage(toRgb(picture.value), preparation);
  const file = { bytes: bytes.length, width, height, ...(bitDepth && { bitDepth }), ...levels };
  const facts = factsOf(image, file);
  return success({ image, size: { width, height }, digest: await sha256(bytes), facts });
}

/** Numbers of marked pixels that are not `known`. */
function strangeValues({ data }: { readonly data: Uint8ClampedArray }, known: readonly number[]): number[] {
  const isSeen = new Uint8Array(256);
  for (let at = 0; at < data.length; at += 4) isSeen[data[at] ?? 0] = 1;
  return [...isSeen.keys()].filter((value) => value > 0 && isSeen[value] === 1 && !known.includes(value));
}

/** What the data says of the numbers of its masks. */
interface MaskNumbers {
  /** Numbers that pixels have where they mark a defect. */
  readonly values?: readonly number[] | undefined;
  readonly saturations?: readonly SaturationRule[] | undefined;
}

/** The red channel, which is the number of a grey picture; 0 where `full` marks nothing. */
function levelsOf({ data }: { readonly data: Uint8ClampedArray }, full: Mask): Uint8Array {
  return Uint8Array.from(full.data, (mark, at) => (mark === 0 ? 0 : (data[4 * at] ?? 0)));
}

export async function prepareMask(
  bytes: Bytes,
  { values, saturations, ...preparation }: Preparation & MaskNumbers,
  decode: Decode,
): Promise<Result<ReadMask, PictureProblem>> {
  const picture = await readPicture(bytes, decode, { isMask: true });
  if (!picture.ok) return picture;
  const { width, height, isLossy, bitDepth } = picture.value;
  const isExact = values !== undefined && !isLossy && (bitDepth ?? 8) <= 8;
  const strange = isExact ? strangeValues(picture.value, values) : [];
  const stored = toMask(picture.value, isLossy);
  const isTurned = preparation.invertsMasks === true && looksInverted(stored);
  const full = isTurned ? invert(stored) : stored;
  const hasRules = saturations !== undefined && isExact && !isTurned;
  const marks = hasRules ? marksByLevel(levelsOf(picture.value, full), saturations) : marksOf(full);
  return success({
    mask: fitMask(full, preparation),
    size: { width, height },
    isMarked: full.data.includes(255),
    marks,
    ...(strange.length > 0 && { strange }),
  });
}
