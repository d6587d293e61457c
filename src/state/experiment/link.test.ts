import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, knobNames, knobOf, type Experiment } from '../../core/experiment/experiment.ts';
import type { Knob, NumberKnob, RangeKnob } from '../../core/experiment/knob.ts';
import { snap, type KnobValueOfAny } from '../../core/experiment/parse.ts';
import { decodeLink, encodeLink, isSameValue } from './link.ts';

function gridValue(knob: NumberKnob | RangeKnob): fc.Arbitrary<number> {
  const steps = Math.round((knob.max - knob.min) / knob.step);
  return fc.integer({ min: 0, max: steps }).map((i) => snap(knob, knob.min + i * knob.step));
}

function anyValue(knob: Knob): fc.Arbitrary<unknown> {
  switch (knob.kind) {
    case 'number':
      return gridValue(knob);
    case 'range':
      return fc.tuple(gridValue(knob), gridValue(knob)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
    case 'choice':
      return fc.constantFrom(...knob.options.map(({ value }) => value));
    case 'toggle':
      return fc.boolean();
  }
}

const anyExperiment = fc.record(
  Object.fromEntries(knobNames.map((name) => [name, anyValue(knobOf(name))])),
) as unknown as fc.Arbitrary<Experiment>;

describe('a link', () => {
  it('gives back every experiment that the knob table allows, without a repair', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, repairs: [] });
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('names every knob that differs from its default, and no other', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const named = [...new URLSearchParams(encodeLink(experiment)).keys()].filter((key) => key !== 'v');
        const changed = knobNames.filter((name) => !isSameValue(experiment[name], defaultExperiment[name]));
        expect(named).toEqual(changed.map((name) => knobOf(name).key));
      }),
      { seed: 32 },
    );
    expect(encodeLink(defaultExperiment)).toBe('v=4');
  });

  it('uses each key once, and none that the address needs itself', () => {
    const keys = knobNames.map((name) => knobOf(name).key);
    expect(new Set([...keys, 'v', 'd']).size).toBe(keys.length + 2);
  });

  it('of version 1 is of the contrastive detector, whatever the default is by now', () => {
    expect(decodeLink('v=1&T=0.9').experiment.detector).toBe('contrastive');
    expect(decodeLink('v=2&T=0.9').experiment.detector).toBe(defaultExperiment.detector);
    expect(decodeLink('v=2&det=patchcore').experiment.detector).toBe('patchcore');
    for (const before of ['v=1', 'v=2'])
      expect(decodeLink(before).experiment).toEqual({ ...defaultExperiment, start: 'scratch', steps: 900 });
    expect(decodeLink('v=2&start=file&steps=40').experiment).toMatchObject({ start: 'file', steps: 40 });
    expect(decodeLink('v=4').experiment).toEqual(defaultExperiment);
  });

  it('of version 3 starts fresh where there were no first weights then', () => {
    expect(decodeLink('v=3').experiment).toEqual(defaultExperiment);
    expect(decodeLink('v=3&width=half').experiment).toMatchObject({ start: 'scratch', steps: 200 });
    expect(decodeLink('v=3&width=full&start=file').experiment.start).toBe('file');
    expect(decodeLink('v=3&det=nsa').experiment.start).toBe('scratch');
    expect(decodeLink('v=4&width=half').experiment.start).toBe('kizu');
  });

  it('with a detector that is not known says so, and takes the default', () => {
    const { experiment, repairs } = decodeLink('v=2&det=vae-2030');
    expect(experiment.detector).toBe(defaultExperiment.detector);
    expect(repairs).toMatchObject([{ name: 'detector', came: 'vae-2030', reason: 'not-a-value' }]);
  });

  it('with nonsense is repaired, and each repair is told', () => {
    const { experiment, repairs } = decodeLink(
      'v=4&lr=NaN&tau=-5&steps=1e9&rot=x..3&hbn=perhaps&loss=magic&s=',
    );
    expect(repairs.map(({ name, came, reason }) => [name, came, reason])).toEqual([
      ['rotation', 'x..3', 'not-a-value'],
      ['headBatchNorm', 'perhaps', 'not-a-value'],
      ['objective', 'magic', 'not-a-value'],
      ['temperature', '-5', 'out-of-range'],
      ['steps', '1e9', 'out-of-range'],
      ['seed', '', 'not-a-value'],
      ['learningRate', 'NaN', 'not-a-value'],
    ]);
    expect(experiment).toEqual({ ...defaultExperiment, temperature: 0.05, steps: 20000 });
    for (const { name, taken } of repairs) expect(experiment[name]).toEqual(taken);
  });

  it('of any text at all holds only values of the table', () => {
    const isAllowed = (knob: Knob, value: KnobValueOfAny) => {
      if (knob.kind === 'choice') return knob.options.some((option) => option.value === value);
      if (knob.kind === 'toggle') return typeof value === 'boolean';
      const ends = (typeof value === 'object' ? value : [value]) as number[];
      return ends.every((end) => end >= knob.min && end <= knob.max) && (ends[0] ?? 0) <= (ends.at(-1) ?? 0);
    };
    const key = fc.constantFrom(...knobNames.map((name) => knobOf(name).key));
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.constantFrom('1..', '..', '9..1', '-1e400'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, text)), (pairs) => {
        const { experiment } = decodeLink(new URLSearchParams(pairs).toString());
        const wrong = knobNames.filter((name) => !isAllowed(knobOf(name), experiment[name]));
        expect(wrong).toEqual([]);
      }),
      { seed: 33, numRuns: 300 },
    );
  });

  it('with names that are no knob reads as if they were not there', () => {
    expect(decodeLink('?v=4&utm=x&__proto__=1')).toEqual({ experiment: defaultExperiment, repairs: [] });
  });
});
