/** Table 1 of several results, with published columns beside it, as text. */
import { publishedFor } from '../../src/core/run/file/table-text.ts';
import { tableOf } from '../../src/core/run/table.ts';
import { publishedColumns } from '../../src/detectors/faces.ts';
import { readResults } from './read-results.ts';
import { tableWriters, type TableFormat } from './table-format.ts';

export async function printTable(paths: readonly string[], format: TableFormat): Promise<string> {
  const table = tableOf(await readResults(paths));
  const heads = table.methods.map(({ name }) => name);
  return tableWriters[format]({ table, heads, published: publishedFor(table, publishedColumns) });
}
