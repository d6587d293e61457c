/** A line chart as a table. */
import { useSpeech } from '../hooks/stages.ts';
import { TableBox } from '../controls/TableBox.tsx';
import { chartText } from '../text/charts.ts';
import { rowsOf, sampledRows, type CurveRow } from './curve-rows.ts';
import { toCsv } from './csv.ts';
import type { LineView } from './lines/line-view.ts';
import type { Mark } from './lines/lines-props.ts';
import { shortNumber } from './plot/ticks.ts';

/** Rows of the table: enough to follow the curve, few enough to read. */
const tableRows = 20;

interface Columns {
  readonly head: readonly string[];
  readonly rows: readonly CurveRow[];
}

/** The visible curves, each followed by its smooth line where it has one. */
function columnsOf({ read }: LineView, smoothWord: string): Columns {
  const columns = read.flatMap(({ series, smooth }) => [
    [series.label, series.points] as const,
    ...(smooth === undefined ? [] : [[`${series.label} (${smoothWord})`, smooth] as const]),
  ]);
  return { head: columns.map(([label]) => label), rows: rowsOf(columns.map(([, points]) => points)) };
}

interface CsvWords {
  readonly x: string;
  readonly smooth: string;
  readonly mark: string;
}

/** All points that are shown, with all their digits, and what happened at an x. */
export function curvesCsv(view: LineView, marks: readonly Mark[], words: CsvWords): string {
  const { head, rows } = columnsOf(view, words.smooth);
  if (marks.length === 0)
    return toCsv(
      [words.x, ...head],
      rows.map(({ x, ys }) => [x, ...ys]),
    );
  const labels = new Map<number, string>();
  for (const { x, label } of marks) labels.set(x, labels.has(x) ? `${labels.get(x) ?? ''}; ${label}` : label);
  const lone = [...labels.keys()].filter((x) => !rows.some((row) => row.x === x));
  const empty = head.map(() => undefined);
  const all = [...rows, ...lone.map((x) => ({ x, ys: empty }))].sort((a, b) => a.x - b.x);
  return toCsv(
    [words.x, ...head, words.mark],
    all.map(({ x, ys }) => [x, ...ys, labels.get(x)]),
  );
}

interface CurveTableProps {
  readonly view: LineView;
  readonly xLabel: string;
  readonly name: string;
}

export function CurveTable({ view, xLabel, name }: CurveTableProps) {
  const { say } = useSpeech();
  const { head, rows } = columnsOf(view, say(chartText.smooth));
  return (
    <TableBox label={name}>
      <table>
        <thead>
          <tr>
            {[xLabel, ...head].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sampledRows(rows, tableRows).map(({ x, ys }, i) => (
            <tr key={i}>
              <th scope="row">{shortNumber(x)}</th>
              {ys.map((y, column) => (
                <td key={head[column]}>{y === undefined ? '' : shortNumber(y)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
