import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knobs, defaultExperiment, knobNames, knobOf, type Experiment, type KnobName } from './experiment.ts';
import type { Knob, NumberKnob } from './knob.ts';
import { parseExperiment, snap } from './parse.ts';

function isWithin({ min, max }: { min: number; max: number }, value: unknown): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

/** What every part of the program trusts of a value. */
function isValid(knob: Knob, value: unknown): boolean {
  switch (knob.kind) {
    case 'number':
      return isWithin(knob, value);
    case 'range':
      return (
        Array.isArray(value) &&
        value.length === 2 &&
        value.every((end) => isWithin(knob, end)) &&
        Number(value[0]) <= Number(value[1])
      );
    case 'choice':
      return knob.options.some((option) => option.value === value);
    case 'toggle':
      return typeof value === 'boolean';
  }
}

const isValidExperiment = (experiment: Experiment) =>
  knobNames.filter((name) => !isValid(knobOf(name), experiment[name]));

const nonsense = fc.oneof(
  fc.anything(),
  fc.constantFrom(
    'NaN',
    '-1',
    '1e9',
    '-Infinity',
    '',
    ' ',
    '1..',
    '..',
    '9..1',
    '1e99..-1e99',
    '0x10',
    'true',
    '1',
  ),
  fc.double(),
  fc.tuple(fc.double(), fc.double()),
  fc.tuple(fc.double(), fc.double()).map(([a, b]) => `${a}..${b}`),
);
const settings = fc.dictionary(fc.oneof(fc.constantFrom(...knobNames), fc.string()), nonsense);

const number = (changes: Partial<NumberKnob>): NumberKnob => ({
  ...(knobOf('steps') as NumberKnob),
  ...changes,
});
const repaired = (name: KnobName, raw: unknown) => {
  const { experiment, repairs } = parseExperiment({ [name]: raw });
  return { value: experiment[name], reason: repairs[0]?.reason };
};

describe('reading an experiment', () => {
  it('gives a valid one from any nonsense, and the same one when read again', () => {
    fc.assert(
      fc.property(settings, (raw) => {
        const { experiment } = parseExperiment(raw);
        expect(isValidExperiment(experiment)).toEqual([]);
        const again = parseExperiment({ ...experiment });
        expect(again).toEqual({ experiment, repairs: [] });
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it('takes the defaults for what is missing, without a word, and does not know other names', () => {
    const raw = { rotatio: 5, constructor: 1, toString: 2 };
    expect(parseExperiment(raw)).toEqual({ experiment: defaultExperiment, repairs: [] });
    expect(parseExperiment(JSON.parse('{"__proto__": {"steps": 7}}') as Record<string, unknown>)).toEqual({
      experiment: defaultExperiment,
      repairs: [],
    });
  });

  it.each([
    ['NaN', 'NaN', defaultExperiment.steps, 'not-a-value'],
    ['nothing', '', defaultExperiment.steps, 'not-a-value'],
    ['words', 'many', defaultExperiment.steps, 'not-a-value'],
    ['null', null, defaultExperiment.steps, 'not-a-value'],
    ['a list', [5], defaultExperiment.steps, 'not-a-value'],
    ['infinity', 'Infinity', defaultExperiment.steps, 'not-a-value'],
    ['a negative number', '-1', 1, 'out-of-range'],
    ['1e9', '1e9', 20_000, 'out-of-range'],
    ['a number between steps', '12.4', 12, undefined],
    ['a number', 12, 12, undefined],
  ])('repairs a number from %s', (_, raw, value, reason) => {
    expect(repaired('steps', raw)).toEqual({ value, reason });
  });

  it.each([
    ['5..20', [5, 20], undefined],
    ['20..5', [5, 20], 'out-of-range'],
    ['-5..500', [0, 45], 'out-of-range'],
    ['5', knobs.rotation.default, 'not-a-value'],
    ['5..', knobs.rotation.default, 'not-a-value'],
    ['1..2..3', knobs.rotation.default, 'not-a-value'],
    [[5, 20], [5, 20], undefined],
    [7, knobs.rotation.default, 'not-a-value'],
  ])('reads a range from %j', (raw, value, reason) => {
    expect(repaired('rotation', raw)).toEqual({ value, reason });
  });

  it.each([
    ['imageSize', '128', 128, undefined],
    ['imageSize', 128, 128, undefined],
    ['imageSize', '129', 256, 'not-a-value'],
    ['score', 'prototype', 'prototype', undefined],
    ['score', 'Prototype', 'nearest', 'not-a-value'],
    ['headBatchNorm', '0', false, undefined],
    ['headBatchNorm', false, false, undefined],
    ['headBatchNorm', 'no', true, 'not-a-value'],
  ] as const)('reads %s from %j', (name, raw, value, reason) => {
    expect(repaired(name, raw)).toEqual({ value, reason });
  });

  it('tells each repair: which knob, what came, what was taken', () => {
    const { repairs } = parseExperiment({ steps: -1, seed: 'x'.repeat(90), batch: 4 });
    expect(repairs).toHaveLength(2);
    expect(repairs).toContainEqual({ name: 'steps', came: 'number -1', taken: 1, reason: 'out-of-range' });
    const seed = repairs.find(({ name }) => name === 'seed')!;
    expect(seed).toMatchObject({ taken: 1, reason: 'not-a-value' });
    expect(seed.came.length).toBeLessThan(45);
  });
});

describe('snapping to steps', () => {
  it('lands on a step within the ends, at most half a step away, as short as it is written', () => {
    const steps = fc.constantFrom(1, 0.5, 0.1, 0.05, 0.01, 0.0001);
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 10, noNaN: true }), (step, value) => {
        const knob = number({ min: 0, max: 10, step });
        const snapped = snap(knob, value);
        expect(isWithin(knob, snapped)).toBe(true);
        expect(Math.abs(snapped - value)).toBeLessThanOrEqual(step / 2 + 1e-9);
        expect(String(snapped).length).toBeLessThanOrEqual(8);
        expect(snap(knob, snapped)).toBe(snapped);
      }),
      { seed: 42, numRuns: 500 },
    );
  });

  it('counts steps from the lower end', () => {
    expect(snap(number({ min: 0.2, max: 5, step: 0.05 }), 0.31)).toBe(0.3);
    expect(snap(number({ min: 1, max: 10, step: 4 }), 4)).toBe(5);
    expect(snap(number({ min: 1, max: 10, step: 4 }), 99)).toBe(9);
  });
});
