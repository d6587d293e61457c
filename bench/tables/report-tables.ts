/** Results on report categories, as `npm run report` measured them: mean over seeds and each run's interval. */
import { existsSync } from 'node:fs';
import { cellOf } from '../../src/core/run/table.ts';
import { interval, readResults, share, table } from './markdown.ts';

export interface ReportRun {
  readonly detector: string;
  readonly category: string;
  readonly seed: number;
  readonly date: string;
  readonly commit: string;
  readonly minutes: number;
  readonly auroc: number | null;
  readonly aurocInterval: readonly [number, number] | null;
  readonly averagePrecision: number | null;
  readonly f1Max: number | null;
  readonly pixelAuroc: number | null;
  readonly auPro: number | null;
}

export interface Report {
  readonly runs: readonly ReportRun[];
}

export const readReport = (): Report =>
  existsSync('docs/results/report.json') ? (readResults('report') as Report) : { runs: [] };

function meanOf(values: readonly (number | null)[]): string {
  const cell = cellOf(values.filter((value) => value !== null));
  if (cell === undefined) return '–';
  return share(cell.mean) + (cell.error === undefined ? '' : ` ± ${share(cell.error)}`);
}

export function reportTables(): Readonly<Record<string, string>> {
  const { runs } = readReport();
  const groups = [...new Set(runs.map(({ detector, category }) => `${detector}\n${category}`))];
  const rows = groups.map((key) => {
    const [detector = '', category = ''] = key.split('\n');
    const own = runs.filter((run) => run.detector === detector && run.category === category);
    return [
      `\`${detector}\``,
      category,
      meanOf(own.map(({ auroc }) => auroc)),
      own.map(({ auroc, aurocInterval }) => share(auroc) + interval(aurocInterval)).join(', '),
      `${meanOf(own.map(({ pixelAuroc }) => pixelAuroc))} / ${meanOf(own.map(({ auPro }) => auPro))}`,
      [...new Set(own.map(({ date, commit }) => `${date} (${commit})`))].join(', '),
    ];
  });
  const head = [
    'detector',
    'category',
    'AUROC, mean ± standard error',
    'each seed (95 % interval)',
    'pixel AUROC / AU-PRO',
    'measured on',
  ];
  return { report: rows.length === 0 ? 'Nothing has been measured yet.' : table(head, rows) };
}
