import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../device.ts';
import { isFrozen } from '../networks/frozen.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { openTestDevice } from '../testing/open-gpu.ts';
import { texture } from '../testing/pictures.ts';
import { createBatchSource } from './batch.ts';
import { createDetectorTrainer } from '../../detectors/run-detector.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  patchArea: [4, 8],
  weightDecay: 0.01,
  optimiser: 'sgd',
};
const images = [1, 2, 3].map((seed) => texture(64, seed));

describe('a frozen part', () => {
  let device: Device;

  beforeAll(async () => {
    await installNodeWebGpu();
    device = await openTestDevice();
  });

  /** Losses of three steps, and which weights and statistics they changed. */
  async function train(experiment: Experiment, on: Pick<Device, 'gpu' | 'report' | 'lanes'>) {
    const trainer = await createDetectorTrainer(experiment, on);
    const before = await trainer.save();
    const source = createBatchSource(images, experiment);
    const losses: number[] = [];
    for (let step = 0; step < 3; step++) {
      const batch = source.draw(step);
      if (!batch.ok) throw new Error(batch.problem.kind);
      losses.push((await trainer.step(batch.value, 0.005)).loss);
    }
    const after = await trainer.save();
    trainer.dispose();
    const changed = (kind: 'parameters' | 'statistics') =>
      Object.keys(before[kind]).filter((name) =>
        after[kind][name].some((value, i) => value !== before[kind][name][i]),
      );
    return { losses, parameters: changed('parameters'), statistics: changed('statistics'), all: before };
  }

  it.each([
    ['layer2', 'sgd'],
    ['layer3', 'adamw'],
    ['encoder', 'lars'],
  ] as const)(
    'up to %s keeps its weights and statistics under %s, and no other',
    async (frozen, optimiser) => {
      const experiment = { ...tiny, frozen, optimiser };
      const { parameters, statistics, all } = await train(experiment, device);
      const free = (names: string[]) => names.filter((name) => !isFrozen(name, frozen)).sort();
      expect(parameters.sort()).toEqual(free(Object.keys(all.parameters)));
      expect(statistics.sort()).toEqual(free(Object.keys(all.statistics)));
    },
  );

  it('gives the losses that reference operations give', async () => {
    const experiment = { ...tiny, frozen: 'layer2' } as const;
    const planned = await train(experiment, device);
    const composed = await train(experiment, { ...device, gpu: undefined });
    expect(composed.parameters.sort()).toEqual(planned.parameters.sort());
    planned.losses.forEach((loss, i) => {
      expect(Math.abs(loss / composed.losses[i] - 1)).toBeLessThan(5e-3);
    });
  });
});
