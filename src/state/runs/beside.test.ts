import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import { defer } from '../testing/answered.ts';
import { scored } from '../testing/fakes.ts';
import { createBesideStage } from './beside.ts';

const events = (...scores: number[]): LabEvent[] => [
  { type: 'evaluation-started', total: scores.length },
  ...scores.map((score, i): LabEvent => ({
    type: 'scored',
    items: [scored(0, score)],
    done: i + 1,
    total: scores.length,
  })),
];

describe('what runs scored', () => {
  it('is read by image, once a run; a run whose events are gone has none', async () => {
    const asked: string[] = [];
    const beside = createBesideStage({
      events: (id) => {
        asked.push(id);
        return id === 'gone' ? Promise.reject(new Error('no such run')) : Promise.resolve(events(0.1, 0.2));
      },
    });
    await beside.show(['a', 'gone'], 'side-by-side');
    await beside.show(['a', 'gone', 'b'], 'side-by-side');
    expect(asked).toEqual(['a', 'gone', 'b']);
    const found = beside.store.getState().scored;
    expect(found.get('a')?.get('test/0.2.png')?.score).toBe(0.2);
    expect([...found].map(([id, items]) => [id, items.size])).toEqual([
      ['a', 2],
      ['gone', 0],
      ['b', 2],
    ]);
  });

  it('is let go of when other runs are asked for, even while it is being read', async () => {
    const slow = defer<LabEvent[]>();
    const beside = createBesideStage({
      events: (id) => (id === 'slow' ? slow.promise : Promise.resolve(events(0.1))),
    });
    const first = beside.show(['slow'], 'side-by-side');
    await beside.show(['b'], 'side-by-side');
    slow.resolve(events(0.3));
    await first;
    expect([...beside.store.getState().scored.keys()]).toEqual(['b']);
  });

  it('stays for one panel when another asks for other runs', async () => {
    const beside = createBesideStage({ events: () => Promise.resolve(events(0.1)) });
    await beside.show(['a', 'b'], 'side-by-side');
    await beside.show(['b', 'c'], 'disagreements');
    expect([...beside.store.getState().scored.keys()]).toEqual(['a', 'b', 'c']);
    await beside.show([], 'side-by-side');
    expect([...beside.store.getState().scored.keys()]).toEqual(['b', 'c']);
  });
});
