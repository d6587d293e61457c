/** LocalAug: patches of the image are cut, turned, moved, recoloured and pasted back [HY section 3.1]. */
import type { Experiment } from '../experiment/experiment.ts';
import type { Random } from '../random.ts';
import type { Candidate, GeneratorInput } from './candidate.ts';
import { pastePatches } from './paste-patches.ts';
import { drawPatch, type LocalAugmentSettings } from './patch-draw.ts';

/** One candidate from one normal image, which stays as it is. Never fails: what does not fit is cut to the image. */
export function localAugment(
  input: GeneratorInput,
  random: Random,
  settings: LocalAugmentSettings & Pick<Experiment, 'patchCount'>,
): Candidate {
  const draws = Array.from({ length: settings.patchCount }, (_, i) =>
    drawPatch(input.image, settings, i === 0 ? random : random.fork(i), i === 0 ? input.source : undefined),
  );
  return pastePatches(input, 'local', draws);
}
