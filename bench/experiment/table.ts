/** Table 1 of several results, with published columns beside it, as text. */
import { publishedAuroc } from '../../src/core/run/published.ts';
import { tableOf, type TableCell } from '../../src/core/run/table.ts';
import { publishedColumns } from '../../src/detectors/faces.ts';
import { readResults } from './read-results.ts';

function cellText(cell: TableCell | undefined): string {
  if (cell === undefined) return '';
  const error = cell.error === undefined ? '' : ` ± ${cell.error.toFixed(1)}`;
  return `${cell.mean.toFixed(1)}${error} (${cell.runs})`;
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Image AUROC in percent, mean ± standard error (runs). */
export async function printTable(paths: readonly string[]): Promise<string> {
  const runs = await readResults(paths);
  const { methods, categories, cells } = tableOf(runs);
  const published = publishedColumns.filter((column) =>
    categories.some((category) => publishedAuroc(column, category) !== undefined),
  );
  const head = ['category', ...methods, ...published.map(({ label }) => label.en)];
  const rows = categories.map((category, i) => [
    category,
    ...(cells[i] ?? []).map(cellText),
    ...published.map((column) => publishedAuroc(column, category)?.toFixed(1) ?? ''),
  ]);
  const notes = published.map(({ label, source }) => `${label.en}: ${source}; not the same protocol.`);
  return [rowText(head), rowText(head.map(() => '---')), ...rows.map(rowText), '', ...notes, ''].join('\n');
}
