/**
 * NSA: patches of another normal image, resized and blended into this one by gradients, so that no cut edge gives
 * them away [NSA sections 2.1-2.3]. Departure: changes too small or too scattered for the mask are undone outside the
 * touched box, so that nothing outside it differs from the normal image.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import { boxMask } from '../../image/cut.ts';
import { createRgbImage, type Box, type RgbImage } from '../../image/image.ts';
import { resizeArea } from '../../image/resize.ts';
import type { Random } from '../../random.ts';
import type { Generator, GeneratorInput, PatchTrail } from '../candidate.ts';
import { changeOf, gradedLabel } from './change-mask.ts';
import { objectMask } from './object-mask.ts';
import { drawPlacement, type Ground, type Placement } from './placement.ts';
import { blendInto } from './poisson.ts';

function copyOf(image: RgbImage): RgbImage {
  return { ...image, data: image.data.slice() };
}

/** Copies the pixels of `box` of `from` to `corner` of `to`; both lie inside. */
function copyBox(from: RgbImage, box: Box, to: RgbImage, corner: Pick<Box, 'left' | 'top'>): void {
  for (let y = 0; y < box.height; y++) {
    const start = 3 * ((box.top + y) * from.width + box.left);
    const row = from.data.subarray(start, start + 3 * box.width);
    to.data.set(row, 3 * ((corner.top + y) * to.width + corner.left));
  }
}

function cutResized(other: RgbImage, { source, target }: Placement): RgbImage {
  const cut = createRgbImage(source.width, source.height);
  copyBox(other, source, cut, { left: 0, top: 0 });
  return resizeArea(cut, target.width, target.height);
}

function groundOf(image: RgbImage, background: Experiment['nsaBackground']): Ground {
  return { width: image.width, height: image.height, object: objectMask(image, background) };
}

/** The first always, each further one with even chance; one for which no place is found is left out. */
function drawPlacements(
  { image, source }: GeneratorInput,
  other: RgbImage,
  random: Random,
  settings: Experiment,
): Placement[] {
  const from = groundOf(other, settings.nsaBackground);
  const to = groundOf(image, settings.nsaBackground);
  return Array.from({ length: settings.nsaPatches }, (_, i) => {
    const stream = random.fork(`patch ${i}`);
    if (i > 0 && stream.next() >= 0.5) return undefined;
    return drawPlacement({ from, to }, settings, stream, i === 0 ? source : undefined);
  }).filter((placement) => placement !== undefined);
}

function trailOf({ source, target }: Placement): PatchTrail {
  return {
    source,
    rotation: 0,
    scale: Math.sqrt((target.width * target.height) / (source.width * source.height)),
    shiftX: target.left + target.width / 2 - source.left - source.width / 2,
    shiftY: target.top + target.height / 2 - source.top - source.height / 2,
    colour: { brightness: 1, contrast: 1, saturation: 1, hue: 0 },
  };
}

/** The patches before they are blended. */
function recordPaste(
  record: NonNullable<GeneratorInput['record']>,
  images: { readonly image: RgbImage; readonly other: RgbImage },
  placements: readonly Placement[],
  patches: readonly RgbImage[],
): void {
  const { image, other } = images;
  const pasted = copyOf(image);
  const targets = placements.map(({ target }) => target);
  patches.forEach((patch, i) => {
    copyBox(patch, { ...targets[i], left: 0, top: 0 }, pasted, targets[i]);
  });
  const sources = placements.map(({ source }) => source);
  record({ name: 'cut', image: other, mask: boxMask(other, sources) });
  record({ name: 'paste', image: pasted, mask: boxMask(image, targets) });
}

export const nsa: Generator = (input, random, settings) => {
  const { image, record } = input;
  const other = input.drawOther(random.fork('other'));
  const placements = drawPlacements(input, other, random, settings);
  const patches = placements.map((placement) => cutResized(other, placement));
  const blended = copyOf(image);
  const residuals = patches.map(
    (patch, i) => blendInto(blended, patch, placements[i].target, settings.nsaClone).residual,
  );
  const change = changeOf(image, blended);
  const { mask, touched } = change;
  const final = copyOf(image);
  copyBox(blended, touched, final, touched);
  const label = gradedLabel(change, { slope: settings.nsaLabelSlope, middle: settings.nsaLabelMiddle });
  if (record) {
    recordPaste(record, { image, other }, placements, patches);
    record({ name: 'blend', image: final, mask });
    record({ name: 'label', image: final, mask: label });
  }
  const residual = Math.max(0, ...residuals);
  const trail = { kind: 'nsa', patches: placements.map(trailOf), touched, residual } as const;
  return { image: final, geometryImage: final, mask, label, trail };
};
