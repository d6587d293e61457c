/** DRAEM and NSA train, score and say where, on the device; and what keeps them from it is told. */
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import type { EvaluationEvent } from '../core/run/events.ts';
import type { Device } from '../engine/device.ts';
import { runEvaluation } from '../engine/evaluation/evaluate.ts';
import { installNodeWebGpu } from '../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../engine/testing/open-gpu.ts';
import { texture } from '../engine/testing/pictures.ts';
import { trainHere } from '../engine/testing/train-here.ts';
import { unwatched } from '../engine/testing/unwatched.ts';
import { createControl } from '../engine/training/control.ts';
import { estimateCost } from '../engine/training/estimate.ts';
import type { Trainer } from '../engine/training/trainer.ts';
import { bodies } from './bodies.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from './run-detector.ts';

type Marking = Extract<Experiment['detector'], 'draem' | 'nsa'>;

function tiny(detector: Marking, changes: Partial<Experiment> = {}): Experiment {
  const sizes = { width: 'quarter', imageSize: 64, inputSize: 32, batchSize: 2, steps: 14 } as const;
  const learning = { learningRate: 0.003, warmUp: 0, weightDecay: 0, gateEnabled: false } as const;
  return {
    ...defaultExperiment,
    ...sizes,
    ...learning,
    detector,
    generator: detector,
    draemWidth: 8,
    ...changes,
  };
}

const images = [1, 2, 3].map((seed) => texture(64, seed));
const items = images.map((image, i) => ({
  path: String(i),
  split: i < 2 ? ('train' as const) : ('test' as const),
  defect: 'good',
  image,
}));
const control = () => createControl(() => Promise.resolve());
const now = () => 0;
const hasGpu = await installNodeWebGpu();

describe(`detectors that mark pixels, on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  const train = (experiment: Experiment, trainer: Trainer) =>
    trainHere({ experiment, recipe: recipeOf(experiment), images, trainer, device });

  it.each(['draem', 'nsa'] as const)('%s learns, is watched, and scores with a map', async (detector) => {
    const experiment = tiny(detector);
    const trainer = await createDetectorTrainer(experiment, device);
    const { outcome, events, steps } = await train(experiment, trainer);
    expect(outcome).toEqual({ ok: true, value: { steps: 14, reason: 'completed' } });
    const losses = steps.map(({ loss }) => loss);
    const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
    expect(mean(losses.slice(-4))).toBeLessThan(0.95 * mean(losses.slice(0, 4)));
    const watched = events.filter((event) => event.type === 'watched');
    expect(watched.every(({ heldOutAuroc }) => heldOutAuroc >= 0 && heldOutAuroc <= 1)).toBe(true);
    const scored: EvaluationEvent[] = [];
    await runEvaluation({
      ...scoringOf({ experiment, trainer, items, frozen: () => Promise.reject(new Error('none')) }),
      experiment,
      items,
      device,
      control: control(),
      now,
      report: (event) => scored.push(event),
    });
    const [item] = scored.flatMap((event) => (event.type === 'scored' ? event.items : []));
    expect(item.map).toMatchObject({ columns: 64, rows: 64 });
    expect(item.score).toBeGreaterThan(0);
    expect(item.score).toBeLessThanOrEqual(1);
    expect(device.takeFault()).toBeUndefined();
    trainer.dispose();
  });

  it('a map that is the same everywhere ends the run by name', async () => {
    const experiment = tiny('nsa', { steps: 2 });
    const trainer = await createDetectorTrainer(experiment, device);
    const dead: Trainer['step'] = async (batch, rate) => {
      const { loss } = await trainer.step(batch, rate);
      return { loss, numbers: { changed: 0, unchanged: 0 } };
    };
    const { outcome } = await train(experiment, unwatched({ ...trainer, step: dead }));
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'map-collapsed', step: 1, value: 0 } });
    trainer.dispose();
  });

  it('an input of 48 px is refused before training, and before its cost is measured', async () => {
    const experiment = tiny('nsa', { inputSize: 48 });
    const wanted = { ok: false, problem: { kind: 'side-not-multiple', side: 48, multiple: 32 } };
    const trainer = await createDetectorTrainer(experiment, device);
    expect((await train(experiment, trainer)).outcome).toEqual(wanted);
    const learner = bodies.nsa.learner(experiment);
    const measuring = { experiment, learner, device, control: control(), now };
    expect(await estimateCost({ ...measuring, recipe: recipeOf(experiment) })).toEqual(wanted);
    trainer.dispose();
  });

  it('their own knobs change the network, and what it is trained to say', async () => {
    const weights = (draemWidth: Experiment['draemWidth']) =>
      bodies.draem
        .learner(tiny('draem', { draemWidth }))
        .network.spec.parameters.map(({ shape }) => shape[0]);
    expect(weights(32)).not.toEqual(weights(16));
    const lossOf = async (nsaLabels: Experiment['nsaLabels']) => {
      const experiment = tiny('nsa', { nsaLabels, steps: 1 });
      const trainer = await createDetectorTrainer(experiment, device);
      const { steps } = await train(experiment, unwatched(trainer));
      trainer.dispose();
      return steps[0].loss;
    };
    expect(await lossOf('binary')).not.toBe(await lossOf('graded'));
  });
});
