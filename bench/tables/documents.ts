/** Tables of README and docs, written from docs/results/*.json. A test fails if a document differs from its files. */
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { coverageTables } from './coverage-tables.ts';
import { developmentTables } from './development-tables.ts';
import { frozenTables } from './frozen-tables.ts';
import { reportTables } from './report-tables.ts';
import { runTables } from './run-tables.ts';
import { stressTables } from './stress-tables.ts';

/** Where tables stand, between their marks. */
export const documents = ['README.md', 'docs/results.md', 'docs/coverage.md'] as const;

type Tables = Readonly<Record<string, string>>;

/** By name. */
export function allTables(): Tables {
  return {
    ...reportTables(),
    ...developmentTables(),
    ...coverageTables(),
    ...frozenTables(),
    ...runTables(),
    ...stressTables(),
  };
}

const block = /(<!-- table ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The document with the tables of now; formatted, since Prettier sets columns. */
export async function withTables(path: string, tables: Tables): Promise<string> {
  const text = readFileSync(path, 'utf8').replace(block, (_, head: string, name: string, end: string) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`${path}: there is no table called ${name}`);
    return `${head}\n${table}\n\n${end}`;
  });
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
