/** The encoder in evaluation mode as kernel calls; it keeps nothing for a backward pass, and stays in 32 bits. */
import { normalisationOf } from '../../core/views/normalisation.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { applyFor, type NetworkOutput, type NetworkShape } from '../networks/network.ts';
import { evaluationOperations } from './evaluation-operations.ts';
import { weightValuesOf, type Layouts } from './layouts.ts';
import type { Plan } from './plan.ts';
import { createRecorder } from './recorder.ts';
import { recordViews, type ViewInputs } from './training-plan.ts';
import type { Value } from './value.ts';

export interface EmbeddingPlan extends ViewInputs {
  readonly plan: Plan;
  /** As asked for. */
  readonly outputs: readonly Value[];
}

/** One view of each of `count` pictures. */
export function planEmbedding(
  shape: NetworkShape,
  { count, side }: Pick<PackedImages, 'count' | 'side'>,
  wanted: readonly NetworkOutput[],
  layouts: Layouts,
): EmbeddingPlan {
  const recorder = createRecorder(weightValuesOf(layouts), { ...layouts, storage: 'f32' });
  const { images, ...inputs } = recordViews(
    recorder,
    { pictures: count, views: count, side },
    normalisationOf(shape),
  );
  const outputs = applyFor(wanted, images, shape, evaluationOperations(recorder));
  const { pictures, table } = inputs;
  return { ...inputs, outputs, plan: { sections: [recorder.cut()], kept: [pictures, table, ...outputs] } };
}
