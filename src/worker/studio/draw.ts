/** One draw of the studio: candidate `draw` is a function of the experiment, its number and the images alone. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Box, RgbImage } from '../../core/image/image.ts';
import type { Scratch } from '../../core/image/scratch.ts';
import type { Candidate, GeneratorInput, Verdict } from '../../core/pseudo-anomaly/candidate.ts';
import { generate, otherOf } from '../../core/pseudo-anomaly/generate.ts';
import { createRandom } from '../../core/random.ts';
import { judge } from '../../core/similarity/gate.ts';
import type { Sources } from './sources.ts';

export interface Draw {
  readonly original: RgbImage;
  readonly candidate: Candidate;
  readonly verdict: Verdict;
}

export interface DrawOptions {
  readonly source?: Box | undefined;
  readonly record?: GeneratorInput['record'];
  /** Reused for the next draw: the candidate holds until then. */
  readonly scratch?: Scratch;
}

/** The same box inside the image, and at least 2 pixels wide and high where the image is. */
function clampBox({ left, top, width, height }: Box, image: RgbImage): Box {
  const inside = (value: number, low: number, high: number) =>
    Math.min(high, Math.max(low, Math.round(value)));
  const sides = {
    width: inside(width, Math.min(2, image.width), image.width),
    height: inside(height, Math.min(2, image.height), image.height),
  };
  return {
    ...sides,
    left: inside(left, 0, image.width - sides.width),
    top: inside(top, 0, image.height - sides.height),
  };
}

/** Undefined when no images are loaded. */
export function drawCandidate(
  sources: Sources,
  experiment: Experiment,
  draw: number,
  { source, record, scratch }: DrawOptions = {},
): Draw | undefined {
  const original = sources.at(draw);
  if (original === undefined) return undefined;
  const count = sources.images.length;
  const input: GeneratorInput = {
    image: original,
    drawOther: otherOf((i) => sources.at(i) ?? original, count, draw % count),
    turn: draw + Math.floor(draw / count),
    source: source && clampBox(source, original),
    record,
    scratch,
  };
  const random = createRandom(experiment.seed).fork('gallery').fork(draw);
  const candidate = generate(input, random, experiment);
  return { original, candidate, verdict: judge(original, candidate, experiment) };
}
