/** Runs in the shape of the paper's Table 1: a row a category, a column a method, each cell over seeds, and their means. */
import type { StatisticAuroc } from '../dataset/doctor/statistics.ts';
import { changedKnobs } from '../experiment/changed.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { needsTraining } from '../experiment/relevance.ts';
import type { RunResults } from './results.ts';

export interface TableCell {
  /** Percent. */
  readonly mean: number;
  /** Standard error over seeds: deviation / sqrt(n); `undefined` for one run. */
  readonly error: number | undefined;
  readonly runs: number;
}

export type TableRun = Pick<RunResults, 'config' | 'seed'> & {
  readonly detector: Pick<RunResults['detector'], 'id'>;
  readonly training: Pick<RunResults['training'], 'steps' | 'network'>;
  readonly dataset: Pick<RunResults['dataset'], 'name' | 'fingerprint'>;
  readonly evaluation: Pick<RunResults['evaluation'], 'auroc' | 'statistic'>;
};

/** How a network came to be, where its settings do not say it all. */
export type TableTraining = 'as-planned' | 'untrained' | 'best' | { readonly stoppedAt: number };

export interface TableMethod {
  /** One line that says it whole: `patchcore imageSize=128`. */
  readonly name: string;
  /** One of `detectorOptions`, unless a later version made the runs. */
  readonly detector: string;
  /** Of its first run. */
  readonly config: Experiment;
  readonly training: TableTraining;
}

export interface TableRow {
  readonly fingerprint: string;
  readonly name: string;
  /** What one number of the whole image reaches on its test images; the best that a run reports, `undefined` where none does. */
  readonly statistic: StatisticAuroc | undefined;
}

export interface MeanCell extends TableCell {
  /** Seeds that were run on all of the method's categories: the error is over these. */
  readonly runs: number;
  /** Categories that the mean is over. */
  readonly categories: number;
}

export interface ResultsTable<Run extends TableRun = TableRun> {
  readonly methods: readonly TableMethod[];
  /** Datasets of one name are one row only where their images are the same. */
  readonly rows: readonly TableRow[];
  /** [row][method], one run a seed, by seed. */
  readonly runs: readonly (readonly (readonly Run[])[])[];
  /** [row][method]; `undefined` if nothing was run. */
  readonly cells: readonly (readonly (TableCell | undefined)[])[];
  /** [method], over its categories. */
  readonly means: readonly (MeanCell | undefined)[];
}

function trainingOf({ config, training }: Pick<TableRun, 'config' | 'training'>): TableTraining {
  if (!needsTraining(config)) return 'as-planned';
  if (training.steps === 0) return 'untrained';
  if (training.network?.kind === 'best') return 'best';
  return training.steps < config.steps ? { stoppedAt: training.steps } : 'as-planned';
}

function trainingName(training: TableTraining): string {
  if (typeof training === 'object') return ` after ${training.stoppedAt} steps`;
  return { 'as-planned': '', untrained: ' untrained', best: ' best network' }[training];
}

function settingsName(config: Experiment): string {
  const settings = changedKnobs(config).map((name) => {
    const value: unknown = config[name];
    return ` ${name}=${Array.isArray(value) ? value.join('..') : String(value)}`;
  });
  return settings.join('');
}

export function methodOf(run: Pick<TableRun, 'config' | 'detector' | 'training'>): TableMethod {
  const { config, detector } = run;
  const training = trainingOf(run);
  const name = `${detector.id}${trainingName(training)}${settingsName(config)}`;
  return { name, detector: detector.id, config, training };
}

export function cellOf(percents: readonly number[]): TableCell | undefined {
  const runs = percents.length;
  if (runs === 0) return undefined;
  const mean = percents.reduce((sum, value) => sum + value, 0) / runs;
  const squares = percents.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, runs, error: runs < 2 ? undefined : Math.sqrt(squares / (runs - 1) / runs) };
}

const percentOf = ({ evaluation }: TableRun) => 100 * (evaluation.auroc ?? Number.NaN);

/** The first of each seed, by seed: the same run done twice says nothing more. */
function oneEachSeed<Run extends TableRun>(runs: readonly Run[]): Run[] {
  const bySeed = new Map<number, Run>();
  for (const run of runs) if (!bySeed.has(run.seed)) bySeed.set(run.seed, run);
  return [...bySeed.values()].sort((one, other) => one.seed - other.seed);
}

/** Mean of the categories' means; its error from the means of single seeds, of those that were run on every category. */
function meanOf(columns: readonly (readonly TableRun[])[]): MeanCell | undefined {
  const run = columns.filter(({ length }) => length > 0);
  const over = cellOf(run.flatMap((runs) => cellOf(runs.map(percentOf))?.mean ?? []));
  if (over === undefined) return undefined;
  const seeds = (run[0] ?? []).map(({ seed }) => seed);
  const shared = seeds.filter((seed) => run.every((runs) => runs.some((one) => one.seed === seed)));
  const ofSeed = (seed: number) =>
    cellOf(run.flatMap((runs) => runs.filter((one) => one.seed === seed).map(percentOf)))?.mean ?? Number.NaN;
  const error = cellOf(shared.map(ofSeed))?.error;
  return { mean: over.mean, error, runs: shared.length, categories: run.length };
}

/** Runs of one dataset may have seen its images at several sizes: a detector has to beat the best. */
function bestStatisticOf(runs: readonly TableRun[]): StatisticAuroc | undefined {
  const found = runs.flatMap(({ evaluation: { statistic } }) => statistic ?? []);
  return found.sort((one, other) => other.auroc - one.auroc).at(0);
}

/** Names that several datasets have get the first digits of their fingerprints. */
function rowsOf(runs: readonly TableRun[]): TableRow[] {
  const names = new Map(runs.map(({ dataset }) => [dataset.fingerprint, dataset.name]));
  const taken = [...names.values()];
  return [...names].map(([fingerprint, name]) => {
    const isShared = taken.filter((other) => other === name).length > 1;
    const own = runs.filter(({ dataset }) => dataset.fingerprint === fingerprint);
    return {
      fingerprint,
      name: isShared ? `${name} (${fingerprint.slice(0, 6)})` : name,
      statistic: bestStatisticOf(own),
    };
  });
}

/** Runs whose AUROC was not computed are left out. Rows and columns in the order that they first come. */
export function tableOf<Run extends TableRun>(all: readonly Run[]): ResultsTable<Run> {
  const computed = all.filter(({ evaluation }) => evaluation.auroc !== null);
  const methods = [...new Map(computed.map(methodOf).map((method) => [method.name, method])).values()];
  const rows = rowsOf(computed);
  const groups = new Map<string, Run[]>();
  for (const run of computed) {
    const key = `${run.dataset.fingerprint} ${methodOf(run).name}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const runs = rows.map(({ fingerprint }) =>
    methods.map(({ name }) => oneEachSeed(groups.get(`${fingerprint} ${name}`) ?? [])),
  );
  return {
    methods,
    rows,
    runs,
    cells: runs.map((row) => row.map((own) => cellOf(own.map(percentOf)))),
    means: methods.map((_, at) => meanOf(runs.map((row) => row[at]))),
  };
}
