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
  readonly pixels: readonly {
    readonly rows: readonly {
      readonly size: string;
      readonly truth: { readonly auroc: number; readonly auPro: number };
      readonly auroc: number;
      readonly auPro: number;
    }[];
  }[];
}

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
  const { aurocs, auroc, few, images, pairs, differences, pixels } = readResults('coverage') as Coverage;
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
    'coverage-pixels': table([size, 'true pixel AUROC', 'held', 'true AU-PRO', 'held'], pixelRows),
  };
}
