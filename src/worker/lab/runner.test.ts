import { describe, expect, it } from 'vitest';
import { success } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { LabMessage } from '../bridge/contract-lab.ts';
import { createRunner, type Work } from './runner.ts';

function createBench() {
  const posted: LabMessage[] = [];
  const runner = createRunner({ post: (message) => posted.push(message), now: () => 0 });
  const order: string[] = [];
  /** Runs until it is stopped, or until `end` is called. */
  const work = (name: string): { readonly run: Work<string>; readonly end: () => void } => {
    let isOver = false;
    return {
      run: async (report, control) => {
        order.push(`${name} begins`);
        report({ type: 'paused', step: order.length });
        while (!isOver && !control.isStopped()) await control.yieldToMessages();
        order.push(`${name} ${control.isStopped() ? 'stopped' : 'done'}`);
        return success(name);
      },
      end: () => {
        isOver = true;
      },
    };
  };
  return { runner, posted, order, work };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the queue of the lab', () => {
  it('runs work in the order in which it was asked for, one piece at a time', async () => {
    const { runner, order, work, posted } = createBench();
    const [one, two] = [work('one'), work('two')];
    const both = [runner.run(one.run), runner.run(two.run)];
    await soon();
    expect(order).toEqual(['one begins']);
    two.end();
    one.end();
    expect(await Promise.all(both)).toEqual([success('one'), success('two')]);
    expect(order).toEqual(['one begins', 'one done', 'two begins', 'two done']);
    expect(posted.map(({ type }) => type)).toEqual(['events', 'end', 'events', 'end']);
    expect(runner.isBusy()).toBe(false);
  });

  it('stops work that only looks, running or waiting, as soon as other work is asked for', async () => {
    const { runner, order, work } = createBench();
    const last = work('last');
    const looks = ['first', 'second'].map((name) => runner.run(work(name).run, { isYielding: true }));
    const ending = runner.run(last.run);
    await Promise.all(looks);
    await soon();
    expect(order).toEqual([
      'first begins',
      'first stopped',
      'second begins',
      'second stopped',
      'last begins',
    ]);
    last.end();
    expect((await ending).ok).toBe(true);
  });

  it('stops the current work on request, and what waits behind it only on a second request', async () => {
    const { runner, order, work } = createBench();
    const calls = [runner.run(work('one').run), runner.run(work('two').run)];
    runner.stop();
    runner.stop();
    await Promise.all(calls);
    expect(order).toEqual(['one begins', 'one stopped', 'two begins', 'two stopped']);
    runner.stop(); // nothing is left to stop
  });

  it('turns whatever work throws into a problem, reports it, and takes the next piece', async () => {
    const { runner, posted, work } = createBench();
    const problem: RunProblem = { kind: 'unexpected', detail: 'broken' };
    const broken = await runner.run(() => Promise.reject(new Error('broken')));
    expect(broken).toEqual({ ok: false, problem });
    const full = await runner.run(() => Promise.reject(new Error('could not allocate')));
    expect(full).toMatchObject({ problem: { kind: 'out-of-memory' } });
    expect(posted[0]).toEqual({ type: 'events', events: [{ type: 'failed', problem }] });
    const next = work('next');
    next.end();
    expect((await runner.run(next.run)).ok).toBe(true);
  });
});
