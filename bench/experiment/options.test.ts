import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScheduleChanges } from '../../src/core/run/results.ts';
import { readOptions, UsageError, type RunOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'kizu-options-'));

/** What the command asks for that repeats a run planned for 900 steps. */
function repeat(
  training: { readonly steps: number; readonly course?: ScheduleChanges },
  ...more: string[]
): RunOptions {
  const path = join(folder, 'results.json');
  writeFileSync(path, JSON.stringify({ config: { steps: 900, seed: 7 }, training }));
  const options = readOptions(['--sample', 'hex-nut', '--config', path, '--out', 'out.json', ...more]);
  if (options.kind !== 'run') throw new Error(options.kind);
  return options.run;
}

describe('a run repeated from its results', () => {
  it('goes to its planned end where the earlier one did', () => {
    const { experiment, until, course } = repeat({ steps: 900 });
    expect(experiment).toMatchObject({ steps: 900, seed: 7 });
    expect([until, course]).toEqual([undefined, undefined]);
  });

  it('ends where the earlier one was stopped, without what was changed after the network that was taken', () => {
    const change = { type: 'rate-changed', factor: 2 } as const;
    const course = { planned: 900, changes: [100, 300, 500].map((step) => ({ ...change, step })) };
    const { experiment, until, course: taken } = repeat({ steps: 300, course });
    expect([experiment.steps, until]).toEqual([900, 300]);
    expect(taken).toEqual({ planned: 900, changes: [{ ...change, step: 100 }] });
  });

  it('takes the steps that are asked for instead, and no more than were planned', () => {
    const course = { planned: 900, changes: [] };
    const { experiment, until } = repeat({ steps: 300, course }, '--set', 'steps=600');
    expect([experiment.steps, until]).toEqual([600, undefined]);
    expect(() => repeat({ steps: 300, course }, '--set', 'steps=901')).toThrow(UsageError);
  });

  it('was not trained, and so is stopped nowhere', () => {
    expect(repeat({ steps: 0 }).until).toBeUndefined();
  });
});
