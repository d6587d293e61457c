/** What can go wrong on a device is handled for every detector of the table. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DetectorName } from '../core/experiment/detectors.ts';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import type { TrainingEvent } from '../core/run/events.ts';
import type { Device } from '../engine/device.ts';
import { runEvaluation } from '../engine/evaluation/evaluate.ts';
import { installNodeWebGpu } from '../engine/testing/node-webgpu.ts';
import { gpuOf } from '../engine/testing/open-gpu.ts';
import { texture } from '../engine/testing/pictures.ts';
import { unwatched } from '../engine/testing/unwatched.ts';
import { createControl } from '../engine/training/control.ts';
import { estimateCost } from '../engine/training/estimate.ts';
import { trainThroughLosses } from '../engine/training/recover.ts';
import { runTraining } from '../engine/training/run.ts';
import { openFrozen } from '../engine/backbone/open-frozen.ts';
import { filesHere } from '../engine/testing/backbone-weights.ts';
import { bodies } from './bodies.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from './run-detector.ts';

const images = [1, 2, 3].map((seed) => texture(64, seed));
const items = images.map((image, i) => ({
  path: String(i),
  split: i < 2 ? ('train' as const) : ('test' as const),
  defect: 'good',
  image,
}));
const control = () => createControl(() => new Promise((resolve) => setImmediate(resolve)));

function tiny(detector: DetectorName): Experiment {
  const sizes = { width: 'quarter', imageSize: 64, inputSize: 32, batchSize: 2, patchArea: [4, 8] } as const;
  const narrow = { draemWidth: 8 } as const;
  return {
    ...defaultExperiment,
    ...sizes,
    ...narrow,
    detector,
    steps: 28,
    learningRate: 0.002,
    cropStride: 1,
  };
}

const hasGpu = await installNodeWebGpu();
const names = Object.keys(bodies) as DetectorName[];
const trained = names.filter((name) => bodies[name].recipe !== undefined);

describe.skipIf(!hasGpu)('faults (skipped where there is no Vulkan driver)', () => {
  let open: () => Promise<Device>;

  beforeAll(async () => {
    ({ openDevice: open } = await import('../engine/device.ts'));
  });

  /** Losses of a whole run; the device is destroyed where `destroyAt` steps have been reported. */
  async function lossesOf(experiment: Experiment, destroyAt: readonly number[]): Promise<number[]> {
    let current = await open();
    let waiting = [...destroyAt];
    const losses: number[] = [];
    const report = (event: TrainingEvent) => {
      if (event.type !== 'step') return;
      losses[event.step - 1] = event.loss;
      if (waiting[0] !== event.step) return;
      waiting = waiting.slice(1);
      current.gpu?.destroy();
    };
    const attach = async () => ({
      device: current,
      trainer: unwatched(await createDetectorTrainer(experiment, current)),
    });
    const reopen = async () => {
      current = await open();
      return attach();
    };
    const shared = { experiment, images, control: control(), now: () => 0, report, reopen };
    const outcome = await trainThroughLosses({
      ...shared,
      ...(await attach()),
      recipe: quiet(experiment),
    });
    expect(outcome).toEqual({ ok: true, value: { steps: experiment.steps, reason: 'completed' } });
    return losses;
  }

  /** Without what is watched, whose pictures take longer than tiny steps do. */
  function quiet(experiment: Experiment) {
    const recipe = recipeOf(experiment);
    const scores = (rows: Float32Array, count: number) =>
      Promise.resolve(new Float32Array(rows.length - count));
    return { ...recipe, probe: { ...recipe.probe, scores } };
  }

  it.each(trained)('%s: a lost device is replaced, and losses are the same bit for bit', async (name) => {
    const experiment = tiny(name);
    expect(await lossesOf(experiment, [3, 27])).toEqual(await lossesOf(experiment, []));
  });

  /** On a device a network's ReLUs turn what is no number into zeros; its map is then one value. */
  const death = (name: DetectorName) =>
    name === 'nsa' ? { kind: 'map-collapsed', step: 2 } : { kind: 'loss-not-finite', restored: 0 };

  it.each(trained)('%s: a loss that is no number ends the run by name', async (name) => {
    const experiment = {
      ...tiny(name),
      optimiser: 'sgd',
      learningRate: 0.2,
      warmUp: 0,
      weightDecay: 0,
    } as const;
    const device = await open();
    const trainer = await createDetectorTrainer(experiment, device);
    const step: typeof trainer.step = (batch) => trainer.step(batch, 1e30);
    const outcome = await runTraining({
      experiment,
      recipe: quiet(experiment),
      images,
      trainer: unwatched({ ...trainer, step }),
      device,
      control: control(),
      now: () => 0,
      report: () => undefined,
    });
    expect(outcome).toMatchObject({ ok: false, problem: death(name) });
    trainer.dispose();
  });

  it.each(trained)(
    '%s: a step that does not fit is reported as memory, and a smaller one proposed',
    async (name) => {
      const device = await open();
      const gpu = gpuOf(device);
      const largest = 64 * 32 * 32 * 16 * 4; // 64 maps of 32 px with 16 channels
      const few: Record<string, number> = { maxBufferSize: largest, maxStorageBufferBindingSize: largest };
      const limits = new Proxy(gpu.limits, {
        get: (all, limit) => few[String(limit)] ?? (Reflect.get(all, limit, all) as number),
      });
      Object.defineProperty(gpu, 'limits', { value: limits, configurable: true });
      const experiment = { ...tiny(name), inputSize: 64, batchSize: 64 } as const;
      const learner = bodies[name].learner(experiment);
      const measuring = { experiment, learner, device, control: control(), now: () => 0 };
      const outcome = await estimateCost({ ...measuring, recipe: recipeOf(experiment) });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
      expect(outcome.value?.wantedBatchSize).toBe(64);
      expect(outcome.value?.batchSize).toBeLessThan(64);
    },
  );

  it.each(names)('%s: a device that is lost under an evaluation ends it by name', async (name) => {
    const experiment = tiny(name);
    const device = await open();
    const trainer = await createDetectorTrainer(experiment, device);
    const outcome = await runEvaluation({
      ...scoringOf({ experiment, trainer, items, frozen: () => openFrozen(device, filesHere) }),
      experiment,
      items,
      device,
      control: control(),
      now: () => 0,
      report: ({ type }) => {
        if (type === 'bank') device.gpu?.destroy();
      },
    });
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'device-lost' } });
  });
});
