/** Comma-separated tables (RFC 4180): quoted cells, doubled quotes, either line ending, a byte order mark. */
import { failure, success, type Result } from '../../result.ts';
import type { TableProblem } from './plan.ts';

export interface Row {
  /** The first line of the file is 1. */
  readonly line: number;
  readonly cell: (column: string) => string;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quoted cell to its closing quote, or a bare one to the next comma or line end. */
const cellPattern = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

interface Cell {
  readonly text: string;
  /** Where it ends. */
  readonly end: number;
}

function cellAt(text: string, at: number): Cell {
  cellPattern.lastIndex = at;
  const match = cellPattern.exec(text);
  const quoted: string | undefined = match?.[1];
  const whole = match?.[0] ?? '';
  return { text: (quoted?.replaceAll('""', '"') ?? whole).trim(), end: at + whole.length };
}

/** `brokenAt`: the line where a quote is never closed, or text follows a closed one; from there on nothing is read. */
export function readLines(text: string): { lines: Line[]; brokenAt: number | undefined } {
  const lines: Line[] = [];
  let cells: string[] = [];
  let [line, begun, at] = [1, 1, 0];
  for (;;) {
    const { text: content, end } = cellAt(text, at);
    cells.push(content);
    line += text.slice(at, end).split('\n').length - 1;
    at = end;
    if (text[at] === ',') {
      at++;
      continue;
    }
    if (at < text.length && !'\r\n'.includes(text[at])) return { lines, brokenAt: begun };
    if (cells.some((cell) => cell !== '')) lines.push({ line: begun, cells });
    if (at >= text.length) return { lines, brokenAt: undefined };
    at += text.startsWith('\r\n', at) ? 2 : 1;
    cells = [];
    begun = ++line;
  }
}

/** Rows by the names of the first line, in any case. Rows before an open quote are kept. */
export function readTable(
  path: string,
  text: string,
  columns: readonly string[],
): Result<{ rows: Row[]; problems: TableProblem[] }, TableProblem> {
  const { lines, brokenAt } = readLines(text.replace(/^\uFEFF/, ''));
  const header = lines.at(0) ?? { line: 1, cells: [] };
  const names = header.cells.map((name) => name.toLowerCase());
  const missing = columns.find((column) => !names.includes(column));
  if (missing !== undefined) {
    const came = names.length === 0 ? 'no line' : names.join(', ').slice(0, 200);
    return failure({
      path,
      line: header.line,
      kind: 'missing-column',
      came,
      wanted: columns.join(', '),
    });
  }
  const problems: TableProblem[] = [];
  const wanted = `${names.length} cells`;
  const rows = lines.slice(1).flatMap(({ line, cells }): Row[] => {
    if (cells.length >= names.length) return [{ line, cell: (column) => cells[names.indexOf(column)] ?? '' }];
    problems.push({ path, line, kind: 'missing-cell', came: `${cells.length} cells`, wanted });
    return [];
  });
  if (brokenAt !== undefined)
    problems.push({
      path,
      line: brokenAt,
      kind: 'open-quote',
      came: 'a stray quote',
      wanted: 'closed quotes',
    });
  return success({ rows, problems });
}
