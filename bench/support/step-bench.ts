/** Whole training steps, ours and tfjs's own, in turns. */
import { defaultExperiment, type Experiment } from '../../src/core/experiment/experiment.ts';
import { createPackedImages } from '../../src/core/views/packed.ts';
import { plainView } from '../../src/core/views/view.ts';
import type { Device } from '../../src/engine/device.ts';
import type { PairBatch } from '../../src/engine/training/batch.ts';
import { createDetectorTrainer } from '../../src/detectors/run-detector.ts';
import type { DeviceCounts } from './count-device.ts';
import { createStockStep } from './stock-step.ts';
import { quantile } from './timing.ts';

export interface StepShape {
  readonly width: Experiment['width'];
  readonly side: number;
  readonly images: number;
  readonly halfStorage?: boolean;
}

/** Noise: what the pictures show does not matter to time. */
export function batchOf({ side, images }: StepShape): PairBatch {
  const pictures = createPackedImages(2 * images, side);
  let state = 1;
  pictures.data.forEach((_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pictures.data[i] = state >>> 24;
  });
  const views = Array.from({ length: 4 * images }, (_, i) => ({
    source: i < 2 * images ? i % images : images + (i % images),
    parameters: { ...plainView, brightness: 1 + (i % 7) / 50 },
  }));
  const classes = Uint32Array.from(views, ({ source }) => Number(source >= images));
  return {
    images,
    pictures,
    views,
    classes,
    inputs: { images: { pictures, views } },
    targets: { classes: { shape: [views.length], data: classes } },
  };
}

export function experimentOf({ width, side, images, halfStorage = false }: StepShape): Experiment {
  const inputSize = side as Experiment['inputSize'];
  return { ...defaultExperiment, optimiser: 'sgd', width, inputSize, batchSize: images, halfStorage };
}

interface Cost {
  /** Median milliseconds of a step. */
  readonly ms: number;
  readonly dispatches: number;
  readonly submissions: number;
  /** Bytes that stay allocated from step to step. */
  readonly bytes: number;
}

interface Steps {
  step(): Promise<number>;
  dispose(): void;
}

/** A step each to compile the shaders, then `rounds` steps of each in turns. */
async function measure<Name extends string>(
  engines: Readonly<Record<Name, () => Promise<Steps>>>,
  counts: DeviceCounts,
  rounds: number,
): Promise<Record<Name, Cost>> {
  const names = Object.keys(engines) as Name[];
  const costs = new Map<
    Name,
    { ms: number[]; dispatches: number; submissions: number; bytes: number; steps: Steps }
  >();
  for (const name of names) {
    const before = counts.bytes();
    const steps = await engines[name]();
    await steps.step();
    const [sent, submitted] = [counts.dispatches(), counts.submissions()];
    await steps.step();
    const dispatches = counts.dispatches() - sent;
    const submissions = counts.submissions() - submitted;
    costs.set(name, { ms: [], dispatches, submissions, bytes: counts.bytes() - before, steps });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { ms, steps } of costs.values()) {
      const start = performance.now();
      await steps.step();
      ms.push(performance.now() - start);
    }
  }
  const entries = [...costs].map(([name, { ms, steps, ...cost }]) => {
    steps.dispose();
    return [name, { ...cost, ms: quantile(ms, 0.5) }];
  });
  return Object.fromEntries(entries) as Record<Name, Cost>;
}

function ours(shape: StepShape, device: Device): () => Promise<Steps> {
  return async () => {
    const trainer = await createDetectorTrainer(experimentOf(shape), device);
    const batch = batchOf(shape);
    return {
      step: async () => (await trainer.step(batch, 0.01)).loss,
      dispose() {
        trainer.dispose();
      },
    };
  };
}

function stock(shape: StepShape): () => Promise<Steps> {
  return () => {
    const steps = createStockStep(experimentOf(shape));
    const batch = batchOf(shape);
    return Promise.resolve({
      step: () => steps.step(batch),
      dispose() {
        steps.dispose();
      },
    });
  };
}

export function measureBoth(
  shape: StepShape,
  device: Device,
  counts: DeviceCounts,
  rounds: number,
): Promise<Record<'ours' | 'stock', Cost>> {
  return measure({ ours: ours(shape, device), stock: stock(shape) }, counts, rounds);
}

export async function measureOurs(
  shape: StepShape,
  device: Device,
  counts: DeviceCounts,
  rounds: number,
): Promise<Cost> {
  return (await measure({ ours: ours(shape, device) }, counts, rounds)).ours;
}

/** Our step with activations in 16 and in 32 bits. */
export function measureStorages(
  shape: StepShape,
  device: Device,
  counts: DeviceCounts,
  rounds: number,
): Promise<Record<'f16' | 'f32', Cost>> {
  const f16 = ours({ ...shape, halfStorage: true }, device);
  return measure({ f16, f32: ours(shape, device) }, counts, rounds);
}
