/** Tables of a run for spreadsheets, as RFC 4180 has them. */
import type { RunResults } from '../results.ts';

/** Formulas of spreadsheets start with these; a quote in front keeps a name from being run as one. */
const formula = /^[=+\-@\t\r]/;

export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = value ?? '';
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** A row an image: path, label (1 is defective), defect type, the chosen score, and those of the same pass. */
export function scoresCsv({ items }: RunResults['evaluation']): string {
  const names = Object.keys(items[0]?.scores ?? {});
  const rows = items.map(({ path, label, defect, score, scores }) => [
    path,
    label,
    defect,
    score,
    ...names.map((name) => scores[name] ?? null),
  ]);
  return csvOf([['path', 'label', 'defect', 'score', ...names], ...rows]);
}
