/** CutPaste, CutPaste-Scar, and the two ways of mixing them [CutPaste section 2.1, Appendix A.2]. */
import type { Experiment } from '../experiment/experiment.ts';
import type { Size } from '../image/cut.ts';
import type { Box } from '../image/image.ts';
import type { Random } from '../random.ts';
import type { Candidate, GeneratorInput } from './candidate.ts';
import { drawColour } from './colour-draw.ts';
import { pastePatches } from './paste-patches.ts';
import { between, referenceSide, type PatchDraw } from './patch-draw.ts';

type CutPasteSettings = Pick<Experiment, 'cutArea' | 'cutAspect' | 'cutJitter'>;
type ScarSettings = Pick<Experiment, 'scarWidth' | 'scarLength' | 'scarRotation' | 'cutJitter'>;

const hardEdge = { kind: 'inside', width: 0 } as const;

function fit(side: number, limit: number): number {
  return Math.min(limit, Math.max(1, Math.round(side)));
}

/** A box of this size anywhere inside the image. */
function drawBox({ width, height }: Size, size: Size, random: Random): Box {
  const left = Math.floor(random.next() * (size.width - width + 1));
  const top = Math.floor(random.next() * (size.height - height + 1));
  return { left, top, width, height };
}

function jitter(settings: Pick<Experiment, 'cutJitter'>, random: Random) {
  const reach = settings.cutJitter;
  return drawColour({ brightness: reach, contrast: reach, saturation: reach, hue: reach }, random);
}

/** Width over height: evenly from (1/a, 1) or from (1, a), either with even chance. */
function drawAspect(longest: number, random: Random): number {
  const isTall = random.next() < 0.5;
  const share = random.next();
  return isTall ? between([1 / longest, 1], share) : between([1, longest], share);
}

function drawCutPaste(
  { image, source: chosen }: GeneratorInput,
  settings: CutPasteSettings,
  random: Random,
): PatchDraw {
  const area = (between(settings.cutArea, random.next()) / 100) * image.width * image.height;
  const aspect = drawAspect(settings.cutAspect, random);
  const drawn = {
    width: fit(Math.sqrt(area * aspect), image.width),
    height: fit(Math.sqrt(area / aspect), image.height),
  };
  const source = chosen ?? drawBox(drawn, image, random.fork('source'));
  const target = drawBox(source, image, random.fork('target'));
  const [shiftX, shiftY] = [target.left - source.left, target.top - source.top];
  return { source, rotation: 0, scale: 1, shiftX, shiftY, edge: hardEdge, ...jitter(settings, random) };
}

/** CutPaste: a rectangle of the image, recoloured a little, anywhere else. */
export function cutPaste(input: GeneratorInput, random: Random, settings: CutPasteSettings): Candidate {
  return pastePatches(input, 'cutpaste', [drawCutPaste(input, settings, random)]);
}

/** Where a turned box's centre can lie so that all of it is inside; the middle where it cannot. */
function drawCentre(reach: number, limit: number, share: number): number {
  return limit <= 2 * reach ? limit / 2 : between([reach, limit - reach], share);
}

function drawScar(
  { image, source: chosen }: GeneratorInput,
  settings: ScarSettings,
  random: Random,
): PatchDraw {
  const perPixel = Math.min(image.width, image.height) / referenceSide;
  const drawn = {
    width: fit(between(settings.scarWidth, random.next()) * perPixel, image.width),
    height: fit(between(settings.scarLength, random.next()) * perPixel, image.height),
  };
  const source = chosen ?? drawBox(drawn, image, random.fork('source'));
  const { width, height } = source;
  const rotation = (settings.scarRotation * random.uniform(-1, 1) * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(rotation)), Math.abs(Math.sin(rotation))];
  const centreX = drawCentre((width * cos + height * sin) / 2, image.width, random.next());
  const centreY = drawCentre((width * sin + height * cos) / 2, image.height, random.next());
  const shiftX = centreX - source.left - width / 2;
  const shiftY = centreY - source.top - height / 2;
  return { source, rotation, scale: 1, shiftX, shiftY, edge: hardEdge, ...jitter(settings, random) };
}

/** CutPaste-Scar: a long thin turned rectangle of the image. */
export function scar(input: GeneratorInput, random: Random, settings: ScarSettings): Candidate {
  return pastePatches(input, 'scar', [drawScar(input, settings, random)]);
}

/** Either kind with even chance. */
export function union(
  input: GeneratorInput,
  random: Random,
  settings: CutPasteSettings & ScarSettings,
): Candidate {
  return (random.fork('kind').next() < 0.5 ? cutPaste : scar)(input, random, settings);
}

/** Both kinds in turns: the classes of the 3-way objective. */
export function threeWay(
  input: GeneratorInput,
  random: Random,
  settings: CutPasteSettings & ScarSettings,
): Candidate {
  return (input.turn % 2 === 0 ? cutPaste : scar)(input, random, settings);
}
