/** Cuts patches from one image, recolours them and pastes them back: what LocalAug, CutPaste and Scar share. */
import { boxMask } from '../image/cut.ts';
import { createMask, type Box, type Mask, type RgbImage } from '../image/image.ts';
import { freshBuffers } from '../image/scratch.ts';
import { recolour } from './colour-draw.ts';
import type { Candidate, GeneratorInput, PatchTrail, Trail } from './candidate.ts';
import { cutPatch, pasteOnto, type CutPatch } from './paste.ts';
import type { PatchDraw } from './patch-draw.ts';

/** The smallest box around both; an empty one adds nothing. */
function boxAroundBoth(a: Box, b: Box): Box {
  if (a.width === 0) return b;
  if (b.width === 0) return a;
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  const right = Math.max(a.left + a.width, b.left + b.width);
  const bottom = Math.max(a.top + a.height, b.top + b.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** All that was pasted; where patches overlap, the stronger alpha. */
function joinMasks(patches: readonly CutPatch[], { width, height }: RgbImage): Mask {
  if (patches.length === 1) return patches[0].mask;
  const joined = createMask(width, height);
  for (const { places, mask } of patches) {
    for (const place of places) joined.data[place] = Math.max(joined.data[place], mask.data[place]);
  }
  return joined;
}

function trailOf({ source, rotation, scale, shiftX, shiftY, colour }: PatchDraw): PatchTrail {
  return { source, rotation, scale, shiftX, shiftY, colour };
}

/** Every patch is cut from the image as it was, or from the donor; later ones lie over earlier ones. */
export function pastePatches(
  { image, donor = image, record, scratch = freshBuffers }: GeneratorInput,
  kind: Trail['kind'],
  draws: readonly PatchDraw[],
): Candidate {
  const patches = draws.map((draw, i) => {
    const { width, height } = image;
    const mask = { width, height, data: scratch.zeros(`mask${i}`, width * height) };
    return cutPatch(donor, draw, mask);
  });
  const geometryImage = { ...image, data: scratch.copy('geometry', image.data) };
  const final = { ...image, data: scratch.copy('final', image.data) };
  patches.forEach((patch, i) => {
    pasteOnto(geometryImage.data, patch);
    recolour(patch.pixels, draws[i]);
    pasteOnto(final.data, patch);
  });
  const mask = joinMasks(patches, image);
  record?.({
    name: 'cut',
    image: donor,
    mask: boxMask(
      image,
      draws.map(({ source }) => source),
    ),
  });
  record?.({ name: 'turn', image: geometryImage, mask });
  record?.({ name: 'colour', image: final, mask });
  const touched = patches.map((patch) => patch.touched).reduce(boxAroundBoth);
  return { image: final, geometryImage, mask, trail: { kind, patches: draws.map(trailOf), touched } };
}
