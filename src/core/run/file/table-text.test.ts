import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/experiment.ts';
import type { PublishedColumn } from '../published.ts';
import { tableOf } from '../table.ts';
import { publishedFor, tableCsv, tableLatex, tableMarkdown } from './table-text.ts';

function run(name: string, seed: number, auroc: number) {
  const config = { ...defaultExperiment, detector: 'patchcore', seed } as const;
  const dataset = { name, fingerprint: `print of ${name}` };
  return {
    config,
    seed,
    detector: { id: 'patchcore' },
    training: { steps: 0 },
    dataset,
    evaluation: { auroc },
  };
}

const column: PublishedColumn = {
  id: 'theirs',
  label: { en: 'Theirs & more', ja: '' },
  source: 'A. Author',
  protocol: { en: 'other sizes', ja: '' },
  aurocs: [100, 83.1, 97.5, 99.6, 99.5, 83.3, 90.2, 100, 88.4, 100],
};

const table = tableOf([run('cable', 1, 0.9), run('cable', 2, 0.94), run('a|b_c', 1, 0.5)]);
const text = { table, heads: ['PatchCore'], published: [column] };

/** Two runs of one dataset at two sizes, and one of a dataset whose file is of a time before statistics. */
const withStatistics = tableOf([
  { ...run('cable', 1, 0.9), evaluation: { auroc: 0.9, statistic: { statistic: 'contrast', auroc: 0.61 } } },
  {
    ...run('cable', 2, 0.94),
    evaluation: { auroc: 0.94, statistic: { statistic: 'sharpness', auroc: 0.63 } },
  },
  run('zipper', 1, 0.5),
]);

describe('the table as a file', () => {
  it('has what a number of the whole image reaches beside the methods, where runs report it', () => {
    const told = { table: withStatistics, heads: ['PatchCore'], published: [] };
    expect(tableMarkdown(told).split('\n').slice(0, 5)).toEqual([
      '| category | PatchCore | whole-image statistic |',
      '| --- | ---: | ---: |',
      '| cable | 92.0 ± 2.0 (2) | 63.0 (sharpness) |',
      '| zipper | 50.0 (1) |  |',
      '| mean | 71.0 | 63.0, 1 of 2 |',
    ]);
    expect(tableCsv(told)).toContain('cable,print of cable,whole-image statistic,sharpness,63,,,');
    expect(tableLatex(told)).toContain('63.0 (sharpness)');
  });

  it('is Markdown with the mean as its last row, and the source of what was published', () => {
    const lines = tableMarkdown(text).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '| category | PatchCore | Theirs & more |',
      '| --- | ---: | ---: |',
      '| cable | 92.0 ± 2.0 (2) | 83.1 |',
      String.raw`| a\|b\_c | 50.0 (1) |  |`,
      '| mean | 71.0 | 83.1, 1 of 2 |',
    ]);
    expect(lines).toContain('- Theirs & more: A. Author; other sizes.');
  });

  it('is LaTeX in which no name is a command', () => {
    const latex = tableLatex(text);
    expect(latex).toContain(String.raw`category & PatchCore & Theirs \& more \\`);
    expect(latex).toContain(String.raw`cable & 92.0 $\pm$ 2.0 (2) & 83.1 \\`);
    expect(latex).toContain(String.raw`a|b\_c & 50.0 (1) &  \\`);
    expect(tableLatex({ ...text, heads: [String.raw`\input{x}`] })).toContain(
      String.raw`\textbackslash{}input\{x\}`,
    );
  });

  it('is CSV with whole numbers and fingerprints', () => {
    const rows = tableCsv(text).trim().split('\r\n');
    expect(rows[1]).toMatch(/^cable,print of cable,PatchCore,patchcore,92,2(\.0+1?)?\d*,2,$/);
    expect(rows).toContain('cable,,Theirs & more,theirs,83.1,,,"A. Author; other sizes"');
  });

  it('has published columns for its categories only', () => {
    expect(publishedFor(table, [column])).toEqual([column]);
    expect(publishedFor({ rows: [{ name: 'hex-nut' }] }, [column])).toEqual([]);
  });
});
