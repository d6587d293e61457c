/** A dataset of flat images, one with a bright spot, and a network that sees no more than their grey and its range. */
import type { FrozenBackbone } from '../backbone/backbone.ts';
import { multiplyPlainly } from '../patch-head/matrix.ts';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { EvaluationEvent, ScoredItem } from '../../core/run/events.ts';
import { renderViews } from '../../core/views/render.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { plainView, type ViewParameters } from '../../core/views/view.ts';
import type { DeviceFault } from '../device.ts';
import { scoringOf } from '../../detectors/run-detector.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import type { Trainer } from '../training/trainer.ts';
import type { EvaluationSetup } from '../evaluation/evaluate.ts';
import { createControl, type ControlHandle } from '../training/control.ts';
import { blank } from './pictures.ts';

export const side = 64;
export const experiment: Experiment = { ...defaultExperiment, imageSize: 64, inputSize: 32, cropStride: 0.5 };

/** Gray with a bright square, whose top left corner is given. */
function flawed(left: number, top: number): RgbImage {
  const image = blank(side, 100);
  for (let y = top; y < top + 16; y++)
    image.data.fill(250, (y * side + left) * 3, (y * side + left + 16) * 3);
  return image;
}

export function item(path: string, defect: string, image: RgbImage): DatasetItem {
  return { path, split: path.startsWith('train') ? 'train' : 'test', defect, image };
}

export const items = [
  item('train/good/0.png', 'good', blank(side, 100)),
  item('train/good/1.png', 'good', blank(side, 104)),
  item('train/good/2.png', 'good', blank(side, 96)),
  item('test/good/0.png', 'good', blank(side, 102)),
  item('test/spot/0.png', 'spot', flawed(44, 4)),
];

export interface Outcome {
  readonly events: EvaluationEvent[];
  readonly setup: EvaluationSetup;
  readonly control: ControlHandle;
}

/** A view as its mean gray and its range; a feature map as these of each of its cells. */
function forward(
  pictures: PackedImages,
  wanted: readonly string[],
  parameters: ViewParameters = plainView,
): Promise<Float32Array[]> {
  const row = (values: Float32Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [1, mean, Math.max(...values) - Math.min(...values)];
  };
  const { side, count } = pictures;
  const views = Array.from({ length: count }, (_, source) => renderViews(pictures, [{ source, parameters }]));
  const outputs = wanted.map((output) => {
    if (output === 'projected')
      return views.flatMap((view) => [...row(view), ...new Array<number>(125).fill(0)]);
    if (output === 'pooled') return views.flatMap(row);
    const cell = 4 * 2 ** (Number(output.replace('layer', '')) - 1);
    const cells = Array.from({ length: (side / cell) ** 2 }, (_, i) => i);
    const inCell = (i: number) => (_: number, at: number) => {
      const [x, y] = [Math.floor(at / 3) % side, Math.floor(at / 3 / side)];
      return Math.floor(x / cell) + Math.floor(y / cell) * (side / cell) === i;
    };
    return views.flatMap((view) => cells.flatMap((i) => row(view.filter(inCell(i)))));
  });
  return Promise.resolve(outputs.map((values) => Float32Array.from(values)));
}

/** A head that hands on what it is given. */
function saveIdentity(): ReturnType<Trainer['save']> {
  const identity = (to: number) =>
    Float32Array.from({ length: 3 * to }, (_, i) => (Math.floor(i / to) === i % to ? 1 : 0));
  const norm = (name: string, count: number) => ({
    parameters: {
      [`${name}.weight`]: new Float32Array(count).fill(1),
      [`${name}.bias`]: new Float32Array(count),
    },
    statistics: {
      [`${name}.running_mean`]: new Float32Array(count),
      [`${name}.running_var`]: new Float32Array(count).fill(1),
    },
  });
  const [first, second] = [norm('head.0.norm', 3), norm('head.2.norm', 128)];
  const parameters = {
    'head.0.weight': identity(3),
    'head.0.bias': new Float32Array(3),
    'head.2.weight': identity(128),
    'head.2.bias': new Float32Array(128),
    ...first.parameters,
    ...second.parameters,
  };
  const statistics = { ...first.statistics, ...second.statistics };
  return Promise.resolve({ parameters, statistics, slots: [], updates: 0 });
}

/** A pretrained network that sees the same everywhere. */
const blindBackbone: FrozenBackbone = {
  backbone: {
    features: ({ side, count }) =>
      Promise.resolve({
        fine: new Float32Array(count * (side / 8) ** 2 * 192),
        coarse: new Float32Array(count * (side / 16) ** 2 * 576),
      }),
  },
  multiply: multiplyPlainly,
};

export function createSetup(changes: Partial<Experiment> = {}, fault?: DeviceFault): Outcome {
  const events: EvaluationEvent[] = [];
  const control = createControl(() => Promise.resolve());
  const chosen = { ...experiment, ...changes };
  const refuse = () => {
    throw new Error('an evaluation changes nothing');
  };
  const trainer: Trainer = {
    network: resNet18Network(experiment),
    length: 3,
    forward,
    save: saveIdentity,
    step: refuse,
    restore: refuse,
    dispose: refuse,
  };
  const setup: EvaluationSetup = {
    experiment: chosen,
    items,
    ...scoringOf({ experiment: chosen, trainer, items, frozen: () => Promise.resolve(blindBackbone) }),
    device: {
      gpu: undefined,
      report: { backend: 'cpu', adapter: '', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
      takeFault: () => fault,
    },
    control,
    now: () => 0,
    report: (event) => events.push(event),
  };
  return { events, setup, control };
}

export function scoredOf(events: readonly EvaluationEvent[]): ScoredItem[] {
  return events.flatMap((event) => (event.type === 'scored' ? [...event.items] : []));
}
