/** `npm run coverage [-- --only PART,PART]`: simulates how often the page's intervals hold the truth, and writes docs/results/coverage.json. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countedF1, countedPrecision } from '../src/core/metrics/image-interval.ts';
import { averagePrecision, f1Max } from '../src/core/metrics/precision.ts';
import { models } from './coverage/models.ts';
import { keptPromise } from './coverage/promises.ts';
import {
  aurocCoverage,
  differenceCoverage,
  figureCoverage,
  pixelCoverage,
  type Figure,
} from './coverage/simulate.ts';

const aurocs = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];
const sizes = [
  [2, 2],
  [2, 20],
  [2, 80],
  [20, 2],
  [5, 5],
  [5, 60],
  [10, 10],
  [20, 28],
  [21, 57],
  [60, 20],
  [100, 100],
  [20, 200],
  [200, 20],
] as const;
const fewSizes = [
  [2, 20],
  [5, 5],
  [20, 28],
  [60, 20],
  [100, 100],
] as const;

const rounded = (percent: number) => Math.round(10 * percent) / 10;
const sizeName = (size: readonly number[]) => size.join(' / ');

const auroc = () =>
  models.map((model) => ({
    model: model.name,
    rows: sizes.map((size) => ({
      size: sizeName(size),
      coverage: aurocs.map((area) => rounded(aurocCoverage(model, size, area, 1000))),
    })),
  }));
const figures: Readonly<Record<string, Figure>> = {
  'average precision': { exact: averagePrecision, counted: countedPrecision },
  'best F1': { exact: (...test) => f1Max(...test)?.f1, counted: countedF1 },
};
const few = [0.7, 0.9, 0.95, 0.99];
const images = () =>
  Object.entries(figures).flatMap(([name, figure]) =>
    models.slice(0, 2).map((model) => ({
      figure: name,
      model: model.name,
      rows: fewSizes.map((size) => ({
        size: sizeName(size),
        coverage: few.map((area) => rounded(figureCoverage({ figure, model, size, auroc: area }, 300))),
      })),
    })),
  );
const pairs = [
  [0.95, 0.95],
  [0.942, 0.937],
  [0.99, 0.98],
  [0.999, 0.999],
] as const;
const differences = () =>
  [0, 0.9].map((agreement) => ({
    agreement,
    rows: fewSizes.map((size) => ({
      size: sizeName(size),
      coverage: pairs.map((pair) => rounded(differenceCoverage(pair, size, agreement, 1000))),
    })),
  }));
const pixels = () =>
  [1.5, 3, 5].map((contrast) => ({
    contrast,
    rows: (
      [
        [2, 5],
        [5, 10],
        [20, 28],
        [21, 57],
      ] as const
    ).map((size) => ({
      size: sizeName(size),
      ...pixelCoverage(contrast, size, 150),
    })),
  }));

/** Normal images, and sets of so many that are drawn. */
const folded = [
  [10, 4000],
  [20, 3000],
  [40, 1500],
  [100, 500],
  [200, 200],
  [500, 60],
] as const;
const hundredth = (share: number) => Math.round(10_000 * share) / 100;
const promises = () =>
  (['nearest', 'gaussian'] as const).map((detector) => ({
    detector,
    rows: folded.map(([count, sets]) => ({
      images: count,
      rates: [0.02, 0.1].map((rate) => {
        const { promised, found } = keptPromise({ detector, images: count, rate }, sets);
        return { expected: hundredth(promised), found: hundredth(found) };
      }),
    })),
  }));

const parts: Readonly<Record<string, () => unknown>> = { auroc, images, differences, pixels, promises };
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const asked = values.only?.split(',') ?? Object.keys(parts);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`expected parts among ${Object.keys(parts).join(', ')}, got ${unknown.join(', ')}`);

const file = 'docs/results/coverage.json';
const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
const measured = asked.map((name) => {
  const found = [name, parts[name]?.()] as const;
  console.log(`${name} is done`);
  return found;
});
const contents = {
  ...kept,
  aurocs,
  few,
  pairs: pairs.map((pair) => pair.join(' and ')),
  ...Object.fromEntries(measured),
};
writeFileSync(file, `${JSON.stringify(contents, null, 1)}\n`);
