import { describe, expect, it } from 'vitest';
import { createLatest } from './latest.ts';
import { answered } from '../testing/answered.ts';
import { settled } from '../testing/fakes.ts';

describe('work asked for faster than it is done', () => {
  it('runs once at a time, and once more for all that was asked meanwhile', async () => {
    const work = answered<[], undefined>();
    const ask = createLatest(work.method);
    ask();
    ask();
    ask();
    expect(work.calls).toHaveLength(1);
    work.calls[0]!.resolve(undefined);
    await settled();
    expect(work.calls).toHaveLength(2);
    work.calls[1]!.resolve(undefined);
    await settled();
    expect(work.calls).toHaveLength(2);
    ask();
    expect(work.calls).toHaveLength(3);
  });
});
