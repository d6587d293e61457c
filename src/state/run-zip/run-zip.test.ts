import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BlobReader, BlobWriter, TextReader, ZipReader, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunFileProblem } from '../../core/run/file/run-file.ts';
import { anyRun, carriedRun } from '../testing/runs.ts';
import { isRunZip } from './is-run-zip.ts';
import { readRunZip } from './read-run-zip.ts';
import type { CarriedRun } from './run-zip.ts';
import { packRuns, type PackedRun } from './write-run-zip.ts';

const scriptPath = 'src/state/run-zip/reproduce.py';
const { signal } = new AbortController();

async function pack(runs: readonly (CarriedRun & Partial<PackedRun>)[], script = ''): Promise<Blob> {
  const packed = runs.map((run) => ({ folder: '', weights: undefined, ...run }));
  return packRuns(packed, { script, report: () => undefined, signal });
}

const read = (file: Blob) => readRunZip(file, 'a.zip', signal);

/** A zip of these texts. */
async function zipOf(files: Readonly<Record<string, string>>): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files)) await zip.add(name, new TextReader(content));
  return zip.close();
}

async function textsOf(file: Blob): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await new ZipReader(new BlobReader(file), { useWebWorkers: false }).getEntries()) {
    if (entry.directory) continue;
    const blob = await entry.getData(new BlobWriter(), { useWebWorkers: false });
    texts.set(entry.filename, await blob.text());
  }
  return texts;
}

/** The files of a good run, some of them changed; null takes one away. */
async function spoilt(changes: Readonly<Record<string, string | null>>): Promise<Blob> {
  const texts = await textsOf(await pack([carriedRun()]));
  const entries = Object.entries({ ...Object.fromEntries(texts), ...changes });
  return zipOf(Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null)));
}

async function problemOf(file: Blob): Promise<RunFileProblem | undefined> {
  const [first] = await read(file);
  return first?.ok === false ? first.problem : undefined;
}

