/** Tables of a run for spreadsheets, as RFC 4180 has them. */
import { fieldFigureLabels, fieldFigures, isOfPixels, pixelSizeText } from '../field-figures.ts';
import type { RunResults } from '../results.ts';

/**
 * Formulas of spreadsheets start with these, with blanks before them or not, and in Japan with their full-width forms; a quote
 * in front keeps a name from being run as one.
 */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−]|^[\t\r\n]/u;

/** What some locale takes for the end of a field, and what a reader may strip. */
const needsQuotes = /[",;\t|\r\n]|^\s|\s$/;

export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = value ?? '';
  const safe = formula.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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

/** A row a figure that papers report: its value, its 95 % interval, and the size that figures of pixels were taken at. */
export function figuresCsv(evaluation: RunResults['evaluation']): string {
  const size = pixelSizeText(evaluation)?.en ?? '';
  const rows = fieldFigures(evaluation).map(({ name, value, interval }) => [
    fieldFigureLabels[name].en,
    value,
    interval?.[0] ?? null,
    interval?.[1] ?? null,
    isOfPixels(name) ? size : '',
  ]);
  return csvOf([['figure', 'value', 'low', 'high', 'taken at'], ...rows]);
}
