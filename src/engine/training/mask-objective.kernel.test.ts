/** A network that marks anomalous pixels, trained for a step on the masks of the generators. */
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { plainNormalisation } from '../../core/views/normalisation.ts';
import { renderViews } from '../../core/views/render.ts';
import { convolveByDefinition } from '../kernels/convolution.oracle.ts';
import { geometryOf } from '../kernels/geometry.ts';
import type { Network } from '../networks/network.ts';
import { oracle } from '../networks/weightless.oracle.ts';
import { composedObjective } from '../program/composed-objective.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { difference } from '../testing/numbers.ts';
import { openTestDevice } from '../testing/open-gpu.ts';
import { texture } from '../testing/pictures.ts';
import { createBatchSource, type PairBatch } from './batch.ts';
import { createTrainer } from './create-trainer.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  patchArea: [5, 10],
  generator: 'nsa',
  gateEnabled: false,
};
const layer = { name: 'marks', stride: 1, padding: 1 };
const weightShape = [3, 3, 3, 1];

/** One logit for each pixel. */
const network: Network = {
  spec: {
    parameters: [
      { name: 'marks.weight', shape: weightShape, start: 'kaiming', fan: 27 },
      { name: 'marks.bias', shape: [1], start: 'zeros', fan: 1 },
    ],
    norms: {},
  },
  normalisation: plainNormalisation,
  outputs: { pooled: { channels: 1 }, logits: { channels: 1, stride: 1 } },
  apply({ images }, operations) {
    const logits = operations.convolve(images, layer);
    return { logits, pooled: operations.averagePool(logits) };
  },
};

const objective = composedObjective([], (operations, { outputs: { logits }, targets: { masks } }) => ({
  loss: operations.reduce(operations.binary(logits, masks, 'focal'), 'mean', 'all'),
  series: [],
}));

function drawBatch(): PairBatch {
  const images = [1, 2, 3].map((seed) => texture(64, seed));
  const batch = createBatchSource(images, experiment, { targets: ['masks'] }).draw(0);
  if (!batch.ok) throw new Error(batch.problem.kind);
  return batch.value;
}

/** Loss, and its gradients for the weight and the bias, in float64 loops. */
function byDefinition({ pictures, views, targets }: PairBatch, w: ArrayLike<number>, bias: number) {
  const shape = [views.length, 32, 32, 3];
  const x = renderViews(pictures, views, plainNormalisation);
  const geometry = geometryOf(shape, weightShape, layer);
  const empty = new Float64Array(views.length * 32 * 32);
  const { output } = convolveByDefinition(geometry, { x, w, dy: empty });
  const mask = { shape: [output.length], data: Float64Array.from(targets['masks'].data) };
  const focal = (shift: number) =>
    oracle.binary({ shape: mask.shape, data: output.map((value) => value + bias + shift) }, mask, 'focal')
      .data;
  const loss = focal(0).reduce((sum, one) => sum + one, 0) / output.length;
  const step = 1e-5;
  const below = focal(-step);
  const dy = focal(step).map((above, i) => (above - below[i]) / (2 * step) / output.length);
  const { weightGradient } = convolveByDefinition(geometry, { x, w, dy });
  return { loss, weightGradient, biasGradient: dy.reduce((sum, one) => sum + one, 0) };
}

const hasGpu = await installNodeWebGpu();

describe.each(['webgpu', 'cpu'] as const)('masks as targets, on %s', (backend) => {
  it('train a step as the focal loss says', async ({ skip }) => {
    skip(backend === 'webgpu' && !hasGpu, 'there is no Vulkan driver');
    const device = await openTestDevice(backend === 'cpu' ? 'cpu' : undefined);
    const optimiser = { optimiser: 'sgd', momentum: 0, weightDecay: 0, normDecay: false } as const;
    const trainer = await createTrainer({ network, objective, optimiser }, device, experiment);
    const batch = drawBatch();
    const before = (await trainer.save()).parameters;
    const wanted = byDefinition(batch, before['marks.weight'], before['marks.bias'][0]);
    const { loss } = await trainer.step(batch, 1);
    const after = (await trainer.save()).parameters;
    expect(Math.abs(loss / wanted.loss - 1)).toBeLessThan(1e-5);
    const moved = (name: string) => after[name].map((value, i) => before[name][i] - value);
    expect(difference(moved('marks.weight'), wanted.weightGradient)).toBeLessThan(1e-5);
    expect(difference(moved('marks.bias'), [wanted.biasGradient])).toBeLessThan(1e-5);
    trainer.dispose();
  });
});
