/** One training step as kernel calls: views, forward pass, loss, backward pass and update, in one section. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import { viewLength, viewsKernel } from '../kernels/views.ts';
import type { Named, Network } from '../networks/network.ts';
import { frozenLayersOf } from '../networks/parameters.ts';
import { recordUpdate, type Constants } from '../optimisers/record-update.ts';
import type { OptimiserChoice } from '../optimisers/optimiser.ts';
import type { Layouts } from './layouts.ts';
import { weightValuesOf } from './layouts.ts';
import type { Objective } from './objective.ts';
import type { Plan } from './plan.ts';
import { recordAddend } from './record/addend.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { trainingOperations } from './training-operations.ts';
import type { Value } from './value.ts';

export interface ViewInputs {
  /** Packed pictures, one entry a pixel. */
  readonly pictures: Value; // [count, side, side]
  readonly table: Value; // [views, 8]
}

/** How many pictures an input has, of which side, and how many views show them. */
export interface InputShape {
  readonly pictures: number;
  readonly views: number;
  readonly side: number;
}

/** Records the kernel that makes the network's images. */
export function recordViews(
  recorder: Recorder,
  { pictures: count, views, side }: InputShape,
  normalisation: Normalisation,
): ViewInputs & { readonly images: Value } {
  const pictures = { name: 'pictures', shape: [count, side, side] };
  const table = { name: 'table of views', shape: [views, viewLength] };
  const images = { name: 'images', shape: [views, side, side, 4] };
  recorder.emit(viewsKernel(views, side, normalisation), 'views', { pictures, table }, { images });
  recorder.stopGradient(images);
  return { pictures, table, images };
}

export interface TrainingPlan {
  readonly plan: Plan;
  readonly inputs: Named<ViewInputs>;
  readonly targets: Named<Value>;
  /** The loss, then the objective's series. */
  readonly numbers: Value;
  /** Written before each step. */
  readonly settings: Value;
  readonly constants: Constants;
}

/** What a step is planned from. */
export interface TrainingShape {
  readonly network: Network;
  readonly objective: Pick<Objective, 'record'>;
  readonly optimiser: OptimiserChoice;
}

/** What one step takes: shapes by the names of inputs and targets. */
export interface StepShape {
  readonly inputs: Named<InputShape>;
  readonly targets: Named<readonly number[]>;
}

function mapNamed<From, To>(values: Named<From>, change: (value: From, name: string) => To): Named<To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

export function planTraining(
  { network, objective, optimiser }: TrainingShape,
  step: StepShape,
  layouts: Layouts,
): TrainingPlan {
  const recorder = createRecorder(weightValuesOf(layouts), layouts);
  const inputs = mapNamed(step.inputs, (shape) => recordViews(recorder, shape, network.normalisation));
  const targets = mapNamed(step.targets, (shape, name): Value => ({ name, shape }));
  const images = mapNamed(inputs, (input) => input.images);
  const settings = { name: 'settings', shape: [4] };
  const operations = trainingOperations(recorder, frozenLayersOf(network.spec), settings);
  const outputs = network.apply(images, operations);
  const { numbers, gradients } = objective.record(recorder, { outputs, targets, settings });
  for (const [output, gradient] of gradients) recordAddend(recorder, output, gradient);
  recorder.derive();
  const constants = recordUpdate(recorder, layouts.weights, optimiser, settings);
  const given = Object.values(inputs).flatMap(({ pictures, table }) => [pictures, table]);
  const tables = constants.map(([value]) => value);
  const kept = [...given, ...Object.values(targets), numbers, settings, ...tables];
  return { plan: { sections: [recorder.cut()], kept }, inputs, targets, numbers, settings, constants };
}
