/** A lab in this thread, tiny pictures for it, and what comes through its port. */
import type { DatasetItem, DatasetSummary } from '../../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../../core/experiment/experiment.ts';
import type { RgbImage } from '../../../core/image/image.ts';
import { createRandom } from '../../../core/random.ts';
import type { LabApi, LabEvent, LabMessage } from '../../bridge/contract-lab.ts';
import type { LabOptions } from '../state.ts';

export const tiny: Experiment = {
  ...defaultExperiment,
  start: 'scratch',
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  cropStride: 1,
  batchSize: 2,
  steps: 2,
  patchArea: [4, 8],
};

function texture(seed: number): RgbImage {
  const random = createRandom(seed);
  const cells = Array.from({ length: 256 }, () => 40 + random.integer(176));
  const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 192)];
    return cells[Math.floor(y / 4) * 16 + Math.floor(x / 4)] ?? 0;
  });
  return { width: 64, height: 64, data };
}

export const items: readonly DatasetItem[] = [
  { path: 'train/good/0.png', split: 'train', defect: 'good', image: texture(1) },
  { path: 'train/good/1.png', split: 'train', defect: 'good', image: texture(2) },
  { path: 'test/good/0.png', split: 'test', defect: 'good', image: texture(1) },
  { path: 'test/spot/0.png', split: 'test', defect: 'spot', image: texture(3) },
];

/** Enough that some are held out. */
export const manyItems: readonly DatasetItem[] = [
  ...[4, 5, 6, 7].map((seed) => ({
    path: `train/good/${seed}.png`,
    split: 'train' as const,
    defect: 'good',
    image: texture(seed),
  })),
  ...items,
];

export const summary: DatasetSummary = {
  name: 'textures',
  fingerprint: '00',
  counts: { train: 2, testNormal: 1, testDefective: 1, masks: 0 },
};

export interface LabBench {
  readonly lab: LabApi;
  /** What has come through the port. */
  readonly events: LabEvent[];
  /** Called with each event as it comes. */
  onEvent: (event: LabEvent) => void;
  /** How many calls have ended, counted at the port. */
  readonly ended: () => number;
  /** Losses reported, by step. */
  readonly losses: () => readonly (number | undefined)[];
  readonly close: () => void;
}

/** `create` comes from outside, since the engine looks for a GPU when it is first imported. */
export async function createLabBench(
  create: (options: LabOptions) => LabApi,
  options: Partial<LabOptions> = {},
): Promise<LabBench> {
  const openStates = () => Promise.reject(new Error('no storage here'));
  const lab = create({ now: () => performance.now(), openStates, ...options });
  const { port1, port2 } = new MessageChannel();
  const events: LabEvent[] = [];
  let ends = 0;
  port1.onmessage = ({ data }: MessageEvent<LabMessage>) => {
    if (data.type === 'end') {
      ends++;
      return;
    }
    events.push(...data.events);
    for (const event of data.events) bench.onEvent(event);
  };
  await lab.connect(port2);
  const bench: LabBench = {
    lab,
    events,
    onEvent: () => undefined,
    ended: () => ends,
    losses() {
      const losses: (number | undefined)[] = [];
      for (const event of events) if (event.type === 'step') losses[event.step - 1] = event.loss;
      return losses;
    },
    close: () => {
      port1.close();
    },
  };
  return bench;
}

/** Replies and events travel apart: waits until the port has caught up. */
export async function whenEnded({ ended }: Pick<LabBench, 'ended'>, calls: number): Promise<void> {
  while (ended() < calls) await new Promise((resolve) => setTimeout(resolve, 5));
}
