import { describe, expect, it } from 'vitest';
import { defaultExperiment, knobNames, knobOf } from './experiment.ts';
import type { Knob } from './knob.ts';
import type { Language } from '../text.ts';
import { meanings } from './meanings.ts';
import { parseExperiment } from './parse.ts';

const table = knobNames.map((name) => [name, knobOf(name)] as const);
const languages: readonly Language[] = ['en', 'ja'];

/** Every text that a knob shows in a language. */
function textsOf(knob: Knob, language: Language): string[] {
  const options = knob.kind === 'choice' ? knob.options.map(({ label }) => label[language]) : [];
  return [knob.label[language], ...options];
}

describe('the table of knobs', () => {
  it('has a name of its own for each knob: in links, and for those who hear or see it', () => {
    const keys = table.map(([, { key }]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain('v'); // the version of a link
    for (const key of keys) expect(key).toMatch(/^[A-Za-z]{1,8}$/);
    for (const language of languages) {
      const labels = table.map(([, { label }]) => label[language]);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it.each(table)('says what %s is in both languages', (name, knob) => {
    for (const language of languages) {
      for (const text of textsOf(knob, language)) expect(text.trim()).not.toBe('');
    }
    const meaning = meanings[name];
    expect(meaning.en).toMatch(/^[A-Z].*\.$/);
    expect(meaning.ja).toMatch(/。$/);
    expect(meaning.ja).toMatch(/[\u3040-\u30ff]/);
  });

  it.each(table)('has a default for %s that its own reader takes as it is', (name, knob) => {
    const { experiment, repairs } = parseExperiment({ [name]: knob.default });
    expect(repairs).toEqual([]);
    expect(experiment[name]).toEqual(knob.default);
    expect(defaultExperiment[name]).toEqual(knob.default);
  });

  it.each(table)('has ends for %s that lie on its steps, and options that differ', (name, knob) => {
    if (knob.kind === 'choice') {
      const values = knob.options.map(({ value }) => String(value));
      expect(new Set(values).size).toBe(values.length);
      expect(values.length).toBeGreaterThan(1);
    } else if (knob.kind !== 'toggle') {
      expect(knob.min).toBeLessThan(knob.max);
      const steps = (knob.max - knob.min) / knob.step;
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
      const high = knob.kind === 'range' ? [knob.max, knob.max] : knob.max;
      expect(parseExperiment({ [name]: high })).toMatchObject({ repairs: [], experiment: { [name]: high } });
    }
  });
});
