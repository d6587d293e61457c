import { describe, expect, it } from 'vitest';
import { archiveKinds } from './archives.ts';
import { newTally, playRound, type Kind } from './campaign.ts';
import { pictureKinds } from './pictures.ts';
import { weightKinds } from './weights.ts';

/** Rounds of each kind here; `npx tsx bench/fuzz.ts` plays on from these seeds. */
const rounds = 12;
const firstSeed = 20;

const kinds: readonly (readonly [string, Kind])[] = [
  ...(await archiveKinds()),
  ...pictureKinds(),
  ...weightKinds(),
].map((kind) => [kind.name, kind]);

describe('a short fuzz campaign', () => {
  it.each(kinds)('finds nothing in %s', async (_, kind) => {
    const tally = newTally();
    for (let seed = firstSeed; seed < firstSeed + rounds; seed++) await playRound(kind, seed, tally);
    expect(tally.findings).toEqual([]);
  });

  it.each([
    ['tiff', 912], // a directory that ended behind the file: refused in words of the engine
    ['tiff', 1_016_566], // a strip that is a JPEG of 65535 x 65535 px by its own header: likewise
    ['png', 3_013_466], // a header that ends before its colour type: `undefined` in the refusal
    ['safetensors', 31], // an entry without a shape: refused as `undefined`
    ['odd checkpoint', 45], // a kind of number without a name: refused without a word on it
    ['odd checkpoint', 75], // a tensor without a name, likewise
  ])('finds nothing more in %s of seed %i', async (name, seed) => {
    const tally = newTally();
    for (const [, kind] of kinds.filter(([one]) => one === name)) await playRound(kind, seed, tally);
    expect(tally).toMatchObject({ rounds: 1, findings: [] });
  });

  it('finds what throws, what complains, and repeats a round by its seed', async () => {
    const seen: string[] = [];
    const read = (bytes: Uint8Array) => {
      seen.push(bytes.join());
      if (seen.length === 1) throw new Error('a fault');
      return Promise.resolve('not right');
    };
    const kind: Kind = { name: 'any', make: (random) => Uint8Array.of(random.integer(256), 7), read };
    const tally = newTally();
    await playRound(kind, 3, tally);
    await playRound(kind, 3, tally);
    expect(tally.findings).toEqual(['any, seed 3: threw Error: a fault', 'any, seed 3: not right']);
    expect(seen[1]).toBe(seen[0]);
  });
});
