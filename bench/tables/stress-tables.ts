/** How far each disturbance may go before a detector breaks its promise about false alarms, as `--stress` measured it. */
import { disturbanceRanges, type DisturbanceName } from '../../src/core/stress/disturbance.ts';
import { levelsKept, type Counted, type StressFigures } from '../../src/core/stress/figures.ts';
import type { StressRun, StressRuns } from '../experiment/stress.ts';
import { readResults, share, table } from './markdown.ts';

/** `light +10 %`, `blur 2 px`. */
function levelText(name: string, level: number): string {
  const { neutral, unit } = disturbanceRanges[name as DisturbanceName];
  const sign = neutral === 0 && level > 0 && name !== 'blur' && name !== 'noise' ? '+' : '';
  const space = unit === '%' || unit === 'px' ? ' ' : '';
  return `${name} ${sign}${level}${space}${unit}`;
}

const counted = ({ count, of }: Counted) => `${count} / ${of}`;

const figureCells = ({ falseAlarms, recall, auroc }: StressFigures): string[] => [
  counted(falseAlarms),
  counted(recall),
  share(auroc?.value),
];

/** For each ladder the strongest level that keeps the promise, and what the next one does, or, where all keep it, the last. */
function ladderRow({ name, levels }: StressRun['ladders'][number]): string[] {
  const kept = levelsKept(levels.map(({ state }) => state));
  const [last, shown] = [levels[kept - 1], levels[kept] ?? levels[kept - 1]];
  if (shown === undefined) return [name, '–', '–', '–', '–', '–'];
  const reach = last === undefined ? 'nothing tried' : levelText(name, last.level);
  const state = kept === levels.length ? 'kept' : (shown.state ?? '–');
  return [
    reach,
    kept === levels.length ? 'all tried' : levelText(name, shown.level),
    state,
    ...figureCells(shown.figures),
  ];
}

function rowsOf(run: StressRun): string[][] {
  const { category, detector, plain, ladders } = run;
  const of = `${category}, \`${detector}\``;
  return [
    [of, 'undisturbed', '', '', ...figureCells(plain)],
    ...ladders.map((ladder) => [of, ...ladderRow(ladder)]),
  ];
}

/** What each run promises, and from what. */
function promises(runs: readonly StressRun[]): string {
  const lines = runs.map(({ category, detector, threshold, seed, date, commit }) => {
    const { promised, images, basis } = threshold;
    return `${category}, \`${detector}\`: at most ${(100 * promised).toFixed(1)} % false alarms by ${images} normal images (${basis}), seed ${seed}, ${date} (${commit})`;
  });
  return `${lines.join('; ')}.`;
}

export function stressTables(): Readonly<Record<string, string>> {
  const { runs } = readResults('stress') as StressRuns;
  if (runs.length === 0) return { stress: 'Nothing has been measured yet.' };
  const head = [
    'category, detector',
    'promise kept up to',
    'next level',
    'promise there',
    'false alarms there',
    'found there',
    'AUROC there',
  ];
  return { stress: `${table(head, runs.flatMap(rowsOf))}\n\n${promises(runs)}` };
}
