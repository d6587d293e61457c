import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { correspondences } from './correspondence.ts';

const page = readFileSync('docs/paper.md', 'utf8').replace(/\s+/g, ' ');

describe('the paper beside the code', () => {
  it.each(correspondences.map((row) => [row.symbol, row] as const))(
    '%s names code that is there',
    (_, row) => {
      const source = readFileSync(row.file, 'utf8');
      for (const name of row.code.split(', '))
        expect(source).toMatch(new RegExp(`export function ${name}\\b`));
      expect(existsSync(row.test), row.test).toBe(true);
    },
  );

  it.each(correspondences.map((row) => [row.symbol, row] as const))(
    '%s stands in docs/paper.md too',
    (_, row) => {
      const cells = [row.symbol, row.meaning.en, `\`${row.file}\``, `\`${row.test}\``, row.departure.en];
      for (const cell of cells) expect(page).toContain(cell);
    },
  );
});
