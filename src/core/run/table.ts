/** Runs in the shape of the paper's Table 1: a row a category, a column a method, each cell over seeds. */
import { defaultExperiment, type Experiment, type KnobName } from '../experiment/experiment.ts';
import { needsTraining, relevantKnobs } from '../experiment/relevance.ts';
import type { RunResults } from './results.ts';

export interface TableCell {
  /** Percent. */
  readonly mean: number;
  /** Standard error over seeds: deviation / sqrt(n); `undefined` for one run. */
  readonly error: number | undefined;
  readonly runs: number;
}

export interface ResultsTable {
  /** Names of methods: what differs from the defaults. */
  readonly methods: readonly string[];
  readonly categories: readonly string[];
  /** [category][method]; `undefined` if nothing was run. */
  readonly cells: readonly (readonly (TableCell | undefined)[])[];
}

type TableRun = Pick<RunResults, 'config' | 'training'> & {
  readonly dataset: Pick<RunResults['dataset'], 'name'>;
  readonly evaluation: Pick<RunResults['evaluation'], 'auroc'>;
};

/** Knobs that say something and differ from their defaults, the seed aside; `defaults` where none does. */
export function nameOfConfig(config: Experiment): string {
  const different = relevantKnobs(config).filter(
    (name) => name !== 'seed' && JSON.stringify(config[name]) !== JSON.stringify(defaultExperiment[name]),
  );
  if (different.length === 0) return 'defaults';
  const valueOf = (name: KnobName) => {
    const value: unknown = config[name];
    return Array.isArray(value) ? value.join('..') : String(value);
  };
  return different.map((name) => `${name}=${valueOf(name)}`).join(' ');
}

/** A network that was never trained is a method of its own, unless its detector trains none. */
export function methodOf({ config, training }: Pick<TableRun, 'config' | 'training'>): string {
  return training.steps === 0 && needsTraining(config)
    ? `untrained ${nameOfConfig(config)}`
    : nameOfConfig(config);
}

export function cellOf(percents: readonly number[]): TableCell | undefined {
  const runs = percents.length;
  if (runs === 0) return undefined;
  const mean = percents.reduce((sum, value) => sum + value, 0) / runs;
  const squares = percents.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, runs, error: runs < 2 ? undefined : Math.sqrt(squares / (runs - 1) / runs) };
}

/** Runs whose AUROC was not computed are left out. Rows and columns in the order that they first come. */
export function tableOf(all: readonly TableRun[]): ResultsTable {
  const runs = all.filter(({ evaluation }) => evaluation.auroc !== null);
  const methods = [...new Set(runs.map(methodOf))];
  const categories = [...new Set(runs.map(({ dataset }) => dataset.name))];
  const cell = (category: string, method: string) =>
    cellOf(
      runs
        .filter((run) => run.dataset.name === category && methodOf(run) === method)
        .map(({ evaluation }) => 100 * (evaluation.auroc ?? Number.NaN)),
    );
  const cells = categories.map((category) => methods.map((method) => cell(category, method)));
  return { methods, categories, cells };
}
