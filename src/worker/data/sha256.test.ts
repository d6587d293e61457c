import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSha256 } from './sha256.ts';

const oracle = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('SHA-256', () => {
  it.each([
    ['by the browser', crypto.subtle],
    ['in script, where the address is not secure', undefined],
  ])('%s is the one of Node', async (_, subtle) => {
    const sha256 = createSha256(subtle);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await sha256(Uint8Array.from(bytes))).toBe(oracle(bytes));
      }),
      { seed: 20, numRuns: 100 },
    );
  });
});
