import { describe, expect, it } from 'vitest';
import { cosineRate } from '../schedule.ts';
import { factorAt, rateAt, withChange, type RunChange } from './schedule-changes.ts';

const planned = { learningRate: 0.1, steps: 100, warmUp: 10 };
const schedule = { base: 0.1, total: 100, warmUp: 10 };
const steps = Array.from({ length: 100 }, (_, step) => step);

describe('the course of a run', () => {
  it('is the schedule, bit for bit, where nothing was changed', () => {
    for (const step of steps) expect(rateAt(planned, [], step)).toBe(cosineRate(schedule, step));
  });

  it('is the same where the run was interrupted and went on to the end that was planned', () => {
    const changes: RunChange[] = [{ type: 'continued', step: 40, steps: 100 }];
    for (const step of steps) expect(rateAt(planned, changes, step)).toBe(cosineRate(schedule, step));
  });

  it('follows the longer cosine from the step at which more steps were asked for', () => {
    const changes: RunChange[] = [{ type: 'continued', step: 100, steps: 200 }];
    expect(rateAt(planned, changes, 99)).toBe(cosineRate(schedule, 99));
    expect(rateAt(planned, changes, 100)).toBeCloseTo(0.05, 12); // half way down the cosine of 200
    expect(rateAt(planned, changes, 199)).toBeLessThan(1e-4);
  });

  it('takes the last factor that was set', () => {
    const changes: RunChange[] = [
      { type: 'rate-changed', step: 20, factor: 0.5 },
      { type: 'rate-changed', step: 30, factor: 2 },
    ];
    expect([19, 20, 29, 30, 99].map((step) => factorAt(changes, step))).toEqual([1, 0.5, 0.5, 2, 2]);
    expect(rateAt(planned, changes, 25)).toBe(0.5 * cosineRate(schedule, 25));
  });

  it('forgets what was changed after a step that is taken anew', () => {
    const later: RunChange = { type: 'rate-changed', step: 28, factor: 0.1 };
    const more: RunChange = { type: 'continued', step: 25, steps: 150 };
    const change: RunChange = { type: 'rate-changed', step: 25, factor: 0.5 };
    expect(withChange([more, later], change)).toEqual([more, change]);
    expect(withChange([change], { ...change, factor: 3 })).toEqual([{ ...change, factor: 3 }]);
  });
});
