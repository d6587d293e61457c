import { describe, expect, it } from 'vitest';
import { knobNames, knobOf, type KnobName } from '../experiment/experiment.ts';
import { exp, frac, row, sub, type Formula, type MathNode } from './formula.ts';
import { knobFormulas, optionFormulas } from './knob-formulas.ts';

const all: readonly (readonly [string, Formula])[] = [
  ...Object.entries(knobFormulas),
  ...Object.entries(optionFormulas).flatMap(([name, options]) =>
    Object.entries(options).map(([value, formula]) => [`${name} ${value}`, formula] as const),
  ),
];

const arities: Partial<Record<MathNode['tag'], number>> = {
  mfrac: 2,
  msub: 2,
  msup: 2,
  munder: 2,
  mover: 2,
  msubsup: 3,
  msqrt: 1,
};

function check({ tag, content }: MathNode): void {
  if (typeof content === 'string') {
    expect(content, tag).not.toBe('');
    return;
  }
  expect(content.length, tag).toBe(arities[tag] ?? content.length);
  expect(content.length, tag).toBeGreaterThan(0);
  content.forEach(check);
}

describe('formulas', () => {
  it('are built of numbers, names and signs', () => {
    expect(row('2 a +', sub('z', 'i'))).toEqual({
      tag: 'mrow',
      content: [
        { tag: 'mn', content: '2' },
        { tag: 'mi', content: 'a' },
        { tag: 'mo', content: '+' },
        {
          tag: 'msub',
          content: [
            { tag: 'mi', content: 'z' },
            { tag: 'mi', content: 'i' },
          ],
        },
      ],
    });
    expect(frac('1', 'N').content).toHaveLength(2);
    expect(exp('x', '− y').content[1]).toMatchObject({ tag: 'mrow' });
  });

  it.each(all)('of %s is whole, and reads in both languages', (_, { math, reading, source }) => {
    check(math);
    expect(reading.en).toMatch(/\.$/);
    expect(reading.ja).toMatch(/[ぁ-ん].*。$/);
    expect(source).not.toBe('');
  });

  it('stand at every option of the choices that have them', () => {
    for (const name of Object.keys(optionFormulas) as (keyof typeof optionFormulas)[]) {
      const knob = knobOf(name satisfies KnobName);
      const values = knob.kind === 'choice' ? knob.options.map(({ value }) => String(value)) : [];
      expect(Object.keys(optionFormulas[name]).sort()).toEqual(values.sort());
    }
    expect(Object.keys(knobFormulas).every((name) => knobNames.includes(name as KnobName))).toBe(true);
  });
});
