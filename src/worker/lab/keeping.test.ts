import { describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../../core/run/events.ts';
import { createBestKeeper } from '../../engine/training/best.ts';
import type { SavedRun } from '../../engine/training/setup.ts';
import type { LabEvent } from '../bridge/contract-lab.ts';
import { keepWhile, type OnSaved } from './keeping.ts';
import type { Network } from './network.ts';
import type { RunState } from '../data/storage/run-state.ts';
import type { RunStates } from '../data/storage/run-states.ts';
import { summary, tiny } from './testing/lab-bench.ts';

/** A disk that takes 100 ms to write a state. */
function createBench() {
  const clock = { now: 0 };
  const written: RunState[] = [];
  const told: LabEvent[] = [];
  let problem: Error | undefined;
  const states: RunStates = {
    list: () => Promise.resolve({ runs: [], broken: 0, newer: 0 }),
    removeBroken: () => Promise.resolve(),
    read: () => Promise.resolve(undefined),
    remove: () => Promise.resolve(true),
    keepFor: (_, work) =>
      work({
        write(state) {
          clock.now += 100;
          if (problem !== undefined) return Promise.reject(problem);
          written.push(state);
          return Promise.resolve();
        },
      }),
  };
  const network: Network = {
    planned: tiny,
    experiment: tiny,
    dataset: summary,
    items: [],
    storedAt: undefined,
    images: [],
    start: undefined,
    trainer: undefined as never,
    last: undefined,
    best: createBestKeeper(),
    chosen: 'last',
    course: undefined,
    events: [],
  };
  const tools = {
    now: () => clock.now,
    openStates: () => Promise.resolve(states),
    report: (event: LabEvent) => {
      told.push(event);
    },
  };
  const keep = (work: (onSaved: OnSaved) => Promise<void>) => keepWhile(network, tools, work);
  const steps = () => written.map(({ saved }) => saved.step);
  const breakWith = (error: Error | undefined) => {
    problem = error;
  };
  return { clock, network, written, told, keep, steps, breakWith };
}

function savedAt(step: number, weight = 1): SavedRun {
  const parameters = { a: Float32Array.of(weight) };
  return { step, elapsedMs: 0, checkpoint: { parameters, statistics: {}, slots: [], updates: step } };
}

describe('keeping a run', () => {
  it('costs a running one no more than a twentieth of its time, and is never put off where it rests', async () => {
    const { clock, keep, steps } = createBench();
    await keep(async (onSaved) => {
      for (let step = 0; step <= 250; step += 25) {
        clock.now += 500;
        await onSaved(savedAt(step), 'passing');
      }
      await onSaved(savedAt(251), 'resting');
      await onSaved(savedAt(251), 'resting');
    });
    expect(steps()).toEqual([25, 125, 225, 251]); // 100 ms each, 2000 ms apart; nothing has been learnt at 0
  });

  it('leaves out what was told of later steps, and a state that is no number', async () => {
    const { keep, network, written } = createBench();
    const step = (number: number) => ({ type: 'step', step: number }) as TrainingEvent;
    network.events.push(step(25), step(26), { type: 'rate-changed', step: 26, factor: 2 });
    await keep(async (onSaved) => {
      await onSaved(savedAt(30, Number.NaN), 'resting');
      await onSaved(savedAt(25), 'resting'); // where a loss that was no number sent it back to
    });
    expect(written.map(({ events }) => events)).toEqual([[step(25)]]);
    expect(network.last?.step).toBe(25);
  });

  it('says once that there is no room, tries again at rest, and says that it is kept then', async () => {
    const { clock, keep, told, steps, breakWith } = createBench();
    breakWith(new DOMException('full', 'QuotaExceededError'));
    await keep(async (onSaved) => {
      await onSaved(savedAt(25), 'passing');
      clock.now += 1e6;
      await onSaved(savedAt(50), 'passing');
      await onSaved(savedAt(60), 'resting');
      breakWith(undefined);
      await onSaved(savedAt(70), 'resting');
    });
    expect(told).toEqual([
      { type: 'not-kept', reason: 'full', detail: 'full' },
      { type: 'kept', step: 70 },
    ]);
    expect(steps()).toEqual([70]);
    expect(clock.now).toBe(1e6 + 300); // the passing one at 50 was not tried
  });
});
