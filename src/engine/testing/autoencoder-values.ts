/** Weights and pictures by formula, as scripts/make-vae-fixture.py makes them too, and a step's gradients beside PyTorch's. */
import { createPackedImages } from '../../core/views/packed.ts';
import { plainView } from '../../core/views/view.ts';
import type { NetworkSpec, Values } from '../networks/parameters.ts';
import { sizeOf } from '../networks/parameters.ts';
import type { StepBatch } from '../training/step-batch.ts';
import type { Trainer } from '../training/trainer.ts';

/** Of a layer's weight and of its bias, in the order of the spec. */
export function waveValues({ parameters }: NetworkSpec): Values {
  const entries = parameters.map(({ name, shape, fan }, i) => {
    const layer = Math.floor(i / 2);
    const isWeight = name.endsWith('.weight');
    const [scale, phase] = isWeight ? [Math.sqrt(4 / fan), layer] : [0.1, layer + 0.5];
    return [
      name,
      Float32Array.from({ length: sizeOf(shape) }, (_, at) => scale * Math.sin(0.7 * at + phase)),
    ];
  });
  return Object.fromEntries(entries) as Values;
}

export function waveBatch(rows: number, side: number): StepBatch {
  const pictures = createPackedImages(rows, side);
  for (let at = 0; at < rows * side * side * 3; at++) {
    const [pixel, c] = [Math.floor(at / 3), at % 3];
    const [x, y, n] = [pixel % side, Math.floor(pixel / side) % side, Math.floor(pixel / side ** 2)];
    pictures.data[4 * pixel + c] = Math.floor(127.5 + 100 * Math.sin(0.3 * x + 0.2 * y * (c + 1) + n));
  }
  const views = Array.from({ length: rows }, (_, source) => ({ source, parameters: plainView }));
  return { inputs: { images: { pictures, views } }, targets: {} };
}

export type GoldenGradients = Readonly<
  Record<string, { readonly norm: number; readonly first: readonly number[] }>
>;

/** Largest difference of gradients from the golden ones, each as a share of the golden one's length; the optimiser must be plain SGD. */
export async function gradientError(
  trainer: Trainer,
  golden: GoldenGradients,
  step: (rate: number) => Promise<unknown>,
): Promise<number> {
  const before = (await trainer.save()).parameters;
  await step(1);
  const after = (await trainer.save()).parameters;
  const errors = Object.entries(golden).map(([name, { norm, first }]) => {
    const gradient = before[name].map((value, i) => value - after[name][i]);
    const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
    const apart = first.map((value, i) => Math.abs(value - gradient[i]));
    return Math.max(Math.abs(length - norm), ...apart) / norm;
  });
  return Math.max(...errors);
}
