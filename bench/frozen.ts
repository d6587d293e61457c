/**
 * `npm run frozen`: the detectors on frozen features on development categories, seeds 1, 2 and 3, into
 * docs/results/frozen.json. An image's features are computed once for all runs of its category; each run is charged for
 * the features that it used. What is there already is not run again.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultExperiment } from '../src/core/experiment/experiment.ts';
import type { DatasetItem } from '../src/core/dataset/dataset.ts';
import { isSampleName } from '../src/core/dataset/samples/samples.ts';
import { aurocInterval } from '../src/core/metrics/auroc-interval.ts';
import type { PixelMetrics } from '../src/core/metrics/pixels/measure-pixels.ts';
import { auroc } from '../src/core/metrics/roc.ts';
import { anyMethod } from '../src/engine/evaluation/method.ts';
import { createFrozenPatchMethod } from '../src/detectors/patchcore/frozen-method.ts';
import { createLocalContrast } from '../src/detectors/local-contrast/method.ts';
import type { FrozenBackbone } from '../src/engine/backbone/backbone.ts';
import { openFrozen } from '../src/engine/backbone/open-frozen.ts';
import { runEvaluation } from '../src/engine/evaluation/evaluate.ts';
import { openDevice } from '../src/engine/device.ts';
import { filesHere } from '../src/engine/testing/backbone-weights.ts';
import { createControl } from '../src/engine/training/control.ts';
import { loadDataset } from './experiment/load.ts';
import { now } from './experiment/running.ts';
import { rememberFeatures } from './frozen/remember-features.ts';
import { stampOf } from './support/stamp.ts';
import { frozenDetectors, readFrozen, type FrozenDetector, type FrozenRun } from './tables/frozen-tables.ts';

const usage = `npm run frozen -- [--data NAME=DIR,...] [--samples NAME,...] [--seeds 1,2,3] [--detectors ID,...]
Detectors: ${frozenDetectors.join(', ')}`;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    samples: { type: 'string', default: '' },
    seeds: { type: 'string', default: '1,2,3' },
    detectors: { type: 'string', default: frozenDetectors.join(',') },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  console.log(usage);
  process.exit(0);
}

const path = 'docs/results/frozen.json';
const listed = (text: string) => text.split(',').filter((part) => part !== '');
const stamp = stampOf(new Date());

/** Seconds of processor time that this process has used. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function isThere(wanted: Pick<FrozenRun, 'category' | 'detector' | 'seed'>): boolean {
  const { category, detector, seed } = wanted;
  return readFrozen().runs.some(
    (run) => run.category === category && run.detector === detector && run.seed === seed,
  );
}

function keep(run: FrozenRun): void {
  const file = readFrozen();
  const runs = [...file.runs, run].sort(
    (a, b) => a.category.localeCompare(b.category) || a.detector.localeCompare(b.detector) || a.seed - b.seed,
  );
  writeFileSync(path, `${JSON.stringify({ ...file, runs }, null, 1)}\n`);
}

const device = await openDevice();
const frozen = await openFrozen({ ...device, gpu: undefined }, filesHere);

function methodOf(detector: FrozenDetector, seed: number, seen: FrozenBackbone) {
  const experiment = { ...defaultExperiment, seed };
  if (detector === 'patchcore') return anyMethod(createFrozenPatchMethod(experiment, seen));
  const bankShare = detector === 'contrast alone' ? 0 : undefined;
  return anyMethod(createLocalContrast(experiment, { ...seen, bankShare }));
}

interface Scored {
  readonly labels: (0 | 1)[];
  readonly scores: number[];
  pixels: PixelMetrics | undefined;
}

type Figures = Pick<FrozenRun, 'tests' | 'auroc' | 'aurocInterval' | 'pixelAuroc' | 'auPro'>;

function figuresOf({ labels, scores, pixels }: Scored): Figures {
  const defective = labels.filter((label) => label === 1).length;
  return {
    tests: [labels.length - defective, defective],
    auroc: auroc(labels, scores) ?? null,
    aurocInterval: aurocInterval(labels, scores) ?? null,
    pixelAuroc: pixels?.auroc ?? null,
    auPro: pixels?.auPro ?? null,
  };
}

async function measure(
  items: readonly DatasetItem[],
  detector: FrozenDetector,
  seed: number,
  seen: ReturnType<typeof rememberFeatures>,
): Promise<Omit<FrozenRun, 'category'>> {
  const [began, saved] = [processorSeconds(), seen.savedSeconds()];
  const scored: Scored = { labels: [], scores: [], pixels: undefined };
  const outcome = await runEvaluation({
    experiment: {
      ...defaultExperiment,
      detector: detector === 'patchcore' ? detector : 'local-contrast',
      seed,
    },
    items,
    createMethod: () => Promise.resolve(methodOf(detector, seed, seen)),
    score: detector === 'patchcore' ? 'patches' : 'places',
    device,
    control: createControl(() => new Promise((resolve) => setImmediate(resolve))),
    now,
    report: (event) => {
      if (event.type === 'evaluated') scored.pixels = event.pixels;
      if (event.type !== 'scored') return;
      scored.labels.push(...event.items.map(({ label }) => label));
      scored.scores.push(...event.items.map(({ score }) => score));
    },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const seconds = processorSeconds() - began + seen.savedSeconds() - saved;
  return { detector, seed, ...stamp, seconds: Math.round(seconds * 10) / 10, ...figuresOf(scored) };
}

type Source = Parameters<typeof loadDataset>[0];

function sources(): readonly (readonly [category: string, source: Source])[] {
  const folders = listed(values.data).map((part): [string, Source] => {
    const [name = '', folder = ''] = part.split('=');
    return [name, { kind: 'folder', folder, category: undefined }];
  });
  const samples = listed(values.samples).map((name): [string, Source] => {
    if (!isSampleName(name)) throw new Error(`expected a built-in category, got ${name}`);
    return [name, { kind: 'sample', name }];
  });
  return [...folders, ...samples];
}

const detectors = frozenDetectors.filter((name) => listed(values.detectors).includes(name));
for (const [category, source] of sources()) {
  const { items } = await loadDataset(source, defaultExperiment.imageSize, console.error);
  const seen = rememberFeatures(frozen, { most: items.length, seconds: processorSeconds });
  const wanted = listed(values.seeds).flatMap((seed) =>
    detectors.map((detector) => ({ category, detector, seed: Number(seed) })),
  );
  for (const { detector, seed } of wanted.filter((one) => !isThere(one))) {
    const run = { category, ...(await measure(items, detector, seed, seen)) };
    keep(run);
    console.log(`${category}, seed ${seed}, ${detector}: ${run.auroc?.toFixed(4) ?? '–'}, ${run.seconds} s`);
  }
}
process.exit(0); // the device would keep the process alive