describe('the zip of a run', () => {
  it('gives back any run and its events, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        expect(await read(await pack([run]))).toEqual([{ ok: true, value: run }]);
      }),
      { numRuns: 60 },
    );
  });

  it('gives back every type of event, with pictures and maps', async () => {
    const run = carriedRun({ name: '一回目' });
    expect(await read(await pack([run]))).toEqual([{ ok: true, value: run }]);
  });

  it('holds several runs in folders, and gives back each', async () => {
    const runs = ['a', 'b', 'c'].map((id) => ({ ...carriedRun({ id }), folder: `${id}/` }));
    const outcomes = await read(await pack(runs));
    expect(outcomes.map((one) => one.ok && one.value.run.id)).toEqual(['a', 'b', 'c']);
  });

  it('of version 1 is read for good', async () => {
    const file = new Blob([new Uint8Array(await readFile('src/state/fixtures/run-v1.zip'))]);
    const { run, events } = carriedRun({ name: 'kept since version 1' });
    const [outcome] = await read(file);
    expect(outcome).toMatchObject({ ok: true, value: { run } });
    const kept = outcome?.ok === true ? outcome.value.events : [];
    expect(kept.length).toBe(15);
    expect(kept).toEqual(events.filter(({ type }) => kept.some((one) => one.type === type)));
  });

  it('has a table of scores and a report for people', async () => {
    const texts = await textsOf(await pack([carriedRun({ name: 'six steps' })], 'print()'));
    expect([...texts.keys()]).toEqual([
      'run.json',
      'events.ndjson',
      'scores.csv',
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

describe('a file that is no good run', () => {
  const table: readonly (readonly [string, () => Promise<Blob>, Partial<RunFileProblem>])[] = [
    ['is empty', () => Promise.resolve(new Blob([])), { kind: 'not-a-zip', came: 'an empty file' }],
    ['is text', () => Promise.resolve(new Blob(['hello'])), { kind: 'not-a-zip', came: '"hello"' }],
    ['is cut off', async () => (await pack([carriedRun()])).slice(0, 900), { kind: 'damaged' }],
    ['holds images', () => zipOf({ 'train/good/0.png': '' }), { kind: 'no-run', came: 'train/good/0.png' }],
    ['lacks its events', () => spoilt({ 'events.ndjson': null }), { kind: 'missing', file: 'events.ndjson' }],
    ['lacks its numbers', () => spoilt({ 'run.json': null }), { kind: 'missing', file: 'run.json' }],
    ['has broken JSON', () => spoilt({ 'run.json': '{"a":' }), { kind: 'malformed', where: 'the text' }],
    ['is a list', () => spoilt({ 'run.json': '[]' }), { kind: 'malformed', where: 'format' }],
    [
      'is of a later version',
      () => spoilt({ 'run.json': '{"format":"kizu run","formatVersion":2}' }),
      { kind: 'other-version', came: '2' },
    ],
    [
      'has an event of no known type',
      () => spoilt({ 'events.ndjson': '{"type":"step"}\n' }),
      { kind: 'malformed', where: 'line 1.step', came: 'nothing' },
    ],
    [
      'has a line cut off',
      () => spoilt({ 'events.ndjson': '{"type":"paused","step":1}\n{"ty' }),
      { kind: 'malformed', where: 'line 2', wanted: 'JSON' },
    ],
    [
      'has a picture of another size than it says',
      () =>
        spoilt({
          'events.ndjson':
            '{"type":"watching","heldOut":0,"pictures":[{"kind":"pseudo","picture":{"width":9000,"height":9000,"rgba":{"bytes":"00"}}}]}',
        }),
      { kind: 'malformed', came: '1 bytes', wanted: '324000000 bytes' },
    ],
  ];

  it.each(table)('that %s is refused in so many words', async (_, make, problem) => {
    expect(await problemOf(await make())).toMatchObject(problem);
  });

  it.each([
    [
      'an AUROC that its scores do not give',
      '"auroc": 0.75',
      '"auroc": 0.99',
      { kind: 'contradiction', came: '0.99' },
    ],
    [
      'a knob out of range',
      '"steps": 2,',
      '"steps": -7,',
      { kind: 'malformed', where: 'config.steps', came: '-7' },
    ],
    [
      'a score in words',
      '"score": 0.1',
      '"score": "high"',
      { where: 'evaluation.items[0].score', came: 'high' },
    ],
  ])('that has %s is refused at the place', async (_, was, is, problem) => {
    const good = (await textsOf(await pack([carriedRun()]))).get('run.json') ?? '';
    expect(good).toContain(was);
    expect(await problemOf(await spoilt({ 'run.json': good.replace(was, is) }))).toMatchObject(problem);
  });

  it('that unpacks to more than is read is refused before it fills the memory', async () => {
    const bomb = await spoilt({ 'run.json': ' '.repeat(33 * 2 ** 20) });
    expect(bomb.size).toBeLessThan(2 ** 20);
    expect(await problemOf(bomb)).toEqual({
      kind: 'too-large',
      file: 'run.json',
      came: 33 * 2 ** 20,
      wanted: 32 * 2 ** 20,
    });
  });

  it('with a path that leads out of its folder is a run like any other: nothing is written by name', async () => {
    const run = carriedRun();
    const outcomes = await read(await pack([{ ...run, folder: '../../etc/' }]));
    expect(outcomes).toEqual([{ ok: true, value: run }]);
  });

  it('never throws, whatever bytes it has', async () => {
    const good = new Uint8Array(await (await pack([carriedRun()])).arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, value) => {
        const bytes = good.slice();
        bytes[at] = value;
        expect((await read(new Blob([bytes]))).length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the sorting of dropped files', () => {
  it('knows a run by its content, alone, among many, packed again or cut off', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      ...carriedRun({ id: `${i}` }),
      folder: `run-${i}/`,
    }));
    expect(await isRunZip(await pack([carriedRun()]))).toBe(true);
    expect(await isRunZip((await pack([carriedRun()])).slice(0, 900))).toBe(true);
    expect(await isRunZip(await pack(many))).toBe(true);
    expect(await isRunZip(await zipOf({ 'readme.txt': '', 'x/events.ndjson': '', 'x/run.json': '' }))).toBe(
      true,
    );
  });

  it('leaves archives of images and other files alone', async () => {
    expect(await isRunZip(await zipOf({ 'nut/train/good/0.png': '', 'nut/test/run/0.png': '' }))).toBe(false);
    expect(await isRunZip(new Blob(['run.json events.ndjson']))).toBe(false);
    expect(await isRunZip(new Blob([]))).toBe(false);
  });
});

const run = promisify(execFile);
const python = '/usr/bin/python3';
const hasNumpy = await run(python, ['-c', 'import numpy']).then(
  () => true,
  () => false,
);

describe.skipIf(!hasNumpy)('reproduce.py (skipped where /usr/bin/python3 has no numpy)', () => {
  const place = async (packed: CarriedRun & Partial<PackedRun>) => {
    const path = join(await mkdtemp(join(tmpdir(), 'kizu-run-')), 'run.zip');
    const file = await pack([packed], await readFile(scriptPath, 'utf8'));
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    return path;
  };

  it('finds the same AUROC and ROC as run.json, and lists the weights', async () => {
    const weights = new Uint8Array(await readFile('src/engine/fixtures/weights/tensors.safetensors'));
    const { stdout } = await run(python, [scriptPath, await place({ ...carriedRun(), weights })]);
    expect(stdout).toContain('AUROC: 0.750000 from scores.csv, 0.750000 in run.json');
    expect(stdout).toMatch(/\d+ tensors, [\d,]+ numbers\nAll numbers agree\./);
  });

  it('agrees on ties, and says where there is nothing to compute', async () => {
    const tied = carriedRun({
      items: [...carriedRun().events]
        .flatMap((one) => (one.type === 'scored' ? one.items : []))
        .map((one) => ({ ...one, score: 1 })),
    });
    expect((await run(python, [scriptPath, await place(tied)])).stdout).toContain('AUROC: 0.500000');
    const none = carriedRun({ items: [] });
    expect((await run(python, [scriptPath, await place(none)])).stdout).toContain('AUROC cannot be computed');
  });

  it('fails where a number was changed', async () => {
    const { run: kept, events } = carriedRun();
    const evaluation = { ...kept.results.evaluation, auroc: 0.99 };
    const path = await place({ run: { ...kept, results: { ...kept.results, evaluation } }, events });
    await expect(run(python, [scriptPath, path])).rejects.toThrow('NOT REPRODUCED: AUROC differs');
  });
});
