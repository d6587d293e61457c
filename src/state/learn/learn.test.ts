import { describe, expect, it } from 'vitest';
import { createLearnStage } from './learn.ts';
import {
  formatLessonLink,
  parseLessonLink,
  plainLink,
  withheldKnobs,
  type LessonLink,
} from './lesson-link.ts';
import { createExperimentStage } from '../experiment/experiment.ts';
import { fakeMemory } from '../testing/fakes.ts';

const link: LessonLink = {
  lesson: 'background-trap',
  others: 'hidden',
  keep: ['gateThreshold', 'gateStatistic'],
  isProjector: true,
};

describe("a teacher's link", () => {
  it('is read as it was written', () => {
    expect(formatLessonLink(link)).toBe('?lesson=background-trap&lv=1&others=hide&keep=T,stat&big=1');
    expect(parseLessonLink(formatLessonLink(link))).toEqual(link);
    expect(parseLessonLink(formatLessonLink(plainLink))).toEqual(plainLink);
  });

  it('of another version, or of nonsense, asks for nothing', () => {
    expect(parseLessonLink('?lesson=leak&lv=9&others=hide')).toEqual(plainLink);
    expect(parseLessonLink('')).toEqual(plainLink);
    const odd = parseLessonLink('?lv=1&lesson=<b>&others=burn&keep=T,,zzz&big=yes');
    expect(odd).toEqual({ ...plainLink, keep: ['gateThreshold'] });
  });

  it('withholds every knob that it does not keep', () => {
    const withheld = withheldKnobs(link);
    expect(withheld.has('rotation')).toBe(true);
    expect(withheld.has('gateThreshold')).toBe(false);
    expect(withheldKnobs({ ...link, others: 'free' }).size).toBe(0);
  });

  it('holds against the form, presets and reset', () => {
    const stage = createExperimentStage({
      query: 'v=1&rot=5..6',
      entropy: () => 1,
      withheld: withheldKnobs(link),
    });
    stage.set('rotation', [1, 2]);
    stage.apply({ rotation: [1, 2], gateThreshold: 0.8 });
    expect(stage.store.getState().experiment).toMatchObject({ rotation: [5, 6], gateThreshold: 0.8 });
    stage.reset();
    expect(stage.store.getState().experiment).toMatchObject({ rotation: [5, 6], gateThreshold: 0.95 });
  });
});

describe('learning', () => {
  const open = (kept: Record<string, string> = {}) => {
    const memory = fakeMemory(kept);
    return { memory, learn: createLearnStage({ memory, link: plainLink, withheld: new Set() }) };
  };

  it('remembers how far each lesson has come', () => {
    const { learn, memory } = open();
    learn.markDone('leak', 2);
    learn.markDone('better', 1);
    const again = open(Object.fromEntries(memory.map));
    expect(again.learn.store.getState().done).toEqual({ leak: 2, better: 1 });
  });

  it('survives whatever stands in the memory', () => {
    expect(open({ lessons: '{"leak":"two","better":-1,"roc":3}' }).learn.store.getState().done).toEqual({
      roc: 3,
    });
    expect(open({ lessons: 'null' }).learn.store.getState().done).toEqual({});
    expect(open({ lessons: '{' }).learn.store.getState().done).toEqual({});
  });

  it('adds up what a figure tells, and forgets it when the next step begins', () => {
    const { learn } = open();
    learn.act('sphere-steps', 10);
    learn.act('sphere-steps', 10);
    expect(learn.store.getState().acts).toEqual({ 'sphere-steps': 20 });
    learn.beginStep();
    expect(learn.store.getState().acts).toEqual({});
  });

  it('opens with the lesson that the link names', () => {
    const learn = createLearnStage({ memory: fakeMemory(), link, withheld: new Set() });
    expect(learn.store.getState()).toMatchObject({
      isOpen: true,
      lesson: 'background-trap',
      isProjector: true,
    });
  });
});
