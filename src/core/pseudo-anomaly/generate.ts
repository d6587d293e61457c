/** Every way of making a pseudo-anomaly, by the name of its knob. */
import type { Experiment } from '../experiment/experiment.ts';
import { createMask, type RgbImage } from '../image/image.ts';
import type { Random } from '../random.ts';
import type { Candidate, Generator, GeneratorInput } from './candidate.ts';
import { cutPaste, scar, threeWay, union } from './cutpaste.ts';
import { draem } from './draem/draem.ts';
import { generateInside } from './generate-inside.ts';
import { localAugment } from './local-augment.ts';
import { nsa } from './nsa/nsa.ts';

/** The control: the image as it is. */
function leaveAsIs({ image }: GeneratorInput): Candidate {
  const copy = { ...image, data: image.data.slice() };
  const touched = { left: 0, top: 0, width: 0, height: 0 };
  return {
    image: copy,
    geometryImage: copy,
    mask: createMask(image.width, image.height),
    trail: { kind: 'none', patches: [], touched },
  };
}

const generators: Readonly<Record<Experiment['generator'], Generator>> = {
  local: localAugment,
  cutpaste: cutPaste,
  scar,
  union,
  '3-way': threeWay,
  nsa,
  draem,
  none: leaveAsIs,
};

/** A pure function of its arguments; the generator is the experiment's. Of an image with a region, that part alone is changed. */
export function generate(input: GeneratorInput, random: Random, experiment: Experiment): Candidate {
  const generator = generators[experiment.generator];
  return input.image.region === undefined
    ? generator(input, random, experiment)
    : generateInside(generator, input, random, experiment);
}

/** Draws from `pool`, leaving out the image at `index` where there is another. */
export function otherOf(
  pool: (index: number) => RgbImage,
  count: number,
  index: number,
): GeneratorInput['drawOther'] {
  return (random) => pool(count < 2 ? index : (index + 1 + random.integer(count - 1)) % count);
}
