/** A step of a network that marks pixels, from weights, pictures and masks by formulas: scripts/make-pixel-network-fixtures.py makes the same. */
import { expect } from 'vitest';
import { createPackedImages, type PackedImages } from '../../core/views/packed.ts';
import { plainView } from '../../core/views/view.ts';
import type { Device } from '../device.ts';
import { sizeOf, startStatistics, type ParameterSpec, type Values } from '../networks/parameters.ts';
import { createTrainer } from '../training/create-trainer.ts';
import type { StepBatch } from '../training/step-batch.ts';
import type { Learner, StepNumbers } from '../training/trainer.ts';

export interface GoldenStep {
  readonly side: number;
  readonly images: number;
  /** How many weights there are. */
  readonly parameters: number;
  /** The loss, then the series. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Of some weights, the length of the gradient and its first numbers. */
  readonly gradients: Readonly<Record<string, { readonly norm: number; readonly first: readonly number[] }>>;
}

/** Number `i` of a list that follows no pattern, in [-1.5, 1.5). */
function hashed(i: number, phase: number): number {
  const value = Math.sin(12.9898 * i + 78.233 * phase) * 43758.5453;
  return 3 * (value - Math.floor(value)) - 1.5;
}

function listOf(count: number, phase: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => hashed(i, phase));
}

function valuesOf({ name, shape }: ParameterSpec): Float32Array {
  const values = listOf(sizeOf(shape), name.length);
  if (shape.length > 1) {
    const scale = 1.3 / Math.sqrt(sizeOf(shape.slice(0, -1)));
    return Float32Array.from(values, (value) => scale * value);
  }
  return Float32Array.from(values, (value) => 0.1 * value + (name.endsWith('bias') ? 0 : 1));
}

/** Bytes in the order of rows, columns and channels. */
function pictures(count: number, side: number, phase: number): PackedImages {
  const packed = createPackedImages(count, side);
  for (let i = 0, at = 0; at < packed.data.length; at++) {
    if (at % 4 === 3) continue;
    packed.data[at] = 127.5 + 80 * hashed(i++, phase);
  }
  return packed;
}

function masksOf({ side, images }: GoldenStep, isGraded: boolean): Float32Array<ArrayBuffer> {
  const size = images * side ** 2;
  return Float32Array.from(listOf(2 * size, 3), (value, i) => {
    const mark = i < size ? 0 : (value + 1.5) / 3;
    return isGraded ? mark : Number(mark > 0.6);
  });
}

/** Its targets are those of `createMarkedBatches`. */
function batchOf(step: GoldenStep, isGraded: boolean): StepBatch {
  const { side, images } = step;
  const rows = 2 * images;
  const data = masksOf(step, isGraded);
  const changed = data.reduce((sum, value) => sum + value, 0);
  const one = (value: number) => ({ shape: [1], data: Float32Array.of(1 / value) });
  const clean = pictures(rows, side, 2).data.filter((_, at) => at % 4 < 3);
  return {
    inputs: {
      images: {
        pictures: pictures(rows, side, 1),
        views: Array.from({ length: rows }, (_, source) => ({ source, parameters: plainView })),
      },
    },
    targets: {
      clean: { shape: [rows, side, side, 3], data: Float32Array.from(clean, (value) => value / 255) },
      masks: { shape: [rows, side, side, 1], data },
      perChanged: one(changed),
      perUnchanged: one(data.length - changed),
    },
  };
}

interface StepResult {
  readonly numbers: StepNumbers;
  readonly gradients: Values;
}

/** Numbers and gradients of one step, by a plain update of rate 1. */
async function takeStep(
  { network, objective }: Pick<Learner, 'network' | 'objective'>,
  device: Device,
  step: GoldenStep,
  isGraded: boolean,
): Promise<StepResult> {
  const optimiser = { optimiser: 'sgd', momentum: 0, weightDecay: 0, normDecay: false } as const;
  const parameters = Object.fromEntries(network.spec.parameters.map((spec) => [spec.name, valuesOf(spec)]));
  const start = { parameters, statistics: startStatistics(network.spec) };
  const trainer = await createTrainer(
    { network, objective, optimiser },
    device,
    { seed: 1, halfStorage: false },
    start,
  );
  const numbers = await trainer.step(batchOf(step, isGraded), 1);
  const after = (await trainer.save()).parameters;
  trainer.dispose();
  const gradients = Object.entries(parameters).map(
    ([name, before]) => [name, before.map((value, i) => value - after[name][i])] as const,
  );
  return { numbers, gradients: Object.fromEntries(gradients) };
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Fails unless a step of the learner gives the numbers and gradients of `step`, but for a share of `tolerance`. */
export async function expectGoldenStep(
  learner: Pick<Learner, 'network' | 'objective'>,
  device: Device,
  step: GoldenStep,
  { isGraded, tolerance }: { readonly isGraded: boolean; readonly tolerance: number },
): Promise<void> {
  const { numbers, gradients } = await takeStep(learner, device, step, isGraded);
  expect(device.takeFault()).toBeUndefined();
  expect(Object.keys(gradients)).toHaveLength(step.parameters);
  const got = { loss: numbers.loss, ...numbers.numbers };
  expect(Object.keys(got)).toEqual(Object.keys(step.numbers));
  for (const [name, value] of Object.entries(got))
    expect(Math.abs(value / step.numbers[name] - 1), name).toBeLessThan(tolerance);
  for (const [name, wanted] of Object.entries(step.gradients)) {
    expect(Math.abs(norm(gradients[name]) / wanted.norm - 1), `length of ${name}`).toBeLessThan(tolerance);
    wanted.first.forEach((value, i) => {
      expect(Math.abs(gradients[name][i] - value) / wanted.norm, `${name} ${i}`).toBeLessThan(tolerance);
    });
  }
}
