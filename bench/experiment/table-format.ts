/** As what Table 1 is printed. */
import { tableCsv, tableLatex, tableMarkdown } from '../../src/core/run/file/table-text.ts';

export const tableWriters = { csv: tableCsv, md: tableMarkdown, tex: tableLatex };

export type TableFormat = keyof typeof tableWriters;

export const tableFormats = Object.keys(tableWriters) as TableFormat[];
