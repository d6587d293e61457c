/** Cells and rows of Markdown tables. */
import { readFileSync } from 'node:fs';
import { cellOf } from '../../src/core/run/table.ts';

export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** .987, 1.000, or – if nothing was measured. */
export function share(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3).replace(/^0/, '');
}

export function interval(ends: readonly [number, number] | null | undefined): string {
  return ends === null || ends === undefined ? '' : ` (${ends.map(share).join('–')})`;
}

/** Mean ± standard error over seeds. */
export function meanOf(values: readonly (number | null)[]): string {
  const cell = cellOf(values.filter((value) => value !== null));
  if (cell === undefined) return '–';
  return share(cell.mean) + (cell.error === undefined ? '' : ` ± ${share(cell.error)}`);
}

interface ScoredRun {
  readonly auroc: number | null;
  readonly aurocInterval: readonly [number, number] | null;
  readonly pixelAuroc: number | null;
  readonly auPro: number | null;
}

/** AUROC of each seed with its interval. */
export function eachSeed(runs: readonly ScoredRun[]): string {
  return runs.map(({ auroc, aurocInterval }) => share(auroc) + interval(aurocInterval)).join(', ');
}

/** Pixel AUROC / AU-PRO, means over seeds. */
export function pixelMeans(runs: readonly ScoredRun[]): string {
  return `${meanOf(runs.map(({ pixelAuroc }) => pixelAuroc))} / ${meanOf(runs.map(({ auPro }) => auPro))}`;
}

/** A detector with the settings that were not its defaults. */
export function detectorCell({
  detector,
  settings,
}: {
  readonly detector: string;
  readonly settings: string;
}): string {
  return settings === '' ? `\`${detector}\`` : `\`${detector}\`, \`${settings}\``;
}

/** What a file of docs/results holds; its caller knows what that is. */
export const readResults = (name: string): unknown =>
  JSON.parse(readFileSync(`docs/results/${name}.json`, 'utf8'));
