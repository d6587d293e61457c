import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { glossary } from './glossary.ts';
import type { Facts } from './lesson.ts';
import { lessons } from './lessons.ts';
import { parseMarkedText } from './marked-text.ts';
import { searchGlossary } from './search-glossary.ts';

const terms = new Set(glossary.map(({ id }) => id));

function termsOf(text: string): string[] {
  return parseMarkedText(text).flatMap((part) => (part.kind === 'term' ? [part.term] : []));
}

const opened: Facts = {
  stage: 'tune',
  dataset: 'hex-nut',
  experiment: defaultExperiment,
  chosen: { draw: 0, isAccepted: true },
  acceptedShare: 0.6,
  isTraining: false,
  isTrained: false,
  scoredImages: 0,
  live: { isOn: false, isAnswered: false, answers: 0, isBestHeldOut: false },
  acts: {},
};

function isDone(id: string, step: number, now: Partial<Facts>, start: Partial<Facts> = {}): boolean {
  const lesson = lessons.find((one) => one.id === id);
  const found = lesson?.steps[step];
  if (found === undefined) throw new Error(`There is no step ${step} in ${id}.`);
  return found.isDone({ ...opened, ...now }, { ...opened, ...start });
}

describe('the lessons', () => {
  it('are eight, with names of their own', () => {
    expect(lessons).toHaveLength(8);
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(8);
    for (const { id } of lessons) expect(id).toMatch(/^[a-z-]+$/);
  });

  it.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
    '%s links only to terms there are',
    (_, lesson) => {
      for (const { text } of lesson.steps) {
        for (const words of [text.en, text.ja]) {
          expect(termsOf(words).filter((term) => !terms.has(term))).toEqual([]);
          expect(words.replace(/\[\[[^\]]*\]\]/g, '')).not.toMatch(/[[\]]/);
        }
        expect(termsOf(text.ja).sort()).toEqual(termsOf(text.en).sort());
      }
    },
  );

  it.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
    '%s has no step that is done by opening the page',
    (_, lesson) => {
      // A generator other than "none" is in force from the start: it is the way back from the step before.
      const open = lesson.steps.filter((step) => step.isDone(opened, opened));
      expect(open.length).toBeLessThanOrEqual(1);
    },
  );

  it('are done by doing: a step of each', () => {
    expect(isDone('no-examples', 1, { dataset: 'woven-fabric' })).toBe(true);
    expect(isDone('no-examples', 3, { experiment: { ...defaultExperiment, seed: 5 } })).toBe(true);
    expect(isDone('believable-fake', 0, { chosen: { draw: 3, isAccepted: false } })).toBe(true);
    const turned = { ...defaultExperiment, rotation: [0, 2] as const };
    expect(isDone('believable-fake', 1, { experiment: turned })).toBe(true);
    const grey = { ...defaultExperiment, brightness: 0, contrast: 0, saturation: 0, hue: 0 };
    expect(isDone('background-trap', 3, { experiment: grey })).toBe(true);
    expect(isDone('background-trap', 3, { experiment: { ...grey, hue: 0.1 } })).toBe(false);
    const answered = { isOn: true, isAnswered: true, answers: 4, isBestHeldOut: true };
    expect(isDone('tune-a-detector', 0, { live: answered })).toBe(true);
    const easy = { ...defaultExperiment, patchArea: [10, 20] as const };
    expect(isDone('tune-a-detector', 2, { experiment: easy, live: answered })).toBe(true);
    expect(isDone('tune-a-detector', 2, { experiment: easy, live: { ...answered, isAnswered: false } })).toBe(
      false,
    );
    expect(isDone('tune-a-detector', 5, { live: { ...answered, isBestHeldOut: false } })).toBe(false);
    expect(isDone('pull-push', 0, { acts: { 'sphere-steps': 29 } })).toBe(false);
    expect(isDone('pull-push', 0, { acts: { 'sphere-steps': 30 } })).toBe(true);
    expect(isDone('pull-push', 3, { isTraining: true })).toBe(true);
    expect(isDone('draw-roc', 1, { acts: { 'roc-shown': 1 } })).toBe(true);
    expect(isDone('better', 0, { acts: { 'screw-left-out': 1 } })).toBe(true);
    expect(isDone('better', 1, { acts: { 'signs-dealt': 4 } })).toBe(false);
    expect(isDone('leak', 3, { experiment: { ...defaultExperiment, viewJitter: 0.1 } })).toBe(true);
  });
});

describe('marked text', () => {
  it('parts terms from plain words, with or without words of their own', () => {
    expect(parseMarkedText('a [[gate]] and [[ssim|SSIM]].')).toEqual([
      { kind: 'plain', text: 'a ' },
      { kind: 'term', term: 'gate', text: 'gate' },
      { kind: 'plain', text: ' and ' },
      { kind: 'term', term: 'ssim', text: 'SSIM' },
      { kind: 'plain', text: '.' },
    ]);
    expect(parseMarkedText('')).toEqual([]);
  });
});

describe('the glossary', () => {
  it('has each entry once, in both languages', () => {
    expect(terms.size).toBe(glossary.length);
    for (const { term, meaning } of glossary)
      for (const words of [term.en, term.ja, meaning.en, meaning.ja]) expect(words).not.toBe('');
  });

  it('is searched in both languages at once, whatever the width of the letters', () => {
    expect(searchGlossary('埋め込み').map(({ id }) => id)).toContain('embedding');
    expect(searchGlossary('ＲＯＣ curve').map(({ id }) => id)).toContain('roc');
    expect(searchGlossary('nothing of the kind')).toEqual([]);
    expect(searchGlossary(' ')).toHaveLength(glossary.length);
  });
});
