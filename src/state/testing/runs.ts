/** Runs to write, read and compare: small ones with every kind of event, and any that fast-check comes upon. */
import fc from 'fast-check';
import { defaultExperiment, knobNames, knobOf, type Experiment } from '../../core/experiment/experiment.ts';
import { parseExperiment } from '../../core/experiment/parse.ts';
import { buildResults } from '../../core/run/build-results.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import type { RunEvent } from '../../core/run/file/event-shapes.ts';
import type { KeptRun } from '../../core/run/file/run-file.ts';
import type { CarriedRun } from '../runs/run-zip/run-zip.ts';
import { faces } from '../../detectors/faces.ts';
import { datasetOf, device, stepEvent } from './fakes.ts';

export interface RunParts {
  readonly id?: string;
  readonly name?: string;
  readonly finishedAt?: number;
  readonly dataset?: string;
  readonly config?: Partial<Experiment>;
  readonly items?: readonly ScoredItem[];
  readonly steps?: number;
}

const paths = ['test/good/0.png', 'test/good/1.png', 'test/crack/0.png', 'test/crack/1.png'];

/** Scored images, as many as scores: the first half is normal. */
export function itemsOf(scores: readonly number[]): ScoredItem[] {
  return scores.map((score, i) => {
    const label = i < scores.length / 2 ? 0 : 1;
    const path = paths[i] ?? `test/more/${i}.png`;
    return { path, label, defect: label === 0 ? 'good' : 'crack', score, scores: { prototype: score / 2 } };
  });
}

export function runOf(parts: RunParts = {}): KeptRun {
  const { id = 'r1', name = '', finishedAt = Date.UTC(2026, 10, 27), dataset = 'nut' } = parts;
  const { steps = 2, items = itemsOf([0.1, 0.4, 0.3, 0.9]) } = parts;
  const results = buildResults({
    app: 'kizu test',
    experiment: { ...defaultExperiment, steps, ...parts.config },
    score: defaultExperiment.score,
    dataset: datasetOf({ name: dataset }),
    device,
    steps: Array.from({ length: steps }, (_, i) => stepEvent(i + 1)),
    items,
  });
  return { id, name, finishedAt, results };
}

/** One of every type that a finished run has, with pictures, maps and odd numbers. */
export function eventsOf({ results }: KeptRun): RunEvent[] {
  const { name, fingerprint, counts } = results.dataset;
  const picture = { width: 1, height: 2, rgba: Uint8ClampedArray.of(0, 1, 2, 255, 253, 254, 128, 255) };
  const map = { places: 'crops', columns: 2, rows: 1, placeShare: 0.5, strideShare: 0.25 } as const;
  const [first, ...others] = itemsOf([0.1, 0.4, 0.3, 0.9]);
  if (first === undefined) throw new Error('no items');
  const mapped = {
    ...first,
    neighbours: ['train/good/0.png'],
    map: { ...map, scores: Float32Array.of(0.1, NaN) },
  };
  const total = 1 + others.length;
  return [
    { type: 'started', experiment: results.config, dataset: { name, fingerprint, counts }, device },
    { type: 'watching', pictures: [{ kind: 'pseudo', picture }], heldOut: 1 },
    { type: 'watched', step: 0, heldOutAuroc: NaN, points: Float32Array.of(-0, 1e-9), shares: [0.7, 0.2] },
    stepEvent(1, { loss: Infinity }),
    { type: 'paused', step: 1 },
    { type: 'resumed', step: 1 },
    { type: 'rate-changed', step: 1, factor: 0.5 },
    { type: 'continued', step: 1, steps: 2, device },
    { type: 'restored', step: 1, device },
    stepEvent(2, { numbers: { ...stepEvent(2).numbers, alignment: -0 } }),
    {
      type: 'watched',
      step: 2,
      heldOutAuroc: 1,
      testAuroc: 0.5,
      points: Float32Array.of(0.1, 3),
      shares: [1, 0],
    },
    { type: 'trained', steps: 2, elapsedMs: 12.5, reason: 'completed' },
    { type: 'evaluation-started', total },
    { type: 'bank', done: 1, total: 2 },
    { type: 'scored', items: [mapped], done: 1, total },
    { type: 'scored', items: others, done: total, total },
    { type: 'evaluated', elapsedMs: 3, reason: 'completed', pixels: { auroc: 0.9, auPro: 0.8 } },
  ];
}

