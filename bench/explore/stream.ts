/**
 * What a run of the experiment would feed its network, on standard output, for the scripts beside: the first weights, the
 * images that are scored, then batch after batch. Each part is a line of JSON and as many bytes as it says.
 */
import { once } from 'node:events';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { HeldDataset, DatasetItem } from '../../src/core/dataset/dataset.ts';
import { normalImages } from '../../src/core/dataset/normal-images.ts';
import { isRelevant } from '../../src/core/experiment/relevance.ts';
import { resizeMask } from '../../src/core/image/resize.ts';
import { createRandom, shuffled } from '../../src/core/random.ts';
import type { Normalisation } from '../../src/core/views/normalisation.ts';
import { renderViews } from '../../src/core/views/render.ts';
import type { Network } from '../../src/engine/networks/network.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import type { FirstValues } from '../../src/engine/training/trainer.ts';
import { readFirstWeights, readIncludedWeights } from '../experiment/first-weights.ts';
import { loadDataset } from '../experiment/load.ts';
import { readOptions, UsageError, type RunOptions } from '../experiment/options.ts';

const tell = (line: string) => {
  process.stderr.write(`${line}\n`);
};

async function send(head: Record<string, unknown>, ...parts: readonly ArrayBufferView[]): Promise<void> {
  const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  process.stdout.write(`${JSON.stringify({ ...head, bytes })}\n`);
  const views = parts.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const isTaken = views.map((view) => process.stdout.write(view)).at(-1);
  if (isTaken === false) await once(process.stdout, 'drain');
}

/** Those of the file, those that ship with the page, or fresh ones; folded norms are measured on the device. */
async function firstWeights(
  { weights, experiment }: RunOptions,
  dataset: HeldDataset,
  { spec }: Network,
): Promise<FirstValues> {
  const { drawParameters, startStatistics } = await import('../../src/engine/networks/parameters.ts');
  const isIncluded = experiment.start === 'kizu' && isRelevant('start', experiment);
  if (weights === undefined && !isIncluded) {
    const random = createRandom(experiment.seed).fork('weights');
    return { parameters: drawParameters(spec, random), statistics: startStatistics(spec) };
  }
  if (!(await installNodeWebGpu())) throw new Error('no WebGPU adapter was found');
  const { openDevice } = await import('../../src/engine/device.ts');
  const device = await openDevice();
  if (weights === undefined) return readIncludedWeights(experiment, { dataset, device });
  return readFirstWeights(weights, experiment, { dataset, device, tell });
}

/** Weights by name as PyTorch lays them out, and which of them stay as they are. */
async function sendNetwork({ spec }: Network, start: FirstValues): Promise<void> {
  const { toTorchLayout, toTorchShape } = await import('../../src/engine/weights/layout.ts');
  for (const { name, shape, isFrozen = false } of spec.parameters) {
    const values = toTorchLayout(start.parameters[name] ?? new Float32Array(), shape);
    await send({ kind: 'weight', name, shape: toTorchShape(shape), isFrozen }, values);
  }
  for (const [name, values] of Object.entries(start.statistics))
    await send({ kind: 'statistic', name, shape: [values.length] }, values);
}

/** Crops, the whole image, and which of its pixels are marked as defective, 255, if it has a mask. */
async function sendItems({ items }: HeldDataset, experiment: Experiment): Promise<void> {
  const { cutCrops, packWhole } = await import('../../src/engine/evaluation/crops.ts');
  const side = experiment.trainOn === 'whole' ? experiment.inputSize : experiment.imageSize;
  const sendItem = async (role: 'bank' | 'test', { image, path, defect, mask }: DatasetItem) => {
    const crops = cutCrops(image, experiment);
    const whole = packWhole(image, side);
    const marked = mask === undefined ? [] : [resizeMask(mask, side, side).data];
    await send(
      {
        ...{ kind: 'item', role, path, defect, crops: crops.count, side: crops.side },
        ...{ whole: side, hasMask: mask !== undefined },
      },
      crops.data,
      whole.data,
      ...marked,
    );
  };
  const normals = items.filter(({ split }) => split === 'train');
  const bank = shuffled(normals, createRandom(experiment.seed).fork('bank')).slice(0, experiment.bankImages);
  for (const item of bank) await sendItem('bank', item);
  for (const item of items.filter(({ split }) => split === 'test')) await sendItem('test', item);
}

async function sendBatches(
  { items }: HeldDataset,
  experiment: Experiment,
  normalisation: Normalisation,
): Promise<void> {
  const { recipeOf } = await import('../../src/detectors/run-detector.ts');
  const { splitHeldOut } = await import('../../src/engine/training/held-out.ts');
  const images = normalImages(items, experiment.imageSize);
  const source = recipeOf(experiment).batches(splitHeldOut(images, experiment).trained);
  for (let step = 0; step < experiment.steps; step++) {
    const batch = source.draw(step);
    if (!batch.ok) throw new Error(JSON.stringify(batch.problem));
    const { inputs, targets } = batch.value;
    const shown = inputs['images'];
    if (shown === undefined) throw new Error(`${experiment.detector} is not trained on images alone`);
    const { pictures, views } = shown;
    const classes = targets['classes']?.data ?? new Uint32Array(views.length); // all normal
    const pixels = renderViews(pictures, views, normalisation);
    const others = Object.entries(targets).filter(([name]) => name !== 'classes');
    await send(
      {
        ...{ kind: 'batch', views: views.length, side: pictures.side },
        targets: others.map(([name, { shape }]) => ({ name, shape })),
      },
      classes,
      pixels,
      ...others.map(([, { data }]) => data),
    );
  }
}

const options = readOptions(process.argv.slice(2));
if (options.kind !== 'run') throw new UsageError('what a run takes is wanted');
const { experiment, source, isUntrained } = options.run;
const dataset = await loadDataset(source, experiment.imageSize, tell);
const { networkOf } = await import('../../src/detectors/run-detector.ts');
const network = networkOf(experiment);
const start = await firstWeights(options.run, dataset, network);
const normalisation = start.normalisation ?? network.normalisation;
await send({ kind: 'experiment', experiment, normalisation, dataset: dataset.name, counts: dataset.counts });
await sendNetwork(network, start);
await sendItems(dataset, experiment);
if (!isUntrained) await sendBatches(dataset, experiment, normalisation);
process.stdout.write('', () => process.exit(0)); // the device would keep the process alive
