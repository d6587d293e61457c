import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../core/dataset/dataset.ts';
import {
  defaultExperiment,
  knobNames,
  knobOf,
  knobs,
  type Experiment,
  type KnobName,
} from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import type { EvaluationEvent, ScoredItem } from '../core/run/events.ts';
import type { PackedImages } from '../core/views/packed.ts';
import { renderViews } from '../core/views/render.ts';
import { plainView } from '../core/views/view.ts';
import type { DeviceFault } from './device.ts';
import { runEvaluation, type EvaluationSetup } from './evaluate.ts';
import { blank } from './testing/pictures.ts';
import { createControl, type ControlHandle } from './training/control.ts';

const side = 64;
const experiment: Experiment = { ...defaultExperiment, imageSize: 64, inputSize: 32, cropStride: 0.5 };

/** Gray with a bright square, whose top left corner is given. */
function flawed(left: number, top: number): RgbImage {
  const image = blank(side, 100);
  for (let y = top; y < top + 16; y++)
    image.data.fill(250, (y * side + left) * 3, (y * side + left + 16) * 3);
  return image;
}

function item(path: string, defect: string, image: RgbImage): DatasetItem {
  return { path, split: path.startsWith('train') ? 'train' : 'test', defect, image };
}

const items = [
  item('train/good/0.png', 'good', blank(side, 100)),
  item('train/good/1.png', 'good', blank(side, 104)),
  item('train/good/2.png', 'good', blank(side, 96)),
  item('test/good/0.png', 'good', blank(side, 102)),
  item('test/spot/0.png', 'spot', flawed(44, 4)),
];

interface Outcome {
  readonly events: EvaluationEvent[];
  readonly setup: EvaluationSetup;
  readonly control: ControlHandle;
}

/** Embeds a view as its mean gray and its range. */
function embed(pictures: PackedImages): Promise<Float32Array> {
  const size = pictures.side * pictures.side * 3;
  const rows = Array.from({ length: pictures.count }, (_, source) => {
    const view = renderViews(pictures, [{ source, parameters: plainView }]);
    const mean = view.reduce((sum, value) => sum + value, 0) / size;
    return [1, mean, Math.max(...view) - Math.min(...view)];
  });
  return Promise.resolve(Float32Array.from(rows.flat()));
}

function createSetup(changes: Partial<Experiment> = {}, fault?: DeviceFault): Outcome {
  const events: EvaluationEvent[] = [];
  const control = createControl(() => Promise.resolve());
  const setup: EvaluationSetup = {
    experiment: { ...experiment, ...changes },
    items,
    trainer: {
      length: 3,
      embed,
      featureMaps: () => Promise.reject(new Error('not in evaluation')),
      step: () => Promise.reject(new Error('not in evaluation')),
      save: () => Promise.reject(new Error('not in evaluation')),
      restore: () => undefined,
      dispose: () => undefined,
    },
    device: {
      gpu: undefined,
      report: { backend: 'cpu', adapter: '', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
      takeFault: () => fault,
    },
    control,
    now: () => 0,
    report: (event) => events.push(event),
  };
  return { events, setup, control };
}

function scoredOf(events: readonly EvaluationEvent[]): ScoredItem[] {
  return events.flatMap((event) => (event.type === 'scored' ? [...event.items] : []));
}

describe('every knob of evaluation changes something', () => {
  const others: Partial<Record<KnobName, Partial<Experiment>>> = {
    score: { score: 'prototype' },
    neighbours: { neighbours: knobs.neighbours.max },
    clusters: { clusters: 1 },
    cropStride: { cropStride: 0.25 },
    bankImages: { bankImages: 1 },
  };
  const outcome = async (changes: Partial<Experiment> = {}) => {
    const { events, setup } = createSetup(changes);
    await runEvaluation(setup);
    return JSON.stringify(scoredOf(events).map(({ score, map }) => [score, map?.scores.length]));
  };

  it('the walk knows every one of them', () => {
    const names = knobNames.filter((name) => knobOf(name).effect === 'evaluation');
    expect(Object.keys(others).sort()).toEqual([...names].sort());
  });

  it.each(Object.keys(others) as KnobName[])('%s', async (name) => {
    const base: Partial<Experiment> = {
      cropStride: name === 'neighbours' ? 1 : experiment.cropStride,
      ...(name === 'clusters' && { score: 'clusters' }),
    };
    expect(await outcome({ ...base, ...others[name] })).not.toBe(await outcome(base));
  });
});

describe('evaluation', () => {
  it.each(['nearest', 'prototype', 'gaussian', 'clusters'] as const)(
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
      expect(flaw!.score).toBeGreaterThan(10 * Math.max(normal!.score, 1e-6));
    },
  );

  it('maps the score: the largest crop is the image score, and lies over the flaw', async () => {
    const { events, setup } = createSetup();
    await runEvaluation(setup);
    const { map, score } = scoredOf(events).find(({ label }) => label === 1)!;
    expect(map).toMatchObject({ columns: 3, rows: 3, cropShare: 0.5, strideShare: 0.25 });
    expect(Math.max(...map!.scores)).toBe(score);
    const isHit = [...map!.scores].map((value) => value > score / 10);
    expect(isHit).toEqual(
      [false, true, true, false, true, true, false, false, false].map((hit, i) => hit && i < 6),
    );
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
