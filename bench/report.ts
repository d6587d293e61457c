/**
 * `npm run report`: judges the detectors on the report categories and writes docs/results/report.json with date and commit. Run it once a
 * release, after all choices are made: a choice made by its numbers makes report categories development data.
 */
import { messageOf } from '../src/core/message-of.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { detectorOptions } from '../src/core/experiment/detectors.ts';
import { bestStatistic } from '../src/core/dataset/doctor/statistics.ts';
import { factsOf } from '../src/core/dataset/facts.ts';
import { drawSampleItems, reportCategories, type SampleName } from '../src/core/dataset/samples/samples.ts';
import { defaultExperiment } from '../src/core/experiment/experiment.ts';
import type { ExperimentOutput } from './experiment/run.ts';
import { stampOf } from './support/stamp.ts';
import { readReport, type Report, type ReportRun } from './tables/report-tables.ts';

const usage = `npm run report -- [--detectors ID,ID] [--categories NAME,NAME] [--seeds 1,2,3] [--set KNOB=VALUE,...]
Without options: every detector on ${reportCategories.join(' and ')}, seeds 1, 2 and 3. Runs that are
there already are replaced and others stay, so that one detector or seed can be added at a time; each row has its own date and commit.
With --seeds '' only what whole-image statistics reach is written.`;

const { values } = parseArgs({
  options: {
    detectors: { type: 'string' },
    categories: { type: 'string' },
    seeds: { type: 'string', default: '1,2,3' },
    set: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  console.log(usage);
  process.exit(0);
}

/** The part of the list that was asked for; says what there is where a name is not in it. */
function chosen<Name extends string>(asked: string | undefined, all: readonly Name[]): readonly Name[] {
  if (asked === undefined) return all;
  return asked.split(',').map((name) => {
    const found = all.find((one) => one === name);
    if (found === undefined) throw new Error(`expected one of ${all.join(', ')}, got ${name}`);
    return found;
  });
}

const stamp = stampOf(new Date());

function pixelFiguresOf(pixels: ExperimentOutput['evaluation']['pixels']) {
  return {
    pixelAuroc: pixels?.auroc ?? null,
    auPro: pixels?.auPro ?? null,
    pixelAveragePrecision: pixels?.averagePrecision ?? null,
    auPimo: pixels?.auPimo?.mean ?? null,
  };
}

function figuresOf({
  auroc,
  aurocInterval,
  averagePrecision,
  f1Max,
  pixels,
}: ExperimentOutput['evaluation']) {
  return { auroc, aurocInterval, averagePrecision, f1Max: f1Max?.f1 ?? null, ...pixelFiguresOf(pixels) };
}

function measure(detector: string, category: string, seed: number): ReportRun {
  const folder = mkdtempSync(join(tmpdir(), 'kizu-report-'));
  const out = join(folder, 'run.json');
  const settings = [`detector=${detector}`, ...(values.set === undefined ? [] : [values.set])].join(',');
  const run = [
    'tsx',
    'bench/experiment.ts',
    '--sample',
    category,
    '--seed',
    String(seed),
    '--set',
    settings,
    '--out',
    out,
  ];
  const started = Date.now();
  execFileSync('npx', run, { stdio: 'inherit' });
  const { evaluation } = JSON.parse(readFileSync(out, 'utf8')) as ExperimentOutput;
  rmSync(folder, { recursive: true });
  return {
    detector,
    settings: values.set ?? '',
    category,
    seed,
    ...stamp,
    minutes: Math.round((Date.now() - started) / 6000) / 10,
    ...figuresOf(evaluation),
  };
}

function write(report: Report): void {
  writeFileSync('docs/results/report.json', `${JSON.stringify(report, null, 1)}\n`);
}

/** What a detector has to beat; it follows from the images alone. */
function keepStatistic(category: SampleName): void {
  const items = [...drawSampleItems(category, defaultExperiment.imageSize)];
  const tests = items.filter(({ split }) => split === 'test');
  const found = bestStatistic(tests.map(({ defect, image }) => ({ defect, facts: factsOf(image) })));
  const report = readReport();
  if (found !== undefined) write({ ...report, statistics: { ...report.statistics, [category]: found } });
}

function keep(run: ReportRun): void {
  const keyOf = (one: ReportRun) => `${one.detector} ${one.settings} ${one.category} ${one.seed}`;
  const report = readReport();
  const others = report.runs.filter((one) => keyOf(one) !== keyOf(run));
  const runs = [...others, run].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  write({ ...report, runs });
}

const detectors = chosen(
  values.detectors,
  detectorOptions.map(({ value }) => value),
);
const seeds = values.seeds
  .split(',')
  .filter((seed) => seed !== '')
  .map(Number);
for (const category of chosen(values.categories, reportCategories)) keepStatistic(category);
const cells = detectors.flatMap((detector) =>
  chosen(values.categories, reportCategories).flatMap((category) =>
    seeds.map((seed) => ({ detector, category, seed })),
  ),
);
const failed: string[] = [];
for (const { detector, category, seed } of cells) {
  try {
    const run = measure(detector, category, seed);
    keep(run);
    console.log(`${detector} on ${category}, seed ${seed}: AUROC ${run.auroc?.toFixed(3) ?? 'not computed'}`);
  } catch (error) {
    failed.push(`${detector} on ${category}, seed ${seed}: ${messageOf(error)}`);
  }
}
for (const line of failed) console.error(`not measured: ${line}`);
process.exit(failed.length === 0 ? 0 : 1);
