import { detectorOptions } from '../../src/core/experiment/detectors.ts';
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

/** What the command asks for with these knobs. */
function withKnobs(knobs: string): RunOptions['experiment'] {
  const options = readOptions(['--sample', 'hex-nut', '--set', knobs, '--out', 'out.json']);
  if (options.kind !== 'run') throw new Error(options.kind);
  return options.run.experiment;
}

describe('first weights', () => {
  it('are those that ship, or fresh ones; a file is named by itself', () => {
    expect(withKnobs('steps=5')).toMatchObject({ start: 'kizu' });
    expect(withKnobs('start=scratch')).toMatchObject({ start: 'scratch' });
    expect(withKnobs('start=file')).toMatchObject({ start: 'scratch' });
    expect(() => withKnobs('start=imagenet')).toThrow(/start: expected scratch or kizu or file/);
    const options = readOptions(['--sample', 'hex-nut', '--weights', 'a.pth', '--out', 'out.json']);
    expect(options).toMatchObject({ run: { experiment: { start: 'file' }, weights: 'a.pth' } });
  });
});

describe('the detector', () => {
  it('is chosen as a knob is', () => {
    expect(withKnobs('detector=deep-svdd,svddNu=0.2')).toMatchObject({ detector: 'deep-svdd', svddNu: 0.2 });
  });

  it('that is named alone is trained as it usually is, unless a knob says otherwise', () => {
    expect(withKnobs('detector=draem')).toMatchObject({ generator: 'draem', gateEnabled: false, steps: 900 });
    expect(withKnobs('detector=draem,generator=local,steps=5')).toMatchObject({
      generator: 'local',
      steps: 5,
    });
  });

  it('that is not known is an error that names those there are', () => {
    const names = detectorOptions.map(({ value }) => value).join(' or ');
    expect(() => withKnobs('detector=vae-2030')).toThrow(`expected ${names}, got 'vae-2030'`);
  });

  it('of an earlier run is the contrastive one where its results name none', () => {
    expect(repeat({ steps: 900 })).toMatchObject({ experiment: { detector: 'contrastive' }, notes: [] });
  });

  it('of a later version is replaced by the default, and settings that are gone are left out; both are said', () => {
    const path = join(folder, 'later.json');
    const config = { steps: 900, detector: 'vae-2030', latentLength: 32 };
    writeFileSync(path, JSON.stringify({ config, training: { steps: 900 } }));
    const options = readOptions(['--sample', 'hex-nut', '--config', path, '--out', 'out.json']);
    if (options.kind !== 'run') throw new Error(options.kind);
    expect(options.run.experiment).toMatchObject({ steps: 900, detector: 'contrastive' });
    expect(options.run.notes).toEqual([
      expect.stringMatching(/got 'vae-2030'; contrastive is used/),
      expect.stringMatching(/left out: latentLength/),
    ]);
  });
});

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

describe('a detector as a file', () => {
  const inspect = (...args: string[]) => {
    const options = readOptions(args);
    if (options.kind !== 'inspect') throw new Error(options.kind);
    return options.inspect;
  };

  it('is written of what is fitted, with or without images to judge', () => {
    const { by, judged } = inspect(
      '--sample',
      'hex-nut',
      '--set',
      'detector=patchcore',
      '--detector',
      'd.onnx',
    );
    expect(by).toMatchObject({ detector: 'd.onnx', falseAlarmRate: 0.02, source: { name: 'hex-nut' } });
    expect(judged).toBeUndefined();
    expect(
      inspect('--sample', 'hex-nut', '--inspect', 'new', '--csv', 'v.csv', '--rate', '.1'),
    ).toMatchObject({
      by: { detector: undefined, falseAlarmRate: 0.1 },
      judged: { inspect: 'new', csv: 'v.csv' },
    });
  });

  it('judges in place of images to fit on', () => {
    expect(inspect('--model', 'd.onnx', '--inspect', 'new', '--csv', 'v.csv')).toEqual({
      by: { model: 'd.onnx' },
      judged: { inspect: 'new', csv: 'v.csv' },
    });
    expect(() => inspect('--model', 'd.onnx')).toThrow(/--inspect NEW is missing/);
    expect(() => inspect('--model', 'd.onnx', '--sample', 'hex-nut', '--inspect', 'n', '--csv', 'v')).toThrow(
      /leave --data, --sample and --detector out/,
    );
    expect(() => inspect('--inspect', 'new', '--sample', 'hex-nut')).toThrow(/--csv FILE is missing/);
  });
});

describe('a stress test', () => {
  const read = (...more: string[]) =>
    readOptions(['--sample', 'hex-nut', '--set', 'detector=patchcore', '--out', 'out.json', ...more]);

  it('is asked for by the file that its figures go into, at the share of false alarms that is given', () => {
    expect(read()).toMatchObject({ kind: 'run', run: { stress: undefined } });
    const falseAlarmRate = 0.02;
    expect(read('--stress', 's.json')).toMatchObject({ run: { stress: { file: 's.json', falseAlarmRate } } });
    expect(read('--stress', 's.json', '--rate', '.05')).toMatchObject({
      run: { stress: { falseAlarmRate: 0.05 } },
    });
    expect(() => read('--stress', 's.json', '--rate', '2')).toThrow(
      /--rate: expected a share between 0 and 1/,
    );
  });
});
