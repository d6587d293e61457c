import { describe, expect, it } from 'vitest';
import { worstFirst } from './verdict.ts';
import { verdictsCsv } from './verdicts-csv.ts';

const limits = { look: 1, bad: 2, promised: 0.02, isMet: true, images: 49 };
const images = [
  { path: 'a.png', score: 0.5, differences: [] },
  { path: 'b.png', score: 3, differences: ['other-shape'] as const },
  { path: 'c.png', score: Number.NaN, differences: [] },
  { path: 'd.png', score: 1.5, differences: [] },
];

describe('judged images', () => {
  it('are sorted the worst first, and those without a score before all', () => {
    expect(worstFirst(images, limits).map(({ path, verdict }) => [path, verdict])).toEqual([
      ['c.png', 'look'],
      ['b.png', 'bad'],
      ['d.png', 'look'],
      ['a.png', 'good'],
    ]);
  });

  it('make a table that spreadsheets read and run nothing of', () => {
    const rows = worstFirst([{ path: '=HYPERLINK("x"), 1.png', score: 3, differences: [] }], limits);
    const [marked] = worstFirst([images[1]], limits);
    const text = verdictsCsv([...rows, { ...marked, review: 'normal' }], limits, [
      { path: 'broken.png', kind: 'damaged-image', came: 'PNG, cut off' },
    ]);
    expect(text.split('\r\n')).toEqual([
      'path,verdict,score,look from,bad from,review,note',
      `"'=HYPERLINK(""x""), 1.png",bad,3,1,2,,`,
      'b.png,bad,3,1,2,normal,other-shape',
      'broken.png,unread,,,,,"damaged-image: PNG, cut off"',
      '',
    ]);
  });
});