export function carriedRun(parts: RunParts = {}): CarriedRun {
  const run = runOf(parts);
  return { run, events: eventsOf(run) };
}

/** Any value of every knob, as the page would take it. */
const anyExperiment: fc.Arbitrary<Experiment> = fc
  .tuple(
    ...knobNames.map((name) => {
      const knob = knobOf(name);
      if (knob.kind === 'toggle') return fc.boolean();
      if (knob.kind === 'choice') return fc.constantFrom(...knob.options.map(({ value }) => value));
      const inside = fc.double({ min: knob.min, max: knob.max, noNaN: true });
      return knob.kind === 'number' ? inside : fc.tuple(inside, inside);
    }),
  )
  .map((values) => {
    const raw = Object.fromEntries(knobNames.map((name, i) => [name, values[i]]));
    return parseExperiment(raw).experiment;
  });

const float32 = fc.array(fc.float(), { maxLength: 12 }).map((values) => Float32Array.from(values));

const anyItem: fc.Arbitrary<ScoredItem> = fc.record({
  path: fc.string({ unit: 'grapheme' }),
  label: fc.constantFrom(0, 1),
  defect: fc.constantFrom('good', 'crack', '=1+1', '傷"'),
  score: fc.double(),
  scores: fc.record({ prototype: fc.double() }, { requiredKeys: [] }),
});

const anyStep = fc
  .tuple(fc.nat(), fc.double(), fc.double(), fc.double())
  .map(([step, loss, alignment, elapsedMs]) => stepEvent(step, { loss, numbers: { alignment }, elapsedMs }));

const anyPicture = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map((bytes) => ({ width: 2, height: 1, rgba: Uint8ClampedArray.from(bytes) }));

const anyWatched = fc.record(
  {
    type: fc.constant('watched' as const),
    step: fc.nat(),
    heldOutAuroc: fc.double(),
    points: float32,
    shares: fc.tuple(fc.double(), fc.double()),
    outputs: fc.array(fc.record({ name: fc.string(), pictures: fc.array(anyPicture, { maxLength: 2 }) }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['type', 'step', 'heldOutAuroc', 'points', 'shares'] },
);

/** Whatever a run may hold: any settings, names in any script, numbers that JSON has no words for. */
export const anyRun: fc.Arbitrary<CarriedRun> = fc
  .record({
    experiment: anyExperiment,
    id: fc.string(),
    name: fc.string({ unit: 'grapheme', maxLength: 80 }),
    dataset: fc.string({ unit: 'grapheme' }),
    finishedAt: fc.nat(2 ** 31).map((seconds) => seconds * 1000),
    items: fc.array(anyItem, { maxLength: 8 }),
    steps: fc.array(anyStep, { maxLength: 4 }),
    looks: fc.array(anyWatched, { maxLength: 2 }),
  })
  .map(({ experiment, id, name, dataset, finishedAt, items: drawn, steps: told, looks }) => {
    const face = faces[experiment.detector];
    const only = (known: readonly { readonly name: string }[], numbers: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(numbers).filter(([key]) => known.some((one) => one.name === key)));
    const items = drawn.map((item) => ({
      ...item,
      scores: only(face.scores, item.scores) as ScoredItem['scores'],
    }));
    const steps = told.map((step) => ({
      ...step,
      numbers: only(face.series, step.numbers) as typeof step.numbers,
    }));
    const results = buildResults({
      app: 'kizu test',
      experiment,
      score: face.chosenScore(experiment),
      dataset: datasetOf({ name: dataset }),
      device,
      steps,
      items,
    });
    const run = { id, name, finishedAt, results };
    const total = items.length;
    return { run, events: [...looks, ...steps, { type: 'scored', items, done: total, total }] };
  });
