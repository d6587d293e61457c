import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { StepEvent, TrainingEvent } from '../../core/run/events.ts';
import type { Device, DeviceFault } from '../device.ts';
import { blank, texture } from '../testing/pictures.ts';
import { createControl, type ControlHandle } from './control.ts';
import { runTraining } from './run.ts';
import type { TrainingSetup } from './setup.ts';
import type { Trainer } from './trainer.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { recipeOf } from '../../detectors/run-detector.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  steps: 4,
  warmUp: 0,
  patchArea: [2, 5],
};

/** A clock that a step moves by 10 ms. */
interface Bench {
  readonly setup: TrainingSetup;
  readonly control: ControlHandle;
  readonly events: TrainingEvent[];
  readonly rates: number[];
  /** Steps that the network had taken where it was put back. */
  readonly restored: number[];
  /** Steps taken at each look at pictures. */
  readonly looks: number[];
  readonly clock: { now: number };
}

interface BenchOptions {
  readonly changes?: Partial<Experiment>;
  readonly lossAt?: (step: number) => number;
  readonly fault?: DeviceFault;
  /** Called before each step's work. */
  readonly onStep?: (step: number, bench: Bench) => void;
}

function createBench({ changes, lossAt = () => 1, fault, onStep }: BenchOptions = {}): Bench {
  const clock = { now: 1000 };
  const events: TrainingEvent[] = [];
  const rates: number[] = [];
  const restored: number[] = [];
  const looks: number[] = [];
  const control = createControl(() => new Promise((resolve) => setImmediate(resolve)));
  const trainer: Trainer = {
    network: resNet18Network(experiment),
    length: 4,
    step: (_batch, learningRate) => {
      onStep?.(rates.length, bench);
      clock.now += 10;
      rates.push(learningRate);
      return Promise.resolve({
        loss: lossAt(rates.length - 1),
        numbers: { positiveSimilarity: 0.5, negativeSimilarity: 0.1, alignment: 0.2, uniformity: -1 },
      });
    },
    forward: ({ count }, wanted) => {
      looks.push(rates.length);
      return Promise.resolve(wanted.map(() => new Float32Array(4 * count)));
    },
    save: () => {
      const values = { steps: Float32Array.of(rates.length) };
      return Promise.resolve({ parameters: values, statistics: {}, slots: [], updates: rates.length });
    },
    restore: ({ parameters }) => {
      restored.push(parameters['steps'][0]);
    },
    dispose: () => undefined,
  };
  const device: Device = {
    gpu: undefined,
    report: { backend: 'cpu', adapter: '', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
    takeFault: () => fault,
  };
  const setup = {
    experiment: { ...experiment, ...changes },
    recipe: recipeOf({ ...experiment, ...changes }),
    images: [texture(64, 1), texture(64, 2)],
    trainer,
    device,
    control,
    now: () => clock.now,
    report: (event: TrainingEvent) => events.push(event),
  };
  const bench = { setup, control, events, rates, restored, looks, clock };
  return bench;
}

function stepsOf(events: readonly TrainingEvent[]): StepEvent[] {
  return events.filter((event) => event.type === 'step');
}

describe('training', () => {
  it('tells of every step, with time and speed, and of its end', async () => {
    const { setup, events, rates } = createBench();
    expect(await runTraining(setup)).toEqual({ ok: true, value: { steps: 4, reason: 'completed' } });
    expect(stepsOf(events).map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    // A step's numbers come while the next is under way.
    expect(stepsOf(events).map(({ elapsedMs }) => elapsedMs)).toEqual([20, 30, 40, 40]);
    expect(stepsOf(events)[1].viewsPerSecond).toBe(800);
    expect(events.at(-1)).toEqual({ type: 'trained', steps: 4, elapsedMs: 40, reason: 'completed' });
    expect(rates[0]).toBe(experiment.learningRate);
    expect(rates[3]).toBeLessThan(rates[2]);
  });

  it('looks at held-out pictures at the start, every tenth step and the end, off the clock', async () => {
    const { setup, events, looks, clock } = createBench({ changes: { steps: 24 } });
    const slow: Trainer = {
      ...setup.trainer,
      forward: (...input) => {
        clock.now += 5000;
        return setup.trainer.forward(...input);
      },
    };
    expect((await runTraining({ ...setup, trainer: slow })).ok).toBe(true);
    expect(looks).toEqual([0, 10, 20, 24]);
    const watched = events.filter((event) => event.type === 'watched');
    expect(watched.map(({ step }) => step)).toEqual([0, 10, 20, 24]);
    const opening = events.filter((event) => event.type === 'watching');
    expect(opening).toHaveLength(1);
    const pictures = opening[0].pictures.length;
    expect(watched.map(({ points }) => points.length)).toEqual(new Array(4).fill(2 * pictures));
    expect(watched[0].heldOutAuroc).toBe(0.5); // all embeddings are alike
    expect(stepsOf(events).at(-1)?.elapsedMs).toBeLessThanOrEqual(240);
  });

  it('pauses between steps, leaves the pause out of the time, and goes on', async () => {
    const { setup, events, control, clock } = createBench({
      onStep: (step, { control: handle }) => {
        if (step === 1) handle.pause();
      },
    });
    const running = runTraining(setup);
    await expect.poll(() => events.at(-1)).toEqual({ type: 'paused', step: 2 });
    clock.now += 60_000;
    control.resume();
    expect((await running).ok).toBe(true);
    expect(events.filter(({ type }) => type === 'resumed')).toEqual([{ type: 'resumed', step: 2 }]);
    expect(stepsOf(events).at(-1)?.elapsedMs).toBe(40);
  });

  it('stops after the step at hand, while running and while paused', async () => {
    const running = createBench({
      onStep: (step, { control }) => {
        if (step === 1) control.stop();
      },
    });
    expect(await runTraining(running.setup)).toEqual({ ok: true, value: { steps: 2, reason: 'stopped' } });
    const paused = createBench();
    paused.control.pause();
    const outcome = runTraining(paused.setup);
    await new Promise((resolve) => setTimeout(resolve, 5));
    paused.control.stop();
    expect(await outcome).toEqual({ ok: true, value: { steps: 0, reason: 'stopped' } });
    expect(paused.events.map(({ type }) => type)).toEqual(['paused', 'trained']);
  });

  it.each([
    [60, 50],
    [50, 25], // no loss was computed from the state after 50 steps before this one
    [0, 0],
  ])('goes back, after %i steps and a loss that is no number, to the state after %i', async (bad, good) => {
    const { setup, restored } = createBench({
      changes: { steps: 80 },
      lossAt: (step) => (step === bad ? Number.POSITIVE_INFINITY : 1),
    });
    const problem = { kind: 'loss-not-finite', step: bad + 1, restored: good };
    expect(await runTraining(setup)).toEqual({ ok: false, problem });
    expect(restored).toEqual([good]);
  });

  it('ends with the step whose loss is no number', async () => {
    const { setup, events } = createBench({ lossAt: (step) => (step === 2 ? Number.NaN : 1) });
    expect(await runTraining(setup)).toEqual({
      ok: false,
      problem: { kind: 'loss-not-finite', step: 3, restored: 0 },
    });
    expect(stepsOf(events)).toHaveLength(2);
  });

  it.each([
    [
      { kind: 'device-lost', detail: 'gone' },
      { kind: 'device-lost', reason: 'gone' },
    ],
    [
      { kind: 'out-of-memory', detail: 'full' },
      { kind: 'out-of-memory', detail: 'full' },
    ],
    [
      { kind: 'unexpected', detail: 'bad shader' },
      { kind: 'unexpected', detail: 'bad shader' },
    ],
  ] as const)('ends with what the device says: %o', async (fault, problem) => {
    const { setup } = createBench({ fault });
    expect(await runTraining(setup)).toEqual({ ok: false, problem });
  });

  it('tells a lost device from a defect when a step throws', async () => {
    const thrown = () => Promise.reject(new Error('mapAsync failed'));
    const lost = createBench({ fault: { kind: 'device-lost', detail: 'gone' } });
    const setup = { ...lost.setup, trainer: { ...lost.setup.trainer, step: thrown } };
    expect(await runTraining(setup)).toEqual({ ok: false, problem: { kind: 'device-lost', reason: 'gone' } });
    const sound = createBench();
    const broken = { ...sound.setup, trainer: { ...sound.setup.trainer, step: thrown } };
    await expect(runTraining(broken)).rejects.toThrow('mapAsync failed');
  });

  it('does not begin without images, or with images smaller than a crop', async () => {
    const { setup } = createBench();
    expect(await runTraining({ ...setup, images: [] })).toEqual({
      ok: false,
      problem: { kind: 'no-normal-images' },
    });
    const small = createBench({ changes: { imageSize: 64, inputSize: 96 } });
    expect(await runTraining(small.setup)).toEqual({
      ok: false,
      problem: { kind: 'images-too-small', side: 64, wanted: 96 },
    });
  });

  it('ends when no patch is ever accepted', async () => {
    const { setup } = createBench({ changes: { gateRetries: 1 } });
    const outcome = await runTraining({ ...setup, images: [blank(64)] });
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'no-valid-patch' } });
  });
});
