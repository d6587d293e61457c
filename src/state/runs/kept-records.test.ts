import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOf } from '../testing/runs.ts';
import { fakeArchive, manualLater } from '../testing/fakes.ts';
import { readKeptRecords } from './kept-records.ts';
import { createRunsStage } from './runs.ts';

const good = { ...runOf({ id: 'a', name: 'first' }), isBaseline: false };
const kept = (raw: unknown, key: unknown = 'k') => ({ key, raw });

describe('records that the browser kept', () => {
  it('are read as they were put, by each shape of a run', async () => {
    const { records, unreadable } = await readKeptRecords([kept(structuredClone(good))]);
    expect(records).toEqual([good]);
    expect(unreadable).toEqual([]);
  });

  it('are read where a field that may be missing is there, and undefined, as IndexedDB keeps it', async () => {
    const pixels = { auroc: 0.9, auPro: 0.8, intervals: undefined };
    const { results } = good;
    const raw = { ...good, results: { ...results, evaluation: { ...results.evaluation, pixels } } };
    const { records, unreadable } = await readKeptRecords([kept(structuredClone(raw))]);
    expect(unreadable).toEqual([]);
    expect(records[0]?.results.evaluation.pixels).toEqual({ auroc: 0.9, auPro: 0.8 });
  });

  it.each<[string, unknown, string, boolean]>([
    ['nothing', null, '', false],
    [
      'no evaluation',
      { ...good, results: { ...good.results, evaluation: undefined } },
      'results.evaluation',
      false,
    ],
    ['no results', { id: 'x' }, 'finishedAt', false],
    ['a name that is none', { ...good, name: 5 }, 'name', false],
    ['a time that is none', { ...good, finishedAt: 9007199254740991 }, 'finishedAt', false],
    ['a later version', { ...good, results: { ...good.results, version: 4 } }, 'results.version', true],
  ])('hide no other where one has %s', async (_, raw, where, isNewer) => {
    const { records, unreadable } = await readKeptRecords([kept(raw), kept(good)]);
    expect(records).toEqual([good]);
    expect(unreadable).toEqual([{ key: 'k', isNewer, where }]);
  });

  it('are records or are counted, whatever was changed in them', async () => {
    const text = JSON.stringify(good);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('1', '"', 'x', '}', '-', ' '),
        async (at, sign) => {
          let raw: unknown;
          try {
            raw = JSON.parse(text.slice(0, at) + sign + text.slice(at + 1));
          } catch {
            return; // IndexedDB holds values, not text
          }
          const { records, unreadable } = await readKeptRecords([kept(raw), kept(good)]);
          expect(records.length + unreadable.length).toBe(2);
          expect(records).toContainEqual(good);
        },
      ),
      { seed: 20, numRuns: 300 },
    );
  });
});

describe('the history of runs', () => {
  it('counts what it cannot read, saves it, and takes it away on request, but nothing of a newer version', async () => {
    const broken = { key: 'b', isNewer: false, where: 'results' };
    const newer = { key: 'n', isNewer: true, where: 'results.version' };
    const gone: unknown[] = [];
    const archive = {
      ...fakeArchive(),
      list: () => Promise.resolve({ records: [good], unreadable: [broken, newer] }),
      removeUnreadable: (all: readonly unknown[]) => {
        gone.push(...all);
        return Promise.resolve();
      },
    };
    const runs = createRunsStage({ archive, later: manualLater().later, today: () => 7 });
    await runs.load();
    expect(runs.store.getState()).toMatchObject({
      records: [good],
      unreadable: [broken, newer],
      problem: undefined,
    });
    expect(await runs.rescue()).toBeInstanceOf(Blob);
    await runs.removeUnreadable();
    expect(gone).toEqual([broken]);
    expect(runs.store.getState().unreadable).toEqual([newer]);
  });
});
