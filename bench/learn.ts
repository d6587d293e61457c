/**
 * Trains and scores without a browser, on the engine that the page uses:
 * npx tsx bench/learn.ts --sample hex-nut | --data DIR/category  --set steps=200,width=quarter
 */
import { parseArgs } from 'node:util';
import { parseExperiment } from '../src/core/experiment/parse.ts';
import { resizeArea } from '../src/core/image/resize.ts';
import { auroc } from '../src/core/metrics/roc.ts';
import type { ScoredItem, StepEvent } from '../src/core/run/events.ts';
import { installNodeWebGpu } from '../src/engine/testing/node-webgpu.ts';
import { loadItems } from './support/items.ts';

const { values } = parseArgs({
  options: { sample: { type: 'string' }, data: { type: 'string' }, set: { type: 'string', default: '' } },
});
const changes = values.set
  .split(',')
  .filter((pair) => pair !== '')
  .map((pair) => pair.split('='));
const { experiment, repairs } = parseExperiment(Object.fromEntries(changes) as Record<string, string>);
for (const { name, came, taken } of repairs)
  console.error(`${name}: ${came} is not valid; ${String(taken)} is used.`);

await installNodeWebGpu();
const { openDevice } = await import('../src/engine/device.ts');
const { createTrainer } = await import('../src/engine/training/create-trainer.ts');
const { createControl } = await import('../src/engine/training/control.ts');
const { runTraining } = await import('../src/engine/training/run.ts');
const { runEvaluation } = await import('../src/engine/evaluate.ts');

const device = await openDevice();
console.log(`${device.report.backend}, ${device.report.adapter}`);
const items = loadItems(values, experiment.imageSize);
const trainer = createTrainer(experiment, device);
const shared = { experiment, trainer, device, now: () => performance.now() };

/** Lets the device's callbacks run between steps. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function evaluate(title: string): Promise<void> {
  const scored: ScoredItem[] = [];
  const started = performance.now();
  for (const score of ['nearest', 'prototype'] as const) {
    scored.length = 0;
    const outcome = await runEvaluation({
      ...shared,
      experiment: { ...experiment, score },
      items,
      control: createControl(nextTurn),
      report: (event) => {
        if (event.type === 'scored') scored.push(...event.items);
      },
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
    const area = (kept: readonly ScoredItem[]) =>
      auroc(
        kept.map((item) => item.label),
        kept.map((item) => item.score),
      )?.toFixed(3) ?? 'not computed';
    const defects = [...new Set(scored.filter((item) => item.label === 1).map((item) => item.defect))].sort();
    const byDefect = defects.map((defect) => {
      return `${defect} ${area(scored.filter((item) => item.label === 0 || item.defect === defect))}`;
    });
    console.log(`${title} ${score}: AUROC ${area(scored)} (${byDefect.join(', ')})`);
  }
  console.log(`  two evaluations took ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

await evaluate('untrained');
const images = items
  .filter((item) => item.split === 'train')
  .map((item) => resizeArea(item.image, experiment.imageSize, experiment.imageSize));
let last: StepEvent | undefined;
const outcome = await runTraining({
  ...shared,
  images,
  control: createControl(nextTurn),
  report: (event) => {
    if (event.type !== 'step') return;
    last = event;
    if (event.step % 20 === 0 || event.step === 1) {
      const similarities = `${event.positiveSimilarity.toFixed(3)} / ${event.negativeSimilarity.toFixed(3)}`;
      console.log(`step ${event.step}: loss ${event.loss.toFixed(4)}, similarities ${similarities}`);
    }
  },
});
if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
const seconds = (last?.elapsedMs ?? 0) / 1000;
console.log(
  `${outcome.value.steps} steps in ${seconds.toFixed(0)} s, ${((1000 * seconds) / outcome.value.steps).toFixed(0)} ms each`,
);
await evaluate('trained');
process.exit(0);
