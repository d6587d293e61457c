/** Results on report categories, as `npm run report` measured them: mean over seeds and each run's interval. */
import { existsSync } from 'node:fs';
import type { StatisticAuroc } from '../../src/core/dataset/doctor/statistics.ts';
import { detectorCell, eachSeed, meanOf, readResults, share, table } from './markdown.ts';

export interface ReportRun {
  readonly detector: string;
  /** Knobs that were not the defaults, as `--set` takes them; empty without any. */
  readonly settings: string;
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
  readonly pixelAveragePrecision: number | null;
  readonly auPimo: number | null;
}

export interface Report {
  readonly runs: readonly ReportRun[];
  /** By category: what the best number of whole images reaches alone on its test images. */
  readonly statistics?: Readonly<Record<string, StatisticAuroc>>;
}

export const readReport = (): Report =>
  existsSync('docs/results/report.json') ? (readResults('report') as Report) : { runs: [] };

/** A detector whose mean does not beat it may have looked at nothing else. */
function aloneIn(found: StatisticAuroc | undefined, runs: readonly ReportRun[]): string {
  if (found === undefined) return '–';
  const mean = runs.reduce((sum, { auroc }) => sum + (auroc ?? 0), 0) / runs.length;
  return `${share(found.auroc)} (${found.statistic})${mean > found.auroc ? '' : ': **not beaten**'}`;
}

export function reportTables(): Readonly<Record<string, string>> {
  const { runs, statistics = {} } = readReport();
  const groups = [...new Set(runs.map((run) => `${detectorCell(run)}\n${run.category}`))];
  const rows = groups.map((key) => {
    const [detector = '', category = ''] = key.split('\n');
    const own = runs.filter((run) => detectorCell(run) === detector && run.category === category);
    return [
      detector,
      category,
      meanOf(own.map(({ auroc }) => auroc)),
      aloneIn(statistics[category], own),
      eachSeed(own),
      (['pixelAuroc', 'auPro', 'pixelAveragePrecision', 'auPimo'] as const)
        .map((name) => meanOf(own.map((run) => run[name])))
        .join(' / '),
      [...new Set(own.map(({ date, commit }) => `${date} (${commit})`))].join(', '),
    ];
  });
  const head = [
    'detector',
    'category',
    'AUROC, mean ± standard error',
    'whole-image statistic alone',
    'each seed (95 % interval)',
    'pixel AUROC / AU-PRO / pixel AP / AUPIMO',
    'measured on',
  ];
  return { report: rows.length === 0 ? 'Nothing has been measured yet.' : table(head, rows) };
}
