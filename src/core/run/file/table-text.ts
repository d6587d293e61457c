/** Table 1 as a file: CSV for programs, Markdown for notes, LaTeX for papers. */
import { publishedAuroc, type PublishedColumn } from '../published.ts';
import { cellOf, type MeanCell, type ResultsTable, type TableCell, type TableRow } from '../table.ts';
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
  table: { readonly rows: readonly Pick<TableRow, 'name'>[] },
  columns: readonly PublishedColumn[],
): PublishedColumn[] {
  return columns.filter((column) =>
    table.rows.some(({ name }) => publishedAuroc(column, name) !== undefined),
  );
}

/** Over the table's categories that the source has; a mean over fewer than all is no rival of one over all. */
export function publishedMean(
  { rows }: { readonly rows: readonly Pick<TableRow, 'name'>[] },
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

/** `58.3 (contrast)` */
function statisticText({ statistic }: Pick<TableRow, 'statistic'>): string {
  return statistic === undefined ? '' : `${(100 * statistic.auroc).toFixed(1)} (${statistic.statistic})`;
}

const hasStatistics = ({ rows }: ResultsTable) => rows.some(({ statistic }) => statistic !== undefined);

/** Mean over the categories that have one. */
function statisticMean({ rows }: ResultsTable): MeanCell | undefined {
  const percents = rows.flatMap(({ statistic }) => (statistic === undefined ? [] : 100 * statistic.auroc));
  const over = cellOf(percents);
  return over && { ...over, error: undefined, categories: percents.length };
}

/** Rows of text but for the head; the mean comes last. */
function bodyOf({ table, published }: TableText): string[][] {
  const isTold = hasStatistics(table);
  const rows = table.rows.map((row, i) => [
    row.name,
    ...table.cells[i].map(cellText),
    ...(isTold ? [statisticText(row)] : []),
    ...published.map((column) => publishedAuroc(column, row.name)?.toFixed(1) ?? ''),
  ]);
  const count = table.rows.length;
  const publishedMeans = published.map((column) => {
    const found = publishedMean(table, column);
    return meanText(found && { ...found, error: undefined }, count);
  });
  const means = table.means.map((cell) => meanText(cell, count));
  const statistic = isTold ? [meanText(statisticMean(table), count)] : [];
  return [...rows, ['mean', ...means, ...statistic, ...publishedMeans]];
}

const statisticHead = 'whole-image statistic';

function headOf({ table, heads, published }: TableText): string[] {
  const statistic = hasStatistics(table) ? [statisticHead] : [];
  return ['category', ...heads, ...statistic, ...published.map(({ label }) => label.en)];
}

function notesOf({ table, published }: TableText): string[] {
  return [
    'Image AUROC in percent, mean ± standard error over seeds (seeds).',
    ...(hasStatistics(table)
      ? [
          `${statisticHead}: the AUROC of one number of the whole image, the one that separates best; a detector that does not beat it has learnt nothing more.`,
        ]
      : []),
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
  const statistics = table.rows.flatMap(({ name, fingerprint, statistic }) =>
    statistic === undefined
      ? []
      : [[name, fingerprint, statisticHead, statistic.statistic, 100 * statistic.auroc, null, null, '']],
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
  return csvOf([head, ...own, ...statistics, ...means, ...others]);
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
