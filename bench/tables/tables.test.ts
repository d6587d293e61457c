import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trainingMinutes } from './development-tables.ts';
import { allTables, documents, withTables } from './documents.ts';

describe('tables of results', () => {
  it.each(documents)('%s holds what the result files say (npm run tables writes them)', async (path) => {
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/<!-- table [\w-]+ -->/);
    expect(await withTables(path, allTables())).toBe(text);
  });

  it('README names the training time that the runs took', () => {
    const [shortest, longest] = trainingMinutes();
    expect(readFileSync('README.md', 'utf8').replaceAll(/\s+/g, ' ')).toContain(
      `${Math.round(shortest)} to ${Math.round(longest)} minutes`,
    );
  });
});
