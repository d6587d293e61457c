import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import { tableOf, type TableRun } from './table.ts';

const trained = { ...defaultExperiment, detector: 'contrastive', steps: 10 } as const;

interface Given {
  readonly auroc: number | null;
  readonly seed?: number;
  readonly name?: string;
  readonly fingerprint?: string;
  readonly config?: Partial<Experiment>;
  readonly steps?: number;
}

function run({
  auroc,
  seed = 1,
  name = 'grid',
  fingerprint = name,
  config = {},
  steps = 10,
}: Given): TableRun {
  const all = { ...trained, seed, ...config };
  return {
    config: all,
    seed,
    detector: { id: all.detector },
    training: { steps },
    dataset: { name, fingerprint },
    evaluation: { auroc },
  };
}

describe('cells of the table', () => {
  it('give mean and standard error over seeds of one configuration', () => {
    const { rows, cells } = tableOf([0.9, 0.92, 0.97].map((auroc, seed) => run({ auroc, seed })));
    expect(rows).toEqual([{ name: 'grid', fingerprint: 'grid' }]);
    const [[cell]] = cells;
    expect(cell?.mean).toBeCloseTo(93, 10);
    // deviation of 90, 92, 97 is sqrt(13); its error sqrt(13 / 3)
    expect(cell?.error).toBeCloseTo(Math.sqrt(13 / 3), 10);
    expect(cell?.runs).toBe(3);
  });

  it('count a seed that was run twice once, by its first run', () => {
    const runs = [0.9, 0.5, 0.8].map((auroc, i) => run({ auroc, seed: [1, 1, 2][i] }));
    const { cells } = tableOf(runs);
    expect(cells[0][0]).toMatchObject({ runs: 2 });
    expect(cells[0][0]?.mean).toBeCloseTo(85, 10);
  });

  it('do not pool other images of the same name', () => {
    const { rows, cells } = tableOf([
      run({ auroc: 0.9, fingerprint: 'aaaaaaaa' }),
      run({ auroc: 0.5, fingerprint: 'bbbbbbbb', seed: 2 }),
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['grid (aaaaaa)', 'grid (bbbbbb)']);
    expect(cells.map(([cell]) => cell?.runs)).toEqual([1, 1]);
  });

  it('leave out what was not computed', () => {
    expect(tableOf([run({ auroc: null })])).toMatchObject({ rows: [], cells: [], means: [] });
  });
});

describe('columns of the table', () => {
  const nameOf = (given: Partial<Given>) => tableOf([run({ auroc: 0.9, ...given })]).methods[0].name;

  it('tell methods apart by their detector and what differs from its defaults', () => {
    const steps = defaultExperiment.steps;
    expect(nameOf({ config: { steps }, steps })).toBe('contrastive');
    expect(nameOf({ config: { steps, patchArea: [1, 2] }, steps })).toBe('contrastive patchArea=1..2');
    expect(nameOf({ config: { detector: 'patchcore', steps: 17 }, steps: 0 })).toBe('patchcore');
  });

  it('tell a network that was never trained, or stopped early, from one that was', () => {
    expect(nameOf({ steps: 0 })).toBe('contrastive untrained steps=10');
    expect(nameOf({ steps: 4 })).toBe('contrastive after 4 steps steps=10');
  });

  it('go by the detector that the results name, though this version does not know it', () => {
    const later = { ...run({ auroc: 0.9 }), detector: { id: 'vae-2030' } };
    expect(tableOf([later, run({ auroc: 0.8 })]).methods.map(({ detector }) => detector)).toEqual([
      'vae-2030',
      'contrastive',
    ]);
  });
});

describe('the mean row', () => {
  const aurocs = [
    { name: 'grid', seed: 1, auroc: 0.9 },
    { name: 'grid', seed: 2, auroc: 0.8 },
    { name: 'nut', seed: 1, auroc: 0.6 },
    { name: 'nut', seed: 2, auroc: 0.62 },
    { name: 'nut', seed: 3, auroc: 1 },
  ];

  it('is the mean of the categories, and its error that of the means of single seeds', () => {
    const { means } = tableOf(aurocs.slice(0, 4).map(run));
    expect(means[0]?.mean).toBeCloseTo((85 + 61) / 2, 10);
    // seeds: (90 + 60) / 2 = 75 and (80 + 62) / 2 = 71; deviation sqrt(8), error sqrt(8 / 2)
    expect(means[0]?.error).toBeCloseTo(2, 10);
    expect(means[0]).toMatchObject({ runs: 2, categories: 2 });
  });

  it('has its error from seeds that were run on every category, and none from one seed', () => {
    const [withThird] = tableOf(aurocs.map(run)).means;
    expect(withThird).toMatchObject({ runs: 2 });
    expect(withThird?.error).toBeCloseTo(2, 10);
    expect(tableOf([aurocs[0], aurocs[2]].map(run)).means[0]).toMatchObject({ error: undefined, runs: 1 });
  });

  it('says over how many categories it is', () => {
    const more = run({ name: 'nut', auroc: 0.7, config: { detector: 'patchcore' } });
    expect(tableOf([...aurocs.map(run), more]).means.map((cell) => cell?.categories)).toEqual([2, 1]);
  });
});
