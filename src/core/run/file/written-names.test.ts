/** Names come from other people's folders: in a table and in a report they are names, whatever they are made of. */
import { describe, expect, it } from 'vitest';
import { csvCell, csvOf } from './scores-csv.ts';
import { plainText } from './report.ts';

describe('a cell of a table', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@a',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    '﹣1',
    '−1',
    ' =1',
    '\t=1',
    '\u200b=1',
    '\u00a0＝1',
  ])('%j is no formula', (name) => {
    expect(csvCell(name).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it.each(['a,b', 'a;b', 'a\tb', 'a|b', 'a"b', 'a\nb', 'a\rb', ' a', 'a '])(
    '%j is one field in every locale',
    (name) => {
      expect(csvCell(name)).toBe(`"${name.replaceAll('"', '""')}"`);
    },
  );

  it('that is plain stays as it is, and numbers are numbers', () => {
    expect(csvOf([['train/good/傷 é.png', -1.5, null, NaN, 'a-b=c']])).toBe(
      'train/good/傷 é.png,-1.5,,,a-b=c\r\n',
    );
  });
});

describe('a name in a report', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert\\(1\\)\\>'],
    ['[a](javascript:b)', '\\[a\\]\\(javascript\\:b\\)'],
    ['a | b', 'a \\| b'],
    ['a\n# b', 'a \\# b'],
    ['**b** _c_ `d`', '\\*\\*b\\*\\* \\_c\\_ \\`d\\`'],
    ['\u202egnp.exe', ' gnp\\.exe'],
    ['傷 é', '傷 é'],
  ])('%j is text', (name, written) => {
    expect(plainText(name)).toBe(written);
  });
});
