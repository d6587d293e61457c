import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunFileProblem } from '../../../core/run/file/run-file.ts';
import { carriedRun } from '../../testing/runs.ts';
import { pack, textsOf, unpack, zipOf } from '../../testing/run-zips.ts';

/** The files of a good run, some of them changed; null takes one away. */
async function spoilt(changes: Readonly<Record<string, string | null>>): Promise<Blob> {
  const texts = await textsOf(await pack([carriedRun()]));
  const entries = Object.entries({ ...Object.fromEntries(texts), ...changes });
  return zipOf(Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null)));
}

async function problemOf(file: Blob): Promise<RunFileProblem | undefined> {
  const [first] = await unpack(file);
  return first?.ok === false ? first.problem : undefined;
}

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
      () => spoilt({ 'run.json': '{"format":"kizu run","formatVersion":3}' }),
      { kind: 'other-version', came: '3' },
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
      'a score that its detector does not give',
      '"prototype": 0.05',
      '"magic": 0.05',
      { kind: 'malformed', where: 'evaluation.scores.magic', came: 'magic' },
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

  const blank = (mebibytes: number) => '\n'.repeat(mebibytes * 2 ** 20);

  it.each([
    ['newlines', blank(128), { kind: 'malformed', where: 'line 1000001' }],
    ['one line', ' '.repeat(128 * 2 ** 20), { kind: 'too-compressed', wanted: 200 }],
  ])('whose events are 128 MiB of %s is refused early', async (_, events, problem) => {
    const bomb = await spoilt({ 'events.ndjson': events });
    expect(bomb.size).toBeLessThan(2 ** 18);
    expect(await problemOf(bomb)).toMatchObject(problem);
  });

  it('whose files share bytes is refused', async () => {
    const bytes = new Uint8Array(await (await pack([carriedRun()])).arrayBuffer());
    const entry = bytes.findLastIndex((_, i) =>
      [0x50, 0x4b, 1, 2].every((byte, at) => bytes[i + at] === byte),
    );
    const first = bytes.findIndex((_, i) => [0x50, 0x4b, 1, 2].every((byte, at) => bytes[i + at] === byte));
    expect(entry).toBeGreaterThan(first);
    const second = first + 46 + (bytes[first + 28] ?? 0) + (bytes[first + 30] ?? 0);
    bytes.set(bytes.slice(first + 42, first + 46), second + 42); // the second begins where the first does
    expect(await problemOf(new Blob([bytes]))).toMatchObject({ kind: 'damaged' });
  });

  it.each([9007199254740991, 253402300800000, -1, 1.5])(
    'that ended at %d is refused: no date is there',
    async (time) => {
      const good = (await textsOf(await pack([carriedRun()]))).get('run.json') ?? '';
      const changed = good.replace(/"finishedAt": \d+/, `"finishedAt": ${time}`);
      expect(await problemOf(await spoilt({ 'run.json': changed }))).toMatchObject({ where: 'finishedAt' });
    },
  );

  it('with a path that leads out of its folder is a run like any other: nothing is written by name', async () => {
    const run = carriedRun();
    const outcomes = await unpack(await pack([{ ...run, folder: '../../etc/' }]));
    expect(outcomes).toEqual([{ ok: true, value: run }]);
  });

  it('never throws, whatever bytes it has', async () => {
    const good = new Uint8Array(await (await pack([carriedRun()])).arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, value) => {
        const bytes = good.slice();
        bytes[at] = value;
        expect((await unpack(new Blob([bytes]))).length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
