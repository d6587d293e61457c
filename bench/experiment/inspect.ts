/** Judges a folder of images without labels by a detector that is fitted on normal ones, as the stage Inspect does; verdicts as CSV. */
import { openAsBlob, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldDataset } from '../../src/core/dataset/dataset.ts';
import { defaultPreparation } from '../../src/core/dataset/preparation.ts';
import { needsTraining } from '../../src/core/experiment/relevance.ts';
import { differencesOf, normalFacts, traitsOf } from '../../src/core/inspect/unlikeness.ts';
import { limitsOf, worstFirst, type Limits } from '../../src/core/inspect/verdict.ts';
import { verdictsCsv, type UnreadFile, type VerdictRow } from '../../src/core/inspect/verdicts-csv.ts';
import type { Inspector } from '../../src/engine/evaluation/inspector.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import type { ControlHandle } from '../../src/engine/training/control.ts';
import type { SourceFile } from '../../src/worker/bridge/contract-data.ts';
import { createUnlabelled } from '../../src/worker/data/unlabelled.ts';
import { decodeInNode } from './decode.ts';
import { loadDataset, pathsBelow } from './load.ts';
import { UsageError, type InspectOptions } from './options.ts';
import { NoAdapter, RunFailure, seldom, Stopped, type Tell } from './running.ts';

/** Images judged between two looks at whether to stop. */
const partSize = 8;

async function sourcesIn(folder: string): Promise<SourceFile[]> {
  const paths = (await pathsBelow(folder)).sort();
  return Promise.all(paths.map(async (path) => ({ path, blob: await openAsBlob(join(folder, path)) })));
}

/** The detector, fitted; the device of the machine is opened for it. */
async function fit(
  { experiment }: InspectOptions,
  dataset: HeldDataset,
  control: ControlHandle,
  tell: Tell,
): Promise<Inspector> {
  if (!(await installNodeWebGpu())) throw new NoAdapter('no WebGPU adapter was found');
  const { openDevice } = await import('../../src/engine/device.ts');
  const { createDetectorTrainer, scoringOf } = await import('../../src/detectors/run-detector.ts');
  const { createInspector } = await import('../../src/engine/evaluation/inspector.ts');
  const { openFrozen } = await import('../../src/engine/backbone/open-frozen.ts');
  const { filesHere } = await import('../../src/engine/testing/backbone-weights.ts');
  const device = await openDevice();
  const trainer = await createDetectorTrainer(experiment, device);
  const { items } = dataset;
  const tellSeen = seldom(tell, 5000);
  const made = await createInspector({
    ...scoringOf({ experiment, trainer, items, frozen: () => openFrozen(device, filesHere) }),
    experiment,
    items,
    hasLearnt: false,
    device,
    control,
    report: (done, total) => {
      tellSeen(`normal images ${done} of ${total}`);
    },
  });
  if (!made.ok) throw new RunFailure(JSON.stringify(made.problem));
  if (made.value === undefined) throw new Stopped('stopped while fitting');
  return made.value;
}

interface Found {
  readonly rows: Omit<VerdictRow, 'verdict'>[];
  readonly unread: UnreadFile[];
}

async function judgeAll(
  { inspect, experiment }: InspectOptions,
  dataset: HeldDataset,
  inspector: Inspector,
  { control, tell }: { readonly control: ControlHandle; readonly tell: Tell },
): Promise<Found> {
  const sources = await sourcesIn(inspect);
  const reader = createUnlabelled(decodeInNode);
  await reader.openUnlabelled(sources, {
    preparation: { ...defaultPreparation, side: experiment.imageSize },
  });
  const traits = traitsOf(normalFacts(dataset.items));
  const found: Found = { rows: [], unread: [] };
  const tellJudged = seldom(tell, 5000);
  for (let isLast = false; !isLast;) {
    const part = await reader.nextUnlabelled(partSize);
    isLast = part.isLast;
    found.unread.push(...part.problems);
    const judged = await inspector.judge(
      part.images.map(({ image }) => image),
      control,
    );
    if (!judged.ok) throw new RunFailure(JSON.stringify(judged.problem));
    if (judged.value === undefined) throw new Stopped('stopped while judging');
    judged.value.forEach(({ score }, i) => {
      const image = part.images[i];
      if (image === undefined) return;
      found.rows.push({ path: image.path, score, differences: differencesOf(image.facts, traits) });
    });
    tellJudged(`judged ${found.rows.length} of ${sources.length} files`);
  }
  return found;
}

function promiseLine({ promised, isMet, images }: Limits, asked: number): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const kept = `at most ${percent(promised)} false alarms are promised, on average, for new images like the ${images} normal ones held out`;
  return isMet
    ? kept
    : `${images} held-out images promise nothing finer than ${percent(promised)} (${percent(asked)} was asked): ${kept}`;
}

/** `onControl` gets the handle by which it is stopped. */
export async function inspectFolder(
  options: InspectOptions,
  tell: Tell,
  onControl: (control: ControlHandle) => void,
): Promise<void> {
  const { experiment, source, csv, falseAlarmRate } = options;
  if (needsTraining(experiment))
    throw new UsageError(
      `--inspect: expected a detector that is fitted without training, got ${experiment.detector}; use --set detector=patchcore or local-contrast`,
    );
  const { createControl } = await import('../../src/engine/training/control.ts');
  const control = createControl(() => new Promise((resolve) => setImmediate(resolve)));
  onControl(control);
  const dataset = await loadDataset(source, experiment.imageSize, tell);
  const inspector = await fit(options, dataset, control, tell);
  const limits = limitsOf(
    inspector.calibration.normals.map(({ score }) => score),
    falseAlarmRate,
  );
  if (limits === undefined)
    throw new UsageError(
      `${dataset.name}: expected at least 3 normal images, so that one can set the threshold, got ${dataset.counts.train}`,
    );
  tell(promiseLine(limits, falseAlarmRate));
  const { rows, unread } = await judgeAll(options, dataset, inspector, { control, tell });
  const judged = worstFirst(rows, limits);
  writeFileSync(csv, verdictsCsv(judged, limits, unread));
  const count = (wanted: string) => judged.filter(({ verdict }) => verdict === wanted).length;
  tell(
    `${judged.length} judged: ${count('bad')} bad, ${count('look')} to look at, ${count('good')} good; ${unread.length} unread`,
  );
}
