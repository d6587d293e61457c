/**
 * `npx tsx bench/feedback.ts [--sample printed-capsule] [--detector patchcore] [--seed 1]`: what a person's word does to a detector in
 * Inspect. Defects of one class are called normal, wrongly, or confirmed and learnt from; the other test images say what that changed.
 */
import { parseArgs } from 'node:util';
import { normalClass, type DatasetItem } from '../src/core/dataset/dataset.ts';
import { drawSampleItems, isSampleName } from '../src/core/dataset/samples/samples.ts';
import { parseExperiment } from '../src/core/experiment/parse.ts';
import type { Calibration } from '../src/core/inspect/calibration.ts';
import { effectOf } from '../src/core/inspect/correction.ts';
import { limitsOf } from '../src/core/inspect/verdict.ts';
import { scoringOf, createDetectorTrainer } from '../src/detectors/run-detector.ts';
import { openFrozen } from '../src/engine/backbone/open-frozen.ts';
import { openDevice } from '../src/engine/device.ts';
import { createInspector, type Inspector } from '../src/engine/evaluation/inspector/inspector.ts';
import {
  nothingTaught,
  type Addition,
  type Teaching,
} from '../src/engine/evaluation/inspector/told-images.ts';
import { filesHere } from '../src/engine/testing/backbone-weights.ts';
import { createControl } from '../src/engine/training/control.ts';

/** Images of the class that a person speaks of. */
const counts = [1, 2, 4];

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    sample: { ...text, default: 'printed-capsule' },
    detector: { ...text, default: 'patchcore' },
    seed: { ...text, default: '1' },
    rate: { ...text, default: '.02' },
  },
});
const { sample, detector, seed } = values;
if (!isSampleName(sample)) throw new Error(`expected a built-in category, got ${sample}`);
const { experiment } = parseExperiment({ detector, seed });
const device = await openDevice();
const control = createControl(() => Promise.resolve());

async function fitted(items: readonly DatasetItem[]): Promise<Inspector> {
  const trainer = await createDetectorTrainer(experiment, device);
  const frozen = () => openFrozen({ ...device, gpu: undefined }, filesHere);
  const made = await createInspector({
    ...scoringOf({ experiment, trainer, items, frozen }),
    ...{ experiment, items, hasLearnt: false, device, control },
    report: () => undefined,
  });
  if (!made.ok || made.value === undefined) throw new Error(JSON.stringify(made));
  return made.value;
}

function limitsFor({ normals }: Calibration) {
  const limits = limitsOf(
    normals.map(({ score }) => score),
    Number(values.rate),
  );
  if (limits === undefined) throw new Error('expected normal images that set the limit, got none');
  return limits;
}

const items = [...drawSampleItems(sample, experiment.imageSize)];
const spokenOf = items.filter(({ split, defect }) => split === 'test' && defect !== normalClass);
const [firstClass = ''] = spokenOf.map(({ defect }) => defect);
const shown = spokenOf.filter(({ defect }) => defect === firstClass).slice(0, Math.max(...counts));
// The photos that are spoken of came from the line: they are no test images.
const inspector = await fitted(items.filter((item) => !shown.includes(item)));
const before = limitsFor(inspector.calibration);
const additions: Addition[] = shown.map(({ image }, id) => ({ id, image }));

async function effect(name: string, teaching: Partial<Teaching>): Promise<void> {
  const corrected = await inspector.correct({ ...nothingTaught, ...teaching }, control);
  if (!corrected.ok || corrected.value === undefined) throw new Error(JSON.stringify(corrected));
  const { check, calibration } = corrected.value;
  const found = effectOf(check, [before, limitsFor(calibration)]);
  console.log(JSON.stringify({ sample, detector, seed, class: firstClass, what: name, ...found }));
}

for (const count of counts) {
  const some = additions.slice(0, count);
  await effect(`${count} defects called normal`, { normals: some });
  if (inspector.learnsDefects)
    await effect(`${count} defects learnt from`, { defects: some, learnsDefects: true });
}
process.exit(0);
