/** A network in evaluation mode as kernel calls; it keeps nothing for a backward pass, and stays in 32 bits. */
import type { PackedImages } from '../../core/views/packed.ts';
import { generatorOf, valueOf, type Network } from '../networks/network.ts';
import { evaluationOperations } from './evaluation-operations.ts';
import { weightValuesOf, type Layouts } from './layouts.ts';
import { withoutUnused, type Plan } from './plan.ts';
import { createRecorder } from './recorder.ts';
import { recordViews, type ViewInputs } from './training-plan.ts';
import type { Value } from './value.ts';

export interface EmbeddingPlan extends ViewInputs {
  readonly plan: Plan;
  /** As asked for. */
  readonly outputs: readonly Value[];
}

export interface GenerationPlan {
  readonly plan: Plan;
  readonly codes: Value; // [count, 1, 1, length]
  readonly pictures: Value;
}

/** The network's generator on so many codes. @throws if it has none. */
export function planGeneration(network: Network, count: number, layouts: Layouts): GenerationPlan {
  const generator = generatorOf(network);
  const recorder = createRecorder(weightValuesOf(layouts), { ...layouts, storage: 'f32' });
  const codes = { name: 'codes', shape: [count, 1, 1, generator.length] };
  const pictures = generator.apply<Value>(codes, evaluationOperations(recorder));
  return { codes, pictures, plan: { sections: [recorder.cut()], kept: [codes, pictures] } };
}

/** One view of each of `count` pictures. */
export function planEmbedding(
  network: Network,
  { count, side }: Pick<PackedImages, 'count' | 'side'>,
  wanted: readonly string[],
  layouts: Layouts,
): EmbeddingPlan {
  const recorder = createRecorder(weightValuesOf(layouts), { ...layouts, storage: 'f32' });
  const { images, ...inputs } = recordViews(
    recorder,
    { pictures: count, views: count, side },
    network.normalisation,
  );
  const applied = network.apply({ images }, evaluationOperations(recorder));
  const outputs = wanted.map((name) => valueOf(applied, name));
  const { pictures, table } = inputs;
  const plan = { sections: [recorder.cut()], kept: [pictures, table, ...outputs] };
  return { ...inputs, outputs, plan: withoutUnused(plan) };
}
