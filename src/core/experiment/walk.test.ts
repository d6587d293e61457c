/** Walks the knob table: a knob that makes pseudo-anomalies and changes none of them is a defect. */
import { describe, expect, it } from 'vitest';
import { resizeArea } from '../image/resize.ts';
import { generate } from '../pseudo-anomaly/generate.ts';
import { hash, textured } from '../pseudo-anomaly/testing/images.ts';
import { createRandom } from '../random.ts';
import { judge } from '../similarity/gate.ts';
import { defaultExperiment, knobNames, knobOf, type Experiment, type KnobName } from './experiment.ts';
import type { Knob } from './knob.ts';

/** What must hold for a knob to have a say. */
const contexts: Partial<Record<KnobName, Partial<Experiment>>> = {
  edge: { feather: 4 },
  nsaBackground: { nsaObjectShare: 0.95 },
  nsaObjectShare: { nsaBackground: 'bright' },
};

/** Another value than the default, well apart from it. */
function another(knob: Knob): unknown {
  switch (knob.kind) {
    case 'toggle':
      return !knob.default;
    case 'choice':
      return knob.options.find(({ value }) => value !== knob.default)?.value;
    case 'number':
      return knob.default === knob.max ? knob.min : knob.max;
    case 'range':
      return knob.default[1] === knob.max ? [knob.min, knob.min] : [knob.max, knob.max];
  }
}

const photographs = [textured(96, 96, 'a'), textured(96, 96, 'b')];

/** All that a user could see of some candidates. */
function outcome(experiment: Experiment): string {
  const side = Math.min(96, experiment.imageSize);
  const images = photographs.map((image) => resizeArea(image, side, side));
  const parts = Array.from({ length: 8 }, (_, draw) => {
    const input = { image: images[draw % 2], drawOther: () => images[(draw + 1) % 2], turn: draw };
    const candidate = generate(input, createRandom(experiment.seed).fork(draw), experiment);
    const { ssim, isAccepted } = judge(input.image, candidate, experiment);
    return [hash(candidate.image.data), hash((candidate.label ?? candidate.mask).data), ssim, isAccepted];
  });
  return JSON.stringify(parts);
}

const visible = knobNames.filter((name) => knobOf(name).effect === 'pseudo-anomaly');
const cases = visible.flatMap((name) =>
  (knobOf(name).generators ?? ['local' as const]).map((generator) => [name, generator] as const),
);

describe('every knob of the pseudo-anomalies changes something', () => {
  it.each(cases)('%s, with %s', (name, generator) => {
    const base: Experiment = { ...defaultExperiment, imageSize: 96, generator, ...contexts[name] };
    const changed = { ...base, [name]: name === 'imageSize' ? 64 : another(knobOf(name)) };
    expect(outcome(changed)).not.toBe(outcome(base));
  });
});
