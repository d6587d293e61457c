import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/experiment.ts';
import { buildResults } from '../build-results.ts';
import type { StepEvent } from '../events.ts';
import { currentEvent, currentResults, type EarlierResults } from './earlier.ts';
import { readEvent } from './event-shapes.ts';
import { readRunFile, writeRunFile } from './run-file.ts';
import { aDevice } from '../testing/collected-run.ts';

const results = buildResults({
  app: 'kizu 0',
  experiment: defaultExperiment,
  score: 'nearest',
  dataset: { name: 'nut', fingerprint: 'f', counts: { train: 1, testNormal: 1, testDefective: 1, masks: 0 } },
  device: aDevice,
  steps: [],
  items: [],
});
/** Without some of its fields. */
function without<Value extends object, Name extends keyof Value>(
  value: Value,
  ...names: Name[]
): Omit<Value, Name> {
  const left = { ...value };
  for (const name of names) Reflect.deleteProperty(left, name);
  return left;
}

const earlier: EarlierResults = {
  ...without(results, 'detector', 'thresholds'),
  version: 1,
  config: without(defaultExperiment, 'detector'),
};

const numbers = { positiveSimilarity: 0.9, negativeSimilarity: 0.1, alignment: 0.2, uniformity: -1 };
const step: StepEvent = {
  type: 'step',
  step: 1,
  loss: 2,
  numbers,
  learningRate: 0.1,
  elapsedMs: 3,
  viewsPerSecond: 4,
};
const earlierStep = { ...without(step, 'numbers'), ...numbers };

/** `run.json` with some of its fields changed. */
function changed(change: (fields: Record<string, unknown>) => void): ReturnType<typeof readRunFile> {
  const fields = JSON.parse(writeRunFile({ id: 'a', name: '', finishedAt: 1, results })) as Record<
    string,
    unknown
  >;
  change(fields);
  return readRunFile(JSON.stringify(fields));
}

describe('what version 1 wrote', () => {
  it('is of the contrastive detector, with the same numbers', () => {
    expect(currentResults(earlier)).toEqual({
      ...results,
      config: { ...results.config, detector: 'contrastive' },
      detector: { id: 'contrastive', backbone: 'resnet18' },
    });
    expect(currentResults(results)).toEqual(results);
  });

  it('of version 2 has the same figures, and lacks those that came later', () => {
    const { falseAlarmsAt95, ...figures } = results.evaluation;
    const second = { ...results, version: 2 as const, evaluation: figures };
    expect(falseAlarmsAt95).toBeNull();
    expect(currentResults(second)).toEqual({ ...second, version: 3 });
    const read = changed((fields) => {
      fields['version'] = 2;
      fields['evaluation'] = figures;
    });
    expect(read).toMatchObject({ ok: true, value: { results: { version: 3, evaluation: figures } } });
  });

  it('is read from a file as from the browser', () => {
    const read = changed((fields) => {
      Object.assign(fields, { ...earlier, formatVersion: 1, detector: undefined, thresholds: undefined });
    });
    expect(read).toEqual({
      ok: true,
      value: { id: 'a', name: '', finishedAt: 1, results: currentResults(earlier) },
    });
  });

  it('has the numbers of a step beside its loss', () => {
    expect(currentEvent(earlierStep)).toEqual(step);
    expect(readEvent(JSON.stringify(earlierStep), 1)).toEqual({ ok: true, value: step });
    expect(readEvent(JSON.stringify(step), 1)).toEqual({ ok: true, value: step });
  });
});

describe('what a later version wrote', () => {
  it('with a detector that is not known is shown under its name, with the settings of the default', () => {
    const read = changed((fields) => {
      fields['detector'] = { id: 'vae-2030', backbone: 'own' };
      fields['config'] = { ...defaultExperiment, detector: 'vae-2030' };
    });
    expect(read).toMatchObject({
      ok: true,
      value: { results: { detector: { id: 'vae-2030' }, config: { detector: defaultExperiment.detector } } },
    });
  });

  it('with knobs that are gone says which were left out', () => {
    const read = changed((fields) => {
      fields['config'] = { ...defaultExperiment, latentLength: 32, kl: 0.1 };
    });
    expect(read).toMatchObject({ ok: true, value: { dropped: ['latentLength', 'kl'] } });
    expect(changed(() => undefined)).not.toHaveProperty('value.dropped');
  });
});
