import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRun, carriedRun } from '../../testing/runs.ts';
import { pack, textsOf, unpack } from '../../testing/run-zips.ts';
import { readRunWeights } from './read-run-zip.ts';

const newFigures = ['falseAlarmsAt95', 'falseAlarmsAt99', 'missesAt1'];

/** Figures are computed when a run ends; a file keeps those of its time. */
function withoutNewFigures(run: unknown): unknown {
  const isNew = (key: string) => key.endsWith('Interval') || newFigures.includes(key);
  return JSON.parse(JSON.stringify(run, (key, value: unknown) => (isNew(key) ? undefined : value)));
}

describe('the zip of a run', () => {
  it('gives back any run and its events, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        expect(await unpack(await pack([run]))).toEqual([{ ok: true, value: run }]);
      }),
      { numRuns: 60 },
    );
  });

  it('gives back every type of event, with pictures and maps', async () => {
    const run = carriedRun({ name: '一回目' });
    expect(await unpack(await pack([run]))).toEqual([{ ok: true, value: run }]);
  });

  it('holds several runs in folders, and gives back each', async () => {
    const runs = ['a', 'b', 'c'].map((id) => ({ ...carriedRun({ id }), folder: `${id}/` }));
    const outcomes = await unpack(await pack(runs));
    expect(outcomes.map((one) => one.ok && one.value.run.id)).toEqual(['a', 'b', 'c']);
  });

  it('of version 1 is read for good', async () => {
    const file = new Blob([new Uint8Array(await readFile('src/state/runs/fixtures/run-v1.zip'))]);
    const { run, events } = carriedRun({ name: 'kept since version 1', config: { start: 'scratch' } });
    const [outcome] = await unpack(file);
    if (outcome?.ok !== true) throw new Error('not read');
    expect(withoutNewFigures(outcome.value.run)).toEqual(withoutNewFigures(run));
    expect(outcome.value.run.results.evaluation.aurocInterval).toEqual([0, 1]); // by the bootstrap of that time
    const kept = outcome.value.events;
    expect(kept.length).toBe(15);
    expect(kept).toEqual(events.filter(({ type }) => kept.some((one) => one.type === type)));
  });

  it('of version 1 is read with its network', async () => {
    const packed = gunzipSync(await readFile('src/state/runs/fixtures/run-v1-network.zip.gz'));
    const zip = new Blob([new Uint8Array(packed)]);
    const [outcome] = await unpack(zip);
    if (outcome?.ok !== true) throw new Error('not read');
    const { run, events, weightsEntry } = outcome.value;
    expect(run.results).toMatchObject({ version: 3, detector: { id: 'contrastive', backbone: 'resnet18' } });
    const steps = events.filter((event) => event.type === 'step');
    expect(steps.map(({ loss }) => loss)).toEqual(run.results.training.losses);
    expect(Object.keys(steps[0]?.numbers ?? {})).toHaveLength(4);
    const place = { zip, entry: weightsEntry ?? '' };
    const weights = await readRunWeights(place, new AbortController().signal);
    expect(weights.ok && weights.value.size).toBe(2_964_016);
  });

  it('has a table of scores and a report for people', async () => {
    const texts = await textsOf(await pack([carriedRun({ name: 'six steps' })], 'print()'));
    expect([...texts.keys()]).toEqual([
      'run.json',
      'events.ndjson',
      'scores.csv',
      'figures.csv',
      'README.md',
      'reproduce.py',
    ]);
    expect(texts.get('scores.csv')?.split('\r\n').slice(0, 2)).toEqual([
      'path,label,defect,score,prototype',
      'test/good/0.png,0,good,0.1,0.05',
    ]);
    expect(texts.get('README.md')).toMatch(/# six steps[^]*AUROC 0\.750[^]*\| crack \| 2 \| 0\.750 \|/);
  });
});
