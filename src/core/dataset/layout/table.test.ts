import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from './table.ts';

function cellsOf(text: string, columns = ['a', 'b']): string[][] {
  const table = readTable('t.csv', text, columns);
  if (!table.ok) throw new Error(table.problem.kind);
  return table.value.rows.map(({ cell }) => columns.map(cell));
}

describe('a table', () => {
  it.each([
    ['plain', 'a,b\n1,2\n3,4', ['1,2', '3,4']],
    ['with carriage returns and an empty last line', 'a,b\r\n1,2\r\n', ['1,2']],
    ['with a byte order mark, capitals and spaces', '\uFEFFA , B\n 1 ,2', ['1,2']],
    ['with columns in another order, and more of them', 'b,x,a\n1,2,3', ['3,1']],
    ['with quoted commas, quotes and line ends', 'a,b\n"1,""x""","2\n3"', ['1,"x",2\n3']],
    ['with empty cells and empty lines', 'a,b\n\n,\n1,\n', ['1,']],
    ['of a header alone', 'a,b', []],
  ])('%s is read', (_, text, rows) => {
    expect(cellsOf(text).map(String)).toEqual(rows);
  });

  it('counts lines as an editor does, also after a quoted line end', () => {
    const table = readTable('t.csv', 'a,b\n"1\n1",2\n3', ['a']);
    expect(table).toMatchObject({ ok: true, value: { problems: [{ line: 4, kind: 'missing-cell' }] } });
  });

  it.each([
    ['', 'no line'],
    ['x,y', 'x, y'],
  ])('lacking a column says what came: %j', (text, came) => {
    const problem = { path: 't.csv', line: 1, kind: 'missing-column', came, wanted: 'a, b' };
    expect(readTable('t.csv', text, ['a', 'b'])).toEqual({ ok: false, problem });
  });

  it('is read back as it was written, whatever the cells', () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.trim());
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const row = fc.tuple(cell, cell).filter(([a, b]) => a + b !== '');
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const text = ['a,b', ...rows.map((cells) => cells.map(quoted).join(','))].join('\r\n');
        expect(cellsOf(text)).toEqual(rows);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('of any text at all is rows or a problem', () => {
    const junk = fc
      .array(fc.constantFrom('a', ',', '"', '\n', '\r', 'b', ' ', '\0'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(junk, (text) => {
        expect(['boolean']).toContain(typeof readTable('t.csv', `a,b\n${text}`, ['a']).ok);
      }),
      { seed: 32, numRuns: 500 },
    );
  });
});
