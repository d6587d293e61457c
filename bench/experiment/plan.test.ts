import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../src/core/experiment/experiment.ts';
import { cellsOf, type PlanCell } from '../../src/core/run/plan/plan.ts';
import { readOptions, UsageError } from './options.ts';
import { doneFile, failedFile, runCells, sizeLine, withEveryCategory } from './plan.ts';
import { Stopped } from './running.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'kizu-plan-'));

const [nutByPatches, gridByPatches, nutByContrast, gridByContrast] = cellsOf({
  detectors: [
    { ...defaultExperiment, detector: 'patchcore' },
    { ...defaultExperiment, detector: 'local-contrast' },
  ],
  categories: [{ name: 'hex-nut' }, { name: 'grid' }],
  seeds: [1],
}) as [PlanCell, PlanCell, PlanCell, PlanCell];

const cells = [nutByPatches, gridByPatches, nutByContrast, gridByContrast];

/** Runs every cell but those that `refuse` throws for. */
function recorder(out: string, refuse: (cell: PlanCell) => void = () => undefined) {
  const ran: string[] = [];
  const tools = {
    tell: () => undefined,
    run(cell: PlanCell) {
      ran.push(cell.name);
      refuse(cell);
      writeFileSync(doneFile(out, cell), 'zip');
      return Promise.resolve();
    },
  };
  return { ran, tools };
}

describe('running a plan', () => {
  it('runs what is missing in the folder, the cells of one category together', async () => {
    const out = newFolder();
    writeFileSync(doneFile(out, nutByContrast), 'zip');
    const { ran, tools } = recorder(out);
    expect(await runCells(cells, out, tools)).toBe(0);
    expect(ran).toEqual([nutByPatches.name, gridByPatches.name, gridByContrast.name]);
    expect(await runCells(cells, out, tools)).toBe(0);
    expect(ran).toHaveLength(3);
  });

  it('writes a failed cell down with its reason, goes on, and tries it again the next time', async () => {
    const out = newFolder();
    const { ran, tools } = recorder(out, (cell) => {
      if (cell === gridByPatches) throw new Error('the folder has no category grid');
    });
    expect(await runCells(cells, out, tools)).toBe(1);
    expect(ran).toHaveLength(4);
    expect(JSON.parse(readFileSync(failedFile(out, gridByPatches), 'utf8'))).toMatchObject({
      cell: gridByPatches.name,
      detector: 'patchcore',
      category: 'grid',
      seed: 1,
      reason: 'the folder has no category grid',
    });
    await runCells(cells, out, tools);
    expect(ran.slice(4)).toEqual([gridByPatches.name]);
  });

  it('that is stopped runs no further cell, and calls none of them failed', async () => {
    const out = newFolder();
    const { ran, tools } = recorder(out, () => {
      throw new Stopped('stopped after step 3');
    });
    await expect(runCells(cells, out, tools)).rejects.toThrow(Stopped);
    expect(ran).toHaveLength(1);
    expect(cells.filter((cell) => existsSync(failedFile(out, cell)))).toEqual([]);
  });

  it('spells * out as the categories of the folder, by the alphabet', () => {
    const plan = { detectors: [], categories: [{ name: '*' }, { name: 'hex-nut' }], seeds: [1] };
    const { categories } = withEveryCategory(plan, ['pill', 'bottle']);
    expect(categories.map(({ name }) => name)).toEqual(['bottle', 'pill', 'hex-nut']);
  });
});

describe('the size of a plan', () => {
  const at = (imageSize: 64 | 256) => ({ ...defaultExperiment, imageSize });

  it('is told, and told to differ where it does', () => {
    expect(sizeLine({ detectors: [at(64)] })).toBe('images are worked on at 64 px');
    expect(sizeLine({ detectors: [at(256), at(64)] })).toMatch(/^image sizes differ \(64, 256 px\)/);
    const patchcore = { ...at(64), detector: 'patchcore' } as const;
    expect(sizeLine({ detectors: [at(64), patchcore] })).toMatch(/at 64 px; patchcore: 256 px/);
  });
});

describe('the command for a plan', () => {
  const folder = newFolder();
  const path = join(folder, 'plan.json');
  const plan = { version: 1, detectors: ['patchcore'], categories: ['hex-nut'], seeds: [1], data: 'mvtec' };
  writeFileSync(path, JSON.stringify(plan));

  it('finds its data beside the plan, unless it is told another folder', () => {
    expect(readOptions(['--plan', path, '--out', 'out'])).toMatchObject({
      kind: 'plan',
      plan: { data: join(folder, 'mvtec'), out: 'out', shard: { index: 1, count: 1 } },
    });
    const told = ['--plan', path, '--out', 'out', '--data', 'elsewhere', '--shard', '3/16'];
    expect(readOptions(told)).toMatchObject({
      plan: { data: 'elsewhere', shard: { index: 3, count: 16 } },
    });
  });

  it.each([
    [['--plan', path], /--out DIR is missing/],
    [['--plan', path, '--out', 'out', '--shard', '17/16'], /3\/16.*got '17\/16'/],
    [['--plan', path, '--out', 'out', '--set', 'steps=3'], /all settings in .*plan.json, got --set/],
    [['--plan', path, '--out', 'out', '--seed', '3'], /got --seed/],
    [['--sample', 'hex-nut', '--out', 'out', '--shard', '1/2'], /--plan FILE is missing/],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
