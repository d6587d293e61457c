/** Walks the knob table: a training knob that changes neither the losses nor the network is a defect. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  defaultExperiment,
  knobNames,
  knobOf,
  type Experiment,
  type KnobName,
} from '../../core/experiment/experiment.ts';
import { createPackedImages, packWindow } from '../../core/views/packed.ts';
import type { TrainingEvent } from '../../core/run/events.ts';
import type { Device } from '../device.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { openTestDevice } from '../testing/open-gpu.ts';
import { texture } from '../testing/pictures.ts';
import { unwatched } from '../testing/unwatched.ts';
import { createControl } from './control.ts';
import { runTraining } from './run.ts';
import { createDetectorTrainer, recipeOf } from '../../detectors/run-detector.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  steps: 2,
  patchArea: [4, 8],
};

/** Another value for each training knob, and what must hold for it to have a say. */
const changes: Partial<Record<KnobName, Partial<Experiment>>> = {
  gateRetries: { gateRetries: 1 },
  trainOn: { trainOn: 'whole' },
  evenCrops: { evenCrops: 100 },
  inputSize: { inputSize: 64 },
  sharedViews: { sharedViews: false },
  viewTranslation: { viewTranslation: 10 },
  viewRotation: { viewRotation: 15 },
  viewJitter: { viewJitter: 0.3 },
  width: { width: 'half' },
  start: { start: 'file' },
  frozen: { frozen: 'layer2' },
  headBatchNorm: { headBatchNorm: false },
  halfStorage: { halfStorage: true },
  objective: { objective: 'decoupled' },
  temperature: { temperature: 0.5 },
  steps: { steps: 3 },
  spdWeight: { spdWeight: 0.5 },
  softNormals: { softNormals: 5 },
  easyFirst: { easyFirst: 8 },
  warmUp: { warmUp: 10 },
  batchSize: { batchSize: 3 },
  learningRate: { learningRate: 0.01 },
  momentum: { momentum: 0 },
  optimiser: { optimiser: 'sgd' },
  weightDecay: { weightDecay: 0.01 },
  normDecay: { normDecay: false },
  heldOut: { heldOut: 50 },
  peek: { peek: true },
};
const contexts: Partial<Record<KnobName, Partial<Experiment>>> = {
  normDecay: { weightDecay: 0.01 },
  momentum: { optimiser: 'sgd' },
  gateRetries: { gateThreshold: 0.7 },
  viewTranslation: { trainOn: 'whole' },
  viewRotation: { trainOn: 'whole' },
};

const hasGpu = await installNodeWebGpu();

describe('every knob of training changes something', () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  const known = new Map<string, Promise<string>>();

  function outcome(experiment: Experiment): Promise<string> {
    const key = JSON.stringify(experiment);
    const found = known.get(key) ?? train(experiment);
    known.set(key, found);
    return found;
  }

  /** Losses of a short run, the test AUROC where it is reported, and what its network then makes of a picture. */
  async function train(experiment: Experiment): Promise<string> {
    const trainer = await createDetectorTrainer(experiment, device);
    const losses: (number | undefined)[] = [];
    await runTraining({
      experiment,
      recipe: recipeOf(experiment),
      images: [1, 2, 3].map((seed) => texture(experiment.imageSize, seed)),
      items: (['train', 'good', 'scratch'] as const).map((kind, i) => ({
        path: kind,
        split: kind === 'train' ? 'train' : 'test',
        defect: kind === 'scratch' ? kind : 'good',
        image: texture(experiment.imageSize, 4 + i),
      })),
      trainer: experiment.peek ? trainer : unwatched(trainer),
      device,
      control: createControl(() => Promise.resolve()),
      now: () => 0,
      report: (event: TrainingEvent) => {
        if (event.type === 'step') losses.push(event.loss);
        if (event.type === 'watched') losses.push(event.testAuroc);
      },
    });
    const pictures = createPackedImages(1, 32);
    packWindow(pictures, 0, texture(32, 9), { left: 0, top: 0 });
    const [embedding] = await trainer.forward(pictures, ['pooled']);
    trainer.dispose();
    return JSON.stringify([losses, [...embedding]]);
  }

  it('the walk knows every one of them', () => {
    const ofOthers = (name: KnobName) => {
      const { detectors } = knobOf(name);
      return Array.isArray(detectors) && !detectors.includes('contrastive');
    };
    const training = knobNames.filter(
      (name) => knobOf(name).effect === 'training' && name !== 'detector' && !ofOthers(name),
    );
    expect(Object.keys(changes).sort()).toEqual([...training].sort());
  });

  it.for(Object.keys(changes) as KnobName[])('%s', async (name, { skip }) => {
    skip(name === 'halfStorage' && !device.report.hasHalfStorage, 'this device keeps 32 bits');
    const base = { ...tiny, ...contexts[name] };
    expect(await outcome({ ...base, ...changes[name] })).not.toBe(await outcome(base));
  });
});
