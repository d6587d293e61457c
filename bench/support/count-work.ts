/** What the tiled kernels of a training step carry out, counted from its plan: nothing is run. */
import type * as Body from '../../src/detectors/contrastive/body.ts';
import type { Kernel } from '../../src/engine/kernels/kernel.ts';
import type * as Layouts from '../../src/engine/program/layouts.ts';
import type * as Planned from '../../src/engine/program/training-plan.ts';
import { bytesOfPlan, type Plan } from '../../src/engine/program/plan.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { StepShape } from './step-bench.ts';

/** Rows and inner steps that a workgroup of a tiled kernel takes at a time. */
const [tileRows, depth] = [64, 16];

const roundUp = (value: number, unit: number) => unit * Math.ceil(value / unit);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function workgroupsOf({ grid }: Kernel): number {
  if (grid.kind === 'flat') return Math.ceil(grid.threads / 64);
  return grid.workgroups.reduce((product, count) => product * count, 1);
}

interface Flop {
  readonly real: number;
  readonly executed: number;
}

/** Taps that meet each of the classes into which a stride divides a length. */
function tapsOfClasses(kernel: number, stride: number, padding: number): number[] {
  return Array.from({ length: stride }, (_, p) => {
    return Math.max(0, Math.floor((kernel - ((p + padding) % stride) + stride - 1) / stride));
  });
}

/** Inner steps over all layers of workgroups. */
function innerOf({ name, integers: sizes }: Kernel): number {
  const { KH = 1, KW = 1, K = 1, CS = 1, STRIDE = 1, PAD_TOP = 0, PAD_LEFT = 0, POSITIONS = 0 } = sizes;
  if (name.includes('weight_gradient')) return roundUp(POSITIONS, depth);
  if (!name.includes('input_gradient')) return roundUp(KH * KW * CS, depth);
  const across = tapsOfClasses(KW, STRIDE, PAD_LEFT);
  const taps = tapsOfClasses(KH, STRIDE, PAD_TOP).flatMap((down) => across.map((one) => down * one));
  return sum(taps.map((count) => roundUp(count * K, depth)));
}

/** What the result of a convolution needs. */
function realFlopOf(sizes: Kernel['integers']): number {
  const size = (name: string) => sizes[name] ?? 1;
  const positions = sizes['POSITIONS'] ?? size('BATCH') * size('OH') * size('OW');
  return 2 * positions * size('KH') * size('KW') * size('C') * size('K');
}

/** Multiplications and additions of a convolution's product. */
function flopOf(kernel: Kernel): Flop {
  if (!kernel.name.startsWith('conv_')) return { real: 0, executed: 0 };
  const real = realFlopOf(kernel.integers);
  if (kernel.grid.kind === 'flat') return { real, executed: real };
  const [rows, columns] = kernel.grid.workgroups;
  const width = Number(/_(16|32|64)$/.exec(kernel.name)?.[1] ?? 64);
  return { real, executed: 2 * rows * tileRows * columns * width * innerOf(kernel) };
}

export interface Work {
  readonly calls: number;
  /** Executed over real. */
  readonly flopWaste: number;
  /** Calls with fewer workgroups than most GPUs have processors. */
  readonly thin: number;
  /** Those among them that carry out a product. */
  readonly thinProducts: number;
  /** Of all that a step works on, besides weights and their gradients. */
  readonly bytes: number;
}

/** Modules of a checkout of the project. */
export type Loader = (path: string) => Promise<unknown>;

/** The default detector's step, planned for a GPU by a checkout's own code. */
async function planOf(load: Loader, experiment: Experiment, { images, side }: StepShape): Promise<Plan> {
  const { contrastiveBody } = (await load('src/detectors/contrastive/body.ts')) as typeof Body;
  const { layoutsOf } = (await load('src/engine/program/layouts.ts')) as typeof Layouts;
  const { planTraining } = (await load('src/engine/program/training-plan.ts')) as typeof Planned;
  const { network, objective, optimiser } = contrastiveBody.learner(experiment);
  if (objective === undefined) throw new Error('the default detector is not trained');
  const views = 4 * images;
  const step = {
    inputs: { images: { pictures: 2 * images, views, side } },
    targets: { classes: [views] },
  };
  const layouts = layoutsOf(network.spec, { style: { kind: 'tiled' }, storage: 'f32' });
  return planTraining({ network, objective, optimiser }, step, layouts).plan;
}

export async function countWork(load: Loader, experiment: Experiment, shape: StepShape): Promise<Work> {
  const plan = await planOf(load, experiment, shape);
  const kernels = plan.sections.flat().map(({ kernel }) => kernel);
  const flop = kernels.map(flopOf);
  const thin = kernels.filter((kernel) => workgroupsOf(kernel) < 64);
  return {
    calls: kernels.length,
    flopWaste: sum(flop.map(({ executed }) => executed)) / sum(flop.map(({ real }) => real)),
    thin: thin.length,
    bytes: bytesOfPlan(plan),
    thinProducts: thin.filter(({ name }) => name.startsWith('conv_')).length,
  };
}
