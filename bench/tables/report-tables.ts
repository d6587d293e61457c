/** Results on report categories, as `npm run report` measured them: mean over seeds and each run's interval. */
import { existsSync } from 'node:fs';
import { interval, meanOf, readResults, share, table } from './markdown.ts';

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
}

export const readReport = (): Report =>
  existsSync('docs/results/report.json') ? (readResults('report') as Report) : { runs: [] };

/** Detector with what was not its default. */
function nameOf({ detector, settings }: ReportRun): string {
  return settings === '' ? `\`${detector}\`` : `\`${detector}\`, \`${settings}\``;
}

export function reportTables(): Readonly<Record<string, string>> {
  const { runs } = readReport();
  const groups = [...new Set(runs.map((run) => `${nameOf(run)}\n${run.category}`))];
  const rows = groups.map((key) => {
    const [detector = '', category = ''] = key.split('\n');
    const own = runs.filter((run) => nameOf(run) === detector && run.category === category);
    return [
      detector,
      category,
      meanOf(own.map(({ auroc }) => auroc)),
      own.map(({ auroc, aurocInterval }) => share(auroc) + interval(aurocInterval)).join(', '),
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
    'each seed (95 % interval)',
    'pixel AUROC / AU-PRO / pixel AP / AUPIMO',
    'measured on',
  ];
  return { report: rows.length === 0 ? 'Nothing has been measured yet.' : table(head, rows) };
}
