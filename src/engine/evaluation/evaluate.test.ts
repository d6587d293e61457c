import { describe, expect, it } from 'vitest';
import { createMask } from '../../core/image/image.ts';
import type { EvaluationEvent } from '../../core/run/events.ts';
import { side, items, createSetup, scoredOf } from '../testing/evaluation.ts';
import { runEvaluation } from './evaluate.ts';

describe('evaluation', () => {
  it.each(['nearest', 'prototype', 'gaussian', 'clusters', 'patches'] as const)(
    'scores a flawed image above a normal one: %s',
    async (score) => {
      const { events, setup } = createSetup({ score });
      expect(await runEvaluation(setup)).toEqual({ ok: true, value: { scored: 2, reason: 'completed' } });
      const scored = scoredOf(events);
      const [normal, flaw] = [
        scored.find(({ label }) => label === 0),
        scored.find(({ label }) => label === 1),
      ];
      expect(normal).toMatchObject({ path: 'test/good/0.png', defect: 'good' });
      expect(flaw).toMatchObject({ path: 'test/spot/0.png', defect: 'spot' });
      expect(flaw!.score).toBeGreaterThan(5 * Math.max(normal!.score, 1e-6));
    },
  );

  it('maps the score: the largest crop is the image score, and lies over the flaw', async () => {
    const { events, setup } = createSetup();
    await runEvaluation(setup);
    const { map, score } = scoredOf(events).find(({ label }) => label === 1)!;
    expect(map).toMatchObject({ columns: 3, rows: 3, placeShare: 0.5, strideShare: 0.25 });
    expect(Math.max(...map!.scores)).toBe(score);
    const isHit = [...map!.scores].map((value) => value > score / 10);
    expect(isHit).toEqual(
      [false, true, true, false, true, true, false, false, false].map((hit, i) => hit && i < 6),
    );
  });

  it('gives the scores of embeddings from one pass, and the pixels of masks from the map of the chosen one', async () => {
    const { events, setup } = createSetup({ batchSize: 2, gateEnabled: false });
    const mask = createMask(side, side);
    for (let y = 4; y < 20; y++) mask.data.fill(255, y * side + 44, y * side + 60);
    const masked = items.map((one) => (one.defect === 'spot' ? { ...one, mask } : one));
    await runEvaluation({ ...setup, items: masked });
    const names = ['clusters', 'contrastive', 'gaussian', 'nearest', 'prototype'];
    for (const { scores, score } of scoredOf(events)) {
      expect(Object.keys(scores).sort()).toEqual(names);
      expect(scores['nearest']).toBe(score);
      expect(Object.values(scores).every(Number.isFinite)).toBe(true);
    }
    const ended = events.at(-1);
    expect(ended?.type === 'evaluated' && ended.pixels?.auroc).toBeGreaterThan(0.9);
  });

  it('says what a number of whole images alone reaches, as the images are judged', async () => {
    const { events, setup } = createSetup();
    const tests = items.flatMap((one) =>
      one.split === 'train'
        ? [one]
        : Array.from({ length: 5 }, (_, i) => ({ ...one, path: `${one.path}-${i}` })),
    );
    await runEvaluation({ ...setup, items: tests });
    expect(events.at(-1)).toMatchObject({ statistic: { statistic: 'median-gray', auroc: 1 } });
    const few = createSetup();
    await runEvaluation(few.setup);
    expect(few.events.at(-1)).toMatchObject({ statistic: undefined });
  });

  it('does not measure pixels where a defective image has no mask, nor take pseudo against normal from a classifier', async () => {
    const { events, setup } = createSetup({ objective: 'cross-entropy' });
    await runEvaluation(setup);
    expect(events.at(-1)).toMatchObject({ type: 'evaluated', pixels: undefined });
    expect(scoredOf(events)[0].scores).not.toHaveProperty('contrastive');
  });

  it('maps the cells of feature maps for PatchCore', async () => {
    const { events, setup } = createSetup({ score: 'patches' });
    await runEvaluation(setup);
    const { map, score } = scoredOf(events).find(({ label }) => label === 1)!;
    expect(map).toMatchObject({ places: 'cells', columns: 8, rows: 8, placeShare: 1 / 8 });
    expect(Math.max(...map!.scores)).toBe(score);
  });

  it.each(['nearest', 'patches'] as const)('gives all scores in one pass where asked: %s', async (score) => {
    const changes = { batchSize: 2, gateEnabled: false };
    const { events, setup } = createSetup({ ...changes, score, withPatches: true });
    await runEvaluation(setup);
    const alone = createSetup({ ...changes, score });
    await runEvaluation(alone.setup);
    for (const [i, { scores, ...rest }] of scoredOf(events).entries()) {
      const names = ['clusters', 'contrastive', 'gaussian', 'nearest', 'patches', 'prototype'];
      expect(Object.keys(scores).sort()).toEqual(names);
      const { scores: fewer, neighbours, ...same } = scoredOf(alone.events)[i];
      expect(scores).toMatchObject(fewer);
      expect(rest).toMatchObject(same); // the map is that of the chosen score
      expect(rest.neighbours).toHaveLength(3);
      if (score === 'nearest') expect(rest.neighbours).toEqual(neighbours);
    }
  });

  it('gives whole images one score and no map', async () => {
    const { events, setup } = createSetup({ trainOn: 'whole' });
    await runEvaluation(setup);
    expect(scoredOf(events).map(({ map }) => map)).toEqual([undefined, undefined]);
  });

  it('tells how far it is, bank first, and takes as many bank images as asked', async () => {
    const { events, setup } = createSetup({ bankImages: 2 });
    await runEvaluation(setup);
    expect(events.map(({ type }) => type)).toEqual([
      'evaluation-started',
      'bank',
      'bank',
      'scored',
      'scored',
      'evaluated',
    ]);
    expect(events[2]).toEqual({ type: 'bank', done: 2, total: 2 });
    expect(events[4]).toMatchObject({ done: 2, total: 2 });
  });

  it('scores validation images before the tests, and fixes the threshold of SegF1 on them', async () => {
    const { events, setup } = createSetup();
    const whole = createMask(side, side);
    whole.data.fill(255, 4 * side, 20 * side);
    const held = { ...items[3], path: 'validation/good/0.png', split: 'validation' as const };
    const masked = items.map((one) => (one.defect === 'spot' ? { ...one, mask: whole } : one));
    expect(await runEvaluation({ ...setup, items: [...masked, held] })).toEqual({
      ok: true,
      value: { scored: 2, reason: 'completed' },
    });
    const types = events.map(({ type }) => type);
    expect(types.slice(-4)).toEqual(['validated', 'scored', 'scored', 'evaluated']);
    const { score } = scoredOf(events).find(({ path }) => path === 'test/good/0.png')!;
    expect(events.at(-4)).toEqual({
      type: 'validated',
      basis: 'validation',
      items: [{ path: held.path, score }],
      done: 1,
      total: 1,
    });
    expect(events.at(-1)).toMatchObject({ pixels: { side, segF1: { basis: 'validation' } } });
    const without = createSetup();
    await runEvaluation({ ...without.setup, items: masked });
    expect(scoredOf(without.events)).toEqual(scoredOf(events));
    expect(without.events.at(-1)).toMatchObject({ pixels: { segF1: { basis: 'test' } } });
  });

  it('keeps what was scored when stopped', async () => {
    const { events, setup, control } = createSetup();
    const stopping = {
      ...setup,
      report: (event: EvaluationEvent) => {
        events.push(event);
        if (event.type === 'scored') control.stop();
      },
    };
    expect(await runEvaluation(stopping)).toEqual({ ok: true, value: { scored: 1, reason: 'stopped' } });
    expect(events.at(-1)).toMatchObject({ type: 'evaluated', reason: 'stopped' });
  });

  it('ends with what the device says, and does not begin without normal images', async () => {
    const { setup } = createSetup({}, { kind: 'device-lost', detail: 'gone' });
    expect(await runEvaluation(setup)).toEqual({
      ok: false,
      problem: { kind: 'device-lost', reason: 'gone' },
    });
    const tests = items.filter(({ split }) => split === 'test');
    expect(await runEvaluation({ ...setup, items: tests })).toEqual({
      ok: false,
      problem: { kind: 'no-normal-images' },
    });
  });
});
