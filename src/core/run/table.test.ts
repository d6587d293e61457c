import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import { tableOf } from './table.ts';

function run(name: string, auroc: number | null, changes: Partial<Experiment> = {}, steps = 10) {
  const training = { steps, losses: [], elapsedMs: 0 };
  return { config: { ...defaultExperiment, ...changes }, training, dataset: { name }, evaluation: { auroc } };
}

describe('table of runs', () => {
  it('gives mean and standard error over seeds of one configuration', () => {
    const runs = [0.9, 0.92, 0.97].map((auroc, seed) => run('grid', auroc, { seed }));
    const { methods, categories, cells } = tableOf(runs);
    expect([methods, categories]).toEqual([['defaults'], ['grid']]);
    const [[cell]] = cells;
    expect(cell?.mean).toBeCloseTo(93, 10);
    // deviation of 90, 92, 97 is sqrt(13); its error sqrt(13 / 3)
    expect(cell?.error).toBeCloseTo(Math.sqrt(13 / 3), 10);
    expect(cell?.runs).toBe(3);
  });

  it('tells methods apart by what differs from the defaults, and untrained networks from trained ones', () => {
    const runs = [
      run('grid', 0.9),
      run('grid', 0.8, { objective: 'decoupled', patchArea: [1, 2] }),
      run('nut', 0.7, {}, 0),
    ];
    const { methods, cells } = tableOf(runs);
    expect(methods).toEqual(['defaults', 'patchArea=1..2 objective=decoupled', 'untrained defaults']);
    expect(cells.map((row) => row.map((cell) => cell?.mean))).toEqual([
      [90, 80, undefined],
      [undefined, undefined, 70],
    ]);
    expect(cells[0][0]?.error).toBeUndefined();
  });

  it('leaves out what was not computed', () => {
    expect(tableOf([run('grid', null)]).cells).toEqual([]);
  });
});
