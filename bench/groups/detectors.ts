/** Detectors on frozen features: what a knob's move costs in Live, images a second, and from a drop to a ROC curve. */
import { rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { liveBudget } from '../../src/detectors/local-contrast/live-budget.ts';
import { recipe } from '../../src/detectors/local-contrast/recipe.ts';
import { createReferenceBackbone } from '../../src/engine/backbone/reference-backbone.ts';
import { createWasmBackbone } from '../../src/engine/backbone/wasm-backbone.ts';
import { openWasmMath } from '../../src/engine/backbone/wasm-math.ts';
import { placeLength } from '../../src/engine/backbone/patch-features.ts';
import { trunkLayers, trunkMaps } from '../../src/engine/networks/mobilenet-v2.ts';
import { backboneWeights, wavePictures } from '../../src/engine/testing/backbone-weights.ts';
import { wasmFolder } from '../../src/engine/testing/wasm-folder.ts';
import { temporaryFolder, writeCategory } from '../../e2e/support/folder.ts';
import { timeDropToRoc, timeLive, timeSampleToRoc, type Timed } from '../pages/live-page.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { quantile } from '../support/timing.ts';

const moves = 10;
const { side } = recipe;

/** Multiplications and additions of one image through the backbone. */
function backboneFlop(): number {
  let [flop, width] = [0, side];
  for (const layer of trunkLayers) {
    width /= layer.stride;
    flop += 2 * width ** 2 * layer.side ** 2 * layer.to * (layer.isDepthwise ? 1 : layer.from);
  }
  return flop;
}

/** What one move costs once the images are known: pseudo-anomalies, the head, and the scores of `images`. */
function moveFlop(images: number): number {
  const { hidden, output, rows, steps } = liveBudget.head;
  const place = 2 * (placeLength * hidden + hidden * output);
  const step = 3 * (2 * rows * place + 2 * (2 * rows) ** 2 * output); // backward takes twice as much as forward
  const [places, quarter] = [(side / trunkMaps.fine.stride) ** 2, (side / trunkMaps.coarse.stride) ** 2];
  const first = hidden * (places * trunkMaps.fine.channels + quarter * trunkMaps.coarse.channels);
  const scored = 2 * images * (first + places * hidden * output);
  return liveBudget.pseudoImages * backboneFlop() + steps * step + scored;
}

/** Operations of the same work: one dispatch each on a GPU, at least. */
function moveDispatches(images: number): number {
  const headStep = 40; // two layers, two norms and the loss, forward and backward, and the update
  return liveBudget.pseudoImages * trunkLayers.length + liveBudget.head.steps * headStep + 3 * images;
}

/** Seconds of a dispatch on a GPU, beside its arithmetic. */
const dispatchSeconds = 20e-6;

const load = () => `load ${loadavg()[0]?.toFixed(1) ?? '?'}`;

async function liveBench(): Promise<BenchResult[]> {
  const { first, moves: times, longestTask, longestByClock } = await timeLive(moves);
  const seconds = times.map((one) => one.seconds);
  const busy = times.map(({ busySeconds }) => busySeconds);
  const images = 44 + 3 * liveBudget.heldOut; // test images of the category, held-out ones and their pseudo-anomalies
  const [flop, dispatches] = [moveFlop(images), moveDispatches(images)];
  const onGpu = flop / 1e12 + dispatches * dispatchSeconds;
  return [
    {
      name: 'live-knob-to-roc-p95',
      ours: quantile(seconds, 0.95),
      unit: 's',
      note: `median ${quantile(seconds, 0.5).toFixed(1)} s of ${moves} moves, ${load()}; ${(flop / 1e9).toFixed(0)} GFLOP, about ${dispatches} dispatches: an estimate of ${onGpu.toFixed(2)} s at 1 TFLOP/s and 20 us a dispatch, if all of it ran on a GPU`,
    },
    {
      name: 'live-knob-to-roc-processor',
      ours: quantile(busy, 0.5),
      unit: 's',
      note: `median, of the whole browser over all cores; p95 ${quantile(busy, 0.95).toFixed(1)} s`,
    },
    {
      name: 'live-first-answer',
      ours: first.seconds,
      unit: 's',
      note: `from the switch, processor time ${first.busySeconds.toFixed(1)} s`,
    },
    {
      name: 'live-longest-task',
      ours: longestTask,
      unit: 'ms',
      note: `of the page's thread during a move, processor time; during the ${moves} moves by the clock ${longestByClock.toFixed(0)} ms (0: none of 50 ms)`,
    },
  ];
}

async function throughputBench(): Promise<BenchResult> {
  await tf.setBackend('cpu'); // the baseline's; none has been chosen in Node
  const values = await backboneWeights();
  const [ours, plain] = [
    createWasmBackbone(await openWasmMath(wasmFolder()), values),
    createReferenceBackbone(values),
  ];
  const image = wavePictures(1, side);
  const rateOf = async ({ features }: typeof ours, count: number) => {
    await features(image);
    const start = performance.now();
    for (let i = 0; i < count; i++) await features(image);
    return (1000 * count) / (performance.now() - start);
  };
  const [wasm, reference] = [await rateOf(ours, 20), await rateOf(plain, 1)];
  return {
    name: 'images-per-second',
    ours: wasm,
    baseline: reference,
    ratio: wasm / reference,
    unit: '1/s',
    note: `the backbone on WebAssembly, ${side} px, ${load()}; baseline: tfjs's own operations in JavaScript`,
  };
}

const timed = (name: string, { seconds, busySeconds }: Timed, what: string): BenchResult => ({
  name,
  ours: seconds,
  unit: 's',
  note: `${what}, processor time ${busySeconds.toFixed(1)} s, ${load()}`,
});

/** `KIZU_BENCH_IMAGES` names a folder as MVTec AD lays it out; striped plates are drawn where it is missing. */
async function withImages<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const given = process.env['KIZU_BENCH_IMAGES'];
  if (given !== undefined) return work(given);
  const root = await temporaryFolder();
  try {
    return await work(await writeCategory(root, 'plates', { train: 50, good: 4, defective: 8 }, 256));
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Each part is told as it ends: the next takes minutes on a busy machine. */
export async function* detectorsBench(): AsyncGenerator<BenchResult> {
  yield* await liveBench();
  yield await throughputBench();
  for (const detector of ['patchcore', 'local-contrast'] as const) {
    yield await withImages(async (folder) =>
      timed(`drop-to-roc-${detector}`, await timeDropToRoc(folder, `det=${detector}`), folder),
    );
  }
}

/** Takes the training of the default network: minutes to hours without a GPU. */
export async function detectorsAgainstTraining(): Promise<BenchResult[]> {
  const fast = await timeSampleToRoc('det=local-contrast', false);
  const trained = await timeSampleToRoc('det=contrastive', true);
  return [
    compared({
      name: 'local-contrast-vs-contrastive',
      ours: fast.seconds,
      baseline: trained.seconds,
      unit: 's',
      note: `built-in hex nuts to the ROC curve, both at their defaults; processor time ${fast.busySeconds.toFixed(0)} and ${trained.busySeconds.toFixed(0)} s, ${load()}`,
    }),
  ];
}
