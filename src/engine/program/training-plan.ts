/** One training step as kernel calls: views and forward pass, then, when the loss's gradient is known, all the rest. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import { viewLength, viewsKernel } from '../kernels/views.ts';
import type { Network } from '../networks/network.ts';
import { frozenLayersOf } from '../networks/parameters.ts';
import { recordUpdate, type Constants } from '../optimisers/record-update.ts';
import type { OptimiserChoice } from '../optimisers/optimiser.ts';
import type { Layouts } from './layouts.ts';
import { weightValuesOf } from './layouts.ts';
import type { Plan } from './plan.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { trainingOperations } from './training-operations.ts';
import type { Value } from './value.ts';

export interface ViewInputs {
  /** Packed pictures, one entry a pixel. */
  readonly pictures: Value; // [count, side, side]
  readonly table: Value; // [views, 8]
}

/** Records the kernel that makes the network's images. */
export function recordViews(
  recorder: Recorder,
  counts: { readonly pictures: number; readonly views: number; readonly side: number },
  normalisation: Normalisation,
): ViewInputs & { readonly images: Value } {
  const { pictures: count, views, side } = counts;
  const pictures = { name: 'pictures', shape: [count, side, side] };
  const table = { name: 'table of views', shape: [views, viewLength] };
  const images = { name: 'images', shape: [views, side, side, 4] };
  recorder.emit(viewsKernel(views, side, normalisation), 'views', { pictures, table }, { images });
  recorder.stopGradient(images);
  return { pictures, table, images };
}

export interface TrainingPlan extends ViewInputs {
  readonly plan: Plan;
  readonly features: Value; // [views, length]
  /** What the loss takes, and the loss's gradient, which is written between the sections. */
  readonly output: Value;
  readonly outputGradient: Value;
  /** Written before each step. */
  readonly settings: Value;
  readonly constants: Constants;
}

/** What a step is planned from. */
export interface TrainingShape {
  readonly network: Network;
  readonly optimiser: OptimiserChoice;
  /** Side of a view. */
  readonly side: number;
}

/** A step of `images` images, four views each. */
export function planTraining(
  { network, optimiser, side }: TrainingShape,
  images: number,
  layouts: Layouts,
): TrainingPlan {
  const recorder = createRecorder(weightValuesOf(layouts), layouts);
  const counts = { pictures: 2 * images, views: 4 * images, side };
  const { images: views, ...inputs } = recordViews(recorder, counts, network.normalisation);
  const operations = trainingOperations(recorder, frozenLayersOf(network.spec));
  const { pooled: features, projected: output } = network.apply({ images: views }, operations);
  const forward = recorder.cut();
  const outputGradient = { name: 'loss gradient', shape: output.shape };
  recorder.backward(output, outputGradient);
  const settings = { name: 'settings', shape: [4] };
  const constants = recordUpdate(recorder, layouts.weights, optimiser, settings);
  const tables = constants.map(([value]) => value);
  const { pictures, table } = inputs;
  return {
    ...inputs,
    plan: {
      sections: [forward, recorder.cut()],
      kept: [pictures, table, features, output, outputGradient, settings, ...tables],
    },
    features,
    output,
    outputGradient,
    settings,
    constants,
  };
}
