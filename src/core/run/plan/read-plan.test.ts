import { describe, expect, it } from 'vitest';
import { cellsOf } from './plan.ts';
import { readPlan, readShard, writePlan } from './read-plan.ts';

const good = {
  version: 1,
  detectors: ['patchcore', { detector: 'contrastive', steps: 200 }],
  categories: ['hex-nut', { name: 'bottle', fingerprint: 'abc' }],
  seeds: [1, 2],
  settings: { imageSize: 128 },
  data: '../data',
};

function read(changes: object) {
  return readPlan(JSON.stringify({ ...good, ...changes }));
}

describe('a plan from a file', () => {
  it('takes shared settings, and those of one detector before them', () => {
    const plan = read({ detectors: ['patchcore', { detector: 'patchcore', imageSize: 64 }] });
    expect(plan).toMatchObject({
      ok: true,
      value: { detectors: [{ detector: 'patchcore', imageSize: 128 }, { imageSize: 64 }], data: '../data' },
    });
  });

  it('trains a detector that is only named as it usually is, on its own pseudo-anomalies', () => {
    const plan = read({ detectors: ['draem'], settings: {} });
    expect(plan).toMatchObject({
      ok: true,
      value: { detectors: [{ generator: 'draem', gateEnabled: false, steps: 900 }] },
    });
  });

  it('written and read again has the same cells', () => {
    const plan = read({
      detectors: ['patchcore', 'draem', { detector: 'draem', generator: 'local', steps: 200 }],
    });
    if (!plan.ok) throw new Error(plan.problem.where);
    const again = readPlan(writePlan(plan.value));
    if (!again.ok) throw new Error(again.problem.where);
    expect(cellsOf(again.value)).toEqual(cellsOf(plan.value));
  });

  it.each([
    ['no JSON', () => readPlan('{'), 'the text', /JSON/],
    ['another version', () => read({ version: 2 }), 'version', /^1$/],
    ['a detector that is not known', () => read({ detectors: ['vae-2030'] }), 'detectors[0]', /patchcore/],
    [
      'a misspelt knob',
      () => read({ detectors: [{ detector: 'patchcore', stepz: 1 }] }),
      'detectors[0]',
      /knob/,
    ],
    ['a value out of range', () => read({ settings: { imageSize: 100 } }), 'detectors[0].imageSize', /128/],
    [
      'a seed among the knobs',
      () => read({ settings: { seed: 1 } }),
      'detectors[0].seed',
      /list of their own/,
    ],
    ['a start from a file', () => read({ settings: { start: 'file' } }), 'detectors[0].start', /no file/],
    ['no seeds', () => read({ seeds: [] }), 'seeds', /at least one/],
    ['a seed that is none', () => read({ seeds: [1, -1] }), 'seeds[1]', /whole number/],
    ['a name that is no field', () => read({ detector: ['patchcore'] }), 'the plan', /detectors/],
    [
      'names of one file',
      () => read({ categories: ['metal_nut', 'metal-nut'] }),
      'categories[1]',
      /metal_nut/,
    ],
    ['too many cells', () => read({ seeds: Array.from({ length: 5001 }, (_, i) => i) }), 'the plan', /10000/],
  ])('with %s is refused, and says where', (_, plan, where, wanted) => {
    const outcome = plan();
    expect(outcome).toMatchObject({ ok: false, problem: { where } });
    expect(outcome.ok ? '' : outcome.problem.wanted).toMatch(wanted);
  });
});

describe('a part', () => {
  it('is read from two numbers', () => {
    expect(readShard('3/16')).toEqual({ ok: true, value: { index: 3, count: 16 } });
  });

  it.each(['0/4', '5/4', '1/0', '1', 'a/b', '1/2/3', '-1/2'])('%s is none', (given) => {
    expect(readShard(given)).toMatchObject({ ok: false, problem: { came: given } });
  });
});
