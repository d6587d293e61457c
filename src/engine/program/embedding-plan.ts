/** The encoder in evaluation mode as kernel calls; it keeps nothing for a backward pass, and stays in 32 bits. */
import type { PackedImages } from '../../core/views/packed.ts';
import { encode } from '../network/resnet18.ts';
import type { NetworkShape } from '../network/network.ts';
import { evaluationOperations } from './evaluation-operations.ts';
import { weightValuesOf, type Layouts } from './layouts.ts';
import type { Plan } from './plan.ts';
import { createRecorder } from './recorder.ts';
import { recordViews, type ViewInputs } from './training-plan.ts';
import type { Value } from './value.ts';

export interface EmbeddingPlan extends ViewInputs {
  readonly plan: Plan;
  /** Pooled features, or the maps asked for. */
  readonly outputs: readonly Value[];
}

/** Views are `count` pictures themselves. `layers` (1 to 4) asks for feature maps in place of pooled features. */
export function planEmbedding(
  width: NetworkShape['width'],
  { count, side }: Pick<PackedImages, 'count' | 'side'>,
  layers: readonly number[],
  layouts: Layouts,
): EmbeddingPlan {
  const recorder = createRecorder(weightValuesOf(layouts), { ...layouts, storage: 'f32' });
  const { images, ...inputs } = recordViews(recorder, { pictures: count, views: count, side });
  const { pooled, maps } = encode(images, width, evaluationOperations(recorder));
  const outputs = layers.length === 0 ? [pooled] : layers.map((layer) => maps[layer - 1]);
  const { pictures, table } = inputs;
  return { ...inputs, outputs, plan: { sections: [recorder.cut()], kept: [pictures, table, ...outputs] } };
}
