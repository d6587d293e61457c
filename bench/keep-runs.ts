/**
 * `npx tsx bench/keep-runs.ts [--names A=B,...] FILE...` writes runs of development categories into docs/results/runs.json, with date and commit:
 * results, zips, and folders of zips that `npm run experiment` made. A run of the same category, detector, setting and seed takes
 * the place of the one that was there.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { changedKnobs } from '../src/core/experiment/changed.ts';
import { needsTraining } from '../src/core/experiment/relevance.ts';
import { currentExperiment } from '../src/core/run/file/earlier.ts';
import type { RunResults } from '../src/core/run/results.ts';
import { readResults } from './experiment/read-results.ts';
import { stampOf } from './support/stamp.ts';
import { readKeptRows, type KeptRow } from './tables/run-tables.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { names: { type: 'string', default: '' } },
});

/** What a category is called in the table, by its name in the results. */
const names = new Map(
  values.names.split(',').map((pair) => pair.split('=') as [name: string, shown: string]),
);
const stamp = stampOf(new Date());

const valueText = (value: unknown) => (Array.isArray(value) ? value.join('..') : String(value));

function rowOf({ config: settings, seed, dataset, training, evaluation }: RunResults): KeptRow {
  const config = currentExperiment(settings);
  const { testNormal, testDefective } = dataset.counts;
  return {
    category: names.get(dataset.name) ?? dataset.name,
    tests: [testNormal, testDefective],
    detector: config.detector,
    settings: changedKnobs(config)
      .map((name) => `${name}=${valueText(config[name])}`)
      .join(','),
    seed,
    isTrained: training.steps > 0 || !needsTraining(config),
    ...stamp,
    minutes: Math.round(training.elapsedMs / 6000) / 10,
    auroc: evaluation.auroc,
    aurocInterval: evaluation.aurocInterval ?? null,
    pixelAuroc: evaluation.pixels?.auroc ?? null,
    auPro: evaluation.pixels?.auPro ?? null,
  };
}

const keyOf = (row: KeptRow) =>
  [row.category, row.detector, row.settings, row.isTrained ? 'trained' : 'fresh', row.seed].join('\n');

const rows = new Map(readKeptRows().runs.map((row) => [keyOf(row), row]));
for (const results of await readResults(positionals)) {
  const row = rowOf(results);
  rows.set(keyOf(row), row);
}
const runs = [...rows.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
writeFileSync('docs/results/runs.json', `${JSON.stringify({ ...readKeptRows(), runs }, null, 1)}\n`);
