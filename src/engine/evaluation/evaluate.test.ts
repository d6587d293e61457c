import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import {
  defaultExperiment,
  knobNames,
  knobOf,
  knobs,
  type Experiment,
  type KnobName,
} from '../../core/experiment/experiment.ts';
import { createMask, type RgbImage } from '../../core/image/image.ts';
import type { EvaluationEvent, ScoredItem } from '../../core/run/events.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { renderViews } from '../../core/views/render.ts';
import { plainView, type ViewParameters } from '../../core/views/view.ts';
import type { NetworkOutput } from '../network/network.ts';
import type { DeviceFault } from '../device.ts';
import { runEvaluation, type EvaluationSetup } from './evaluate.ts';
import { blank } from '../testing/pictures.ts';
import { createControl, type ControlHandle } from '../training/control.ts';

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

/** A view as its mean gray and its range; a feature map as these of each of its cells. */
function look(
  pictures: PackedImages,
  wanted: readonly NetworkOutput[],
  parameters: ViewParameters = plainView,
): Promise<Float32Array[]> {
  const row = (values: Float32Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [1, mean, Math.max(...values) - Math.min(...values)];
  };
  const { side, count } = pictures;
  const views = Array.from({ length: count }, (_, source) => renderViews(pictures, [{ source, parameters }]));
  const outputs = wanted.map((output) => {
    if (output === 'projected')
      return views.flatMap((view) => [...row(view), ...new Array<number>(125).fill(0)]);
    if (output === 'pooled') return views.flatMap(row);
    const cell = 4 * 2 ** (output - 1);
    const cells = Array.from({ length: (side / cell) ** 2 }, (_, i) => i);
    const inCell = (i: number) => (_: number, at: number) => {
      const [x, y] = [Math.floor(at / 3) % side, Math.floor(at / 3 / side)];
      return Math.floor(x / cell) + Math.floor(y / cell) * (side / cell) === i;
    };
    return views.flatMap((view) => cells.flatMap((i) => row(view.filter(inCell(i)))));
  });
  return Promise.resolve(outputs.map((values) => Float32Array.from(values)));
}

function createSetup(changes: Partial<Experiment> = {}, fault?: DeviceFault): Outcome {
  const events: EvaluationEvent[] = [];
  const control = createControl(() => Promise.resolve());
  const setup: EvaluationSetup = {
    experiment: { ...experiment, ...changes },
    items,
    trainer: {
      length: 3,
      look,
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
    coreset: { coreset: 25 },
    patchNeighbours: { patchNeighbours: 3 },
    testViews: { testViews: 3 },
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
      ...((name === 'coreset' || name === 'patchNeighbours') && { score: 'patches', coreset: 5 }),
    };
    expect(await outcome({ ...base, ...others[name] })).not.toBe(await outcome(base));
  });
});

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

  it('gives S1 to S5 from one pass, and the pixels of masks from the map of the chosen one', async () => {
    const { events, setup } = createSetup({ batchSize: 2, gateEnabled: false });
    const mask = createMask(side, side);
    for (let y = 4; y < 20; y++) mask.data.fill(255, y * side + 44, y * side + 60);
    const masked = items.map((one) => (one.defect === 'spot' ? { ...one, mask } : one));
    await runEvaluation({ ...setup, items: masked });
    const names = ['clusters', 'contrastive', 'gaussian', 'nearest', 'prototype'];
    for (const { scores, score } of scoredOf(events)) {
      expect(Object.keys(scores).sort()).toEqual(names);
      expect(scores.nearest).toBe(score);
      expect(Object.values(scores).every(Number.isFinite)).toBe(true);
    }
    const ended = events.at(-1);
    expect(ended?.type === 'evaluated' && ended.pixels?.auroc).toBeGreaterThan(0.9);
  });

  it('does not measure pixels where a defective image has no mask, nor take S5 from a classifier', async () => {
    const { events, setup } = createSetup({ objective: 'cross-entropy' });
    await runEvaluation(setup);
    expect(events.at(-1)).toMatchObject({ type: 'evaluated', pixels: undefined });
    expect(scoredOf(events)[0].scores).not.toHaveProperty('contrastive');
  });

  it('maps the cells of feature maps for S7', async () => {
    const { events, setup } = createSetup({ score: 'patches' });
    await runEvaluation(setup);
    const { map, score } = scoredOf(events).find(({ label }) => label === 1)!;
    expect(map).toMatchObject({ places: 'cells', columns: 8, rows: 8, placeShare: 1 / 8 });
    expect(Math.max(...map!.scores)).toBe(score);
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
