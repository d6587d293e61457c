import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnding } from './problem.ts';
import { flipped, gzip, noise, pack, tree, zip, type Bytes } from './testing/pack.ts';
import { unpack } from './testing/unpack.ts';

const small = [...tree.slice(0, 3), { path: 'nut/é.png', content: noise(2000, 'f') }];
const tar = await pack(small);
const xz = new Uint8Array(readFileSync(new URL('./fixtures/crc64.tar.xz', import.meta.url)));
const formats: readonly (readonly [string, Bytes])[] = [
  ['tar', tar],
  ['tar.gz', await gzip(tar)],
  ['tar.xz', xz],
  ['zip', await zip(small)],
];
const patience = 10_000;

/** Every outcome is files or problems, in time, and each problem says something. */
async function expectOutcome(archive: Bytes): Promise<Awaited<ReturnType<typeof unpack>>> {
  const outcome = await unpack(archive, { signal: AbortSignal.timeout(patience) });
  for (const { kind, came, wanted } of outcome.problems) {
    expect(kind).not.toBe('cancelled'); // hung
    expect(kind).not.toBe('unexpected');
    expect(came).not.toBe('');
    expect(wanted).not.toBe('');
  }
  expect(outcome.problems.slice(0, -1).filter(isEnding)).toEqual([]); // nothing comes after one
  expect(outcome.files.length + outcome.problems.length).toBeGreaterThan(0);
  return outcome;
}

describe.each(formats)('a %s', (name, archive) => {
  const place = fc.nat({ max: archive.length - 1 });
  const isChecked = name !== 'tar'; // a tar has no checksum of its files

  it('with changed bits gives files or problems', async () => {
    const changes = fc.array(fc.tuple(place, fc.nat({ max: 7 })), { minLength: 1, maxLength: 4 });
    const whole = new Set((await unpack(archive)).files);
    await fc.assert(
      fc.asyncProperty(changes, async (flips) => {
        let changed = archive;
        for (const [at, bit] of flips) changed = flipped(changed, at, 1 << bit);
        const { files, problems } = await expectOutcome(changed);
        // Contents (the digests, not the names) differ in silence nowhere.
        const digests = new Set([...whole].map((file) => file.slice(-64)));
        const isWrong = files.some((file) => !digests.has(file.slice(-64)));
        if (isChecked && isWrong) expect(problems).not.toEqual([]);
      }),
      { seed: 41, numRuns: 250 },
    );
  });

  it('cut anywhere says so', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (length) => {
        const { problems } = await expectOutcome(archive.slice(0, length));
        const isBare = name === 'tar' && length >= archive.length - 512; // one block of zeros ends a tar too
        if (!isBare) expect(problems).toHaveLength(1);
      }),
      { seed: 42, numRuns: 250 },
    );
  });

  it('with a run of other bytes gives files or problems', async () => {
    const run = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(run, async ([at, bytes]) => {
        const changed = archive.slice();
        changed.set(bytes.subarray(0, changed.length - at), at);
        await expectOutcome(changed);
      }),
      { seed: 43, numRuns: 250 },
    );
  });
});

describe('any bytes', () => {
  const starts = ['', '504b0304', '504b0506', '1f8b0800', 'fd377a585a00', 'fd377a585a000004e6d6b446'];

  it.each(starts)('that start with %j are no archive, and said to be none', async (start) => {
    const head = Buffer.from(start, 'hex');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 700 }), async (rest) => {
        const { files } = await expectOutcome(Uint8Array.from([...head, ...rest]));
        expect(files).toEqual([]);
      }),
      { seed: 44, numRuns: 100 },
    );
  });
});
