/** How often the page's 95 % intervals hold the truth, as `npm run coverage` simulated it. */
import { readResults, table } from './markdown.ts';

interface Rows {
  readonly rows: readonly { readonly size: string; readonly coverage: readonly number[] }[];
}

interface Coverage {
  readonly aurocs: readonly number[];
  readonly auroc: readonly (Rows & { readonly model: string })[];
  readonly few: readonly number[];
  readonly images: readonly (Rows & { readonly figure: string; readonly model: string })[];
  readonly pairs: readonly string[];
  readonly differences: readonly (Rows & { readonly agreement: number })[];
  readonly promises: readonly {
    readonly detector: 'nearest' | 'gaussian';
    readonly rows: readonly {
      readonly images: number;
      readonly rates: readonly { readonly expected: number; readonly found: number }[];
    }[];
  }[];
  readonly pixels: readonly {
    readonly rows: readonly {
      readonly size: string;
      readonly truth: { readonly auroc: number; readonly auPro: number };
      readonly auroc: number;
      readonly auPro: number;
    }[];
  }[];
}

const detectorNames = {
  nearest: 'Distance to the nearest normal image',
  gaussian: 'A Gaussian with independent parts',
} as const;

const percent = (value: number) => (value < 93 ? `**${value.toFixed(1)}**` : value.toFixed(1));

/** One table a model or figure, each under its name. */
function tables(head: readonly string[], parts: readonly (Rows & { readonly title: string })[]): string {
  return parts
    .map(
      ({ title, rows }) =>
        `${title}:\n\n${table(
          head,
          rows.map(({ size, coverage }) => [size, ...coverage.map(percent)]),
        )}`,
    )
    .join('\n\n');
}

export function coverageTables(): Readonly<Record<string, string>> {
  const { aurocs, auroc, few, images, pairs, differences, pixels, promises } = readResults(
    'coverage',
  ) as Coverage;
  const size = 'normal / defective';
  const columns = (areas: readonly number[]) => [
    size,
    ...areas.map((area) => `AUROC ${area.toFixed(3).replace(/^0/, '')}`),
  ];
  const pixelRows = pixels.flatMap(({ rows }) =>
    rows.map((one) => [
      one.size,
      one.truth.auroc.toFixed(3),
      percent(one.auroc),
      one.truth.auPro.toFixed(3),
      percent(one.auPro),
    ]),
  );
  return {
    'coverage-auroc': tables(
      columns(aurocs),
      auroc.map(({ model, rows }) => ({ title: `Scores: ${model}`, rows })),
    ),
    'coverage-images': tables(
      columns(few),
      images.map(({ figure, model, rows }) => ({ title: `The ${figure}; scores: ${model}`, rows })),
    ),
    'coverage-differences': tables(
      [size, ...pairs],
      differences.map(({ agreement, rows }) => ({
        title: `Share of each score’s variance that both detectors have in common: ${agreement}`,
        rows,
      })),
    ),
    'coverage-promises': promises
      .map(
        ({ detector, rows }) =>
          `${detectorNames[detector]}:\n\n${table(
            ['normal images', 'expected (2 % asked)', 'found', 'expected (10 % asked)', 'found'],
            rows.map(({ images: count, rates }) => [
              String(count),
              ...rates.flatMap(({ expected, found }) => [expected.toFixed(2), found.toFixed(2)]),
            ]),
          )}`,
      )
      .join('\n\n'),
    'coverage-pixels': table([size, 'true pixel AUROC', 'held', 'true AU-PRO', 'held'], pixelRows),
  };
}
