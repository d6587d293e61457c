/** Many runs in one table, as a class hands them in: what differs between their settings, and what came out. */
import { timeText } from './file/file-name.ts';
import { knobNames, type KnobName } from '../experiment/experiment.ts';
import { differingKnobs } from './compare.ts';
import type { KeptRun } from './file/run-file.ts';
import { csvOf } from './file/scores-csv.ts';

export interface CollectedRun extends KeptRun {
  /** The file that it came in; `undefined` if it was run here. */
  readonly from?: string;
}

/** A column by which rows are sorted: one of the fixed ones, a knob, or a defect type. */
export type ColumnKey = 'name' | 'dataset' | 'steps' | 'auroc' | `knob:${KnobName}` | `defect:${string}`;

export interface SortOrder {
  readonly key: ColumnKey;
  readonly isRising: boolean;
}

/** Knobs that are not the same in all of them; the seed comes last. */
export function settingsThatDiffer(runs: readonly CollectedRun[]): KnobName[] {
  const names = differingKnobs(runs.map(({ results }) => results.config));
  return [...names.filter((name) => name !== 'seed'), ...names.filter((name) => name === 'seed')];
}

export function defectsOf(runs: readonly CollectedRun[]): string[] {
  return [
    ...new Set(runs.flatMap(({ results }) => results.evaluation.defects.map(({ defect }) => defect))),
  ].sort();
}

export function defectAuroc({ results }: CollectedRun, defect: string): number | null {
  return results.evaluation.defects.find((one) => one.defect === defect)?.auroc ?? null;
}

/** The file that a run came in, without its folder and ending: often a student's name. `undefined` if it was run here. */
export function fileOf({ from }: Pick<CollectedRun, 'from'>): string | undefined {
  return from
    ?.split('/')
    .at(-1)
    ?.replace(/\.zip$/i, '');
}

/** As the user calls it, else the file it came in, else its dataset. */
export function nameOf(run: CollectedRun): string {
  return run.name === '' ? (fileOf(run) ?? run.results.dataset.name) : run.name;
}

type Cell = string | number | null;

function knobCell({ results }: CollectedRun, name: KnobName): Cell {
  const value: unknown = results.config[name];
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.join('..') : String(value);
}

function cellAt(run: CollectedRun, key: ColumnKey): Cell {
  if (key === 'name') return nameOf(run);
  if (key === 'dataset') return run.results.dataset.name;
  if (key === 'steps') return run.results.training.steps;
  if (key === 'auroc') return run.results.evaluation.auroc;
  if (key.startsWith('defect:')) return defectAuroc(run, key.slice('defect:'.length));
  const name = knobNames.find((one) => `knob:${one}` === key);
  return name === undefined ? null : knobCell(run, name);
}

function compareCells(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}

/** What has no value stands last, whichever way; equal ones keep their order. */
export function sortRuns<Run extends CollectedRun>(
  runs: readonly Run[],
  { key, isRising }: SortOrder,
): Run[] {
  const rows = runs.map((run) => ({ run, cell: cellAt(run, key) }));
  const sorted = rows.sort((one, other) => {
    if (one.cell === null || other.cell === null)
      return Number(one.cell === null) - Number(other.cell === null);
    return (isRising ? 1 : -1) * compareCells(one.cell, other.cell);
  });
  return sorted.map(({ run }) => run);
}

const fixedColumns = [
  'name',
  'file',
  'finished',
  'dataset',
  'fingerprint',
  'seed',
  'steps',
  'auroc',
  'low',
  'high',
  'statistic',
  'statistic auroc',
  'auroc untrained',
];

/** A row a run, in the order given. Numbers are whole, not rounded as on the screen. */
export function collectedCsv(runs: readonly CollectedRun[]): string {
  const settings = settingsThatDiffer(runs).filter((name) => name !== 'seed');
  const defects = defectsOf(runs);
  const rows = runs.map((run) => {
    const { dataset, seed, training, evaluation } = run.results;
    const [low, high] = evaluation.aurocInterval ?? [null, null];
    return [
      nameOf(run),
      run.from ?? '',
      timeText(run.finishedAt),
      dataset.name,
      dataset.fingerprint,
      seed,
      training.steps,
      evaluation.auroc,
      low,
      high,
      evaluation.statistic?.statistic ?? null,
      evaluation.statistic?.auroc ?? null,
      evaluation.untrained?.auroc ?? null,
      ...settings.map((name) => knobCell(run, name)),
      ...defects.map((defect) => defectAuroc(run, defect)),
    ];
  });
  return csvOf([[...fixedColumns, ...settings, ...defects.map((defect) => `auroc ${defect}`)], ...rows]);
}
