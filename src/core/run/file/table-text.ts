/** Table 1 as a file: CSV for programs, Markdown for notes, LaTeX for papers. */
import { publishedAuroc, type PublishedColumn } from '../published.ts';
import type { MeanCell, ResultsTable, TableCell } from '../table.ts';
import { plainText } from './report.ts';
import { csvOf } from './scores-csv.ts';

export interface TableText {
  readonly table: ResultsTable;
  /** Heads of the methods' columns, for people. */
  readonly heads: readonly string[];
  readonly published: readonly PublishedColumn[];
}

/** Columns that have a number for one of the categories. */
export function publishedFor(
  table: Pick<ResultsTable, 'rows'>,
  columns: readonly PublishedColumn[],
): PublishedColumn[] {
  return columns.filter((column) =>
    table.rows.some(({ name }) => publishedAuroc(column, name) !== undefined),
  );
}

/** Over the table's categories that the source has; a mean over fewer than all is no rival of one over all. */
export function publishedMean(
  { rows }: Pick<ResultsTable, 'rows'>,
  column: PublishedColumn,
): { readonly mean: number; readonly categories: number } | undefined {
  const values = rows.flatMap(({ name }) => publishedAuroc(column, name) ?? []);
  if (values.length === 0) return undefined;
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, categories: values.length };
}

/** `93.1 ± 0.4 (3)`: mean, standard error over seeds, seeds. */
export function cellText(cell: TableCell | undefined): string {
  if (cell === undefined) return '';
  const error = cell.error === undefined ? '' : ` ± ${cell.error.toFixed(1)}`;
  return `${cell.mean.toFixed(1)}${error} (${cell.runs})`;
}

const partText = (categories: number, rows: number) => `${categories} of ${rows}`;

/** The same of a mean over categories: `93.1 ± 0.4, 4 of 5`; `part` words the latter. */
export function meanText(
  cell: Pick<MeanCell, 'mean' | 'error' | 'categories'> | undefined,
  rows: number,
  part: (categories: number, rows: number) => string = partText,
): string {
  if (cell === undefined) return '';
  const error = cell.error === undefined ? '' : ` ± ${cell.error.toFixed(1)}`;
  const over = cell.categories === rows ? '' : `, ${part(cell.categories, rows)}`;
  return `${cell.mean.toFixed(1)}${error}${over}`;
}

/** Rows of text but for the head; the mean comes last. */
function bodyOf({ table, published }: TableText): string[][] {
  const rows = table.rows.map(({ name }, i) => [
    name,
    ...table.cells[i].map(cellText),
    ...published.map((column) => publishedAuroc(column, name)?.toFixed(1) ?? ''),
  ]);
  const count = table.rows.length;
  const publishedMeans = published.map((column) => {
    const found = publishedMean(table, column);
    return meanText(found && { ...found, error: undefined }, count);
  });
  return [...rows, ['mean', ...table.means.map((cell) => meanText(cell, count)), ...publishedMeans]];
}

function headOf({ heads, published }: TableText): string[] {
  return ['category', ...heads, ...published.map(({ label }) => label.en)];
}

function notesOf({ published }: TableText): string[] {
  return [
    'Image AUROC in percent, mean ± standard error over seeds (seeds).',
    ...published.map(({ label, source, protocol }) => `${label.en}: ${source}; ${protocol.en}.`),
  ];
}

/** A row a cell: whole numbers, not rounded as on the screen; `-` as fingerprint for what was published. */
export function tableCsv({ table, heads, published }: TableText): string {
  const own = table.rows.flatMap(({ name, fingerprint }, i) =>
    table.cells[i].flatMap((cell, j) =>
      cell === undefined
        ? []
        : [
            [
              name,
              fingerprint,
              heads[j],
              table.methods[j].name,
              cell.mean,
              cell.error ?? null,
              cell.runs,
              '',
            ],
          ],
    ),
  );
  const means = table.means.flatMap((cell, j) =>
    cell === undefined
      ? []
      : [
          [
            'mean',
            '',
            heads[j],
            table.methods[j].name,
            cell.mean,
            cell.error ?? null,
            cell.runs,
            `${cell.categories} categories`,
          ],
        ],
  );
  const others = published.flatMap((column) =>
    table.rows.flatMap(({ name }) => {
      const value = publishedAuroc(column, name);
      const note = `${column.source}; ${column.protocol.en}`;
      return value === undefined ? [] : [[name, '', column.label.en, column.id, value, null, null, note]];
    }),
  );
  const head = [
    'category',
    'fingerprint',
    'method',
    'settings',
    'auroc %',
    'standard error',
    'seeds',
    'note',
  ];
  return csvOf([head, ...own, ...means, ...others]);
}

export function tableMarkdown(text: TableText): string {
  const head = headOf(text);
  const rowText = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const escaped = (cells: readonly string[]) =>
    rowText(cells.map((cell, i) => (i === 0 ? plainText(cell) : cell.replaceAll('|', '\\|'))));
  const lines = [
    escaped(head),
    rowText(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...bodyOf(text).map(escaped),
  ];
  return [...lines, '', ...notesOf(text).map((note) => `- ${note}`), ''].join('\n');
}

const latexNames: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
};

/** Text in which no sign is a command. */
function latexText(text: string): string {
  return text.replaceAll(/[\\~^±&%$#_{}]/g, (sign) => latexNames[sign] ?? `\\${sign}`);
}

/** For `\usepackage{booktabs}`. */
export function tableLatex(text: TableText): string {
  const head = headOf(text);
  const body = bodyOf(text);
  const rowText = (cells: readonly string[]) => `${cells.map(latexText).join(' & ')} \\\\`;
  return [
    `\\begin{tabular}{l${'r'.repeat(head.length - 1)}}`,
    '\\toprule',
    rowText(head),
    '\\midrule',
    ...body.slice(0, -1).map(rowText),
    '\\midrule',
    ...body.slice(-1).map(rowText),
    '\\bottomrule',
    '\\end{tabular}',
    ...notesOf(text).map((note) => `% ${note}`),
    '',
  ].join('\n');
}
