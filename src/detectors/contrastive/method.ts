/** Scores of embeddings, PatchCore, or all from one pass. */
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createEmbeddingMethod } from './embedding-method.ts';
import { drawContrastiveBanks } from './banks.ts';
import { joinMethods } from './join-methods.ts';
import { anyMethod, type Method } from '../../engine/evaluation/method.ts';
import { createPatchMethod } from '../../engine/evaluation/patch-method.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import type { MethodInput } from '../detector-body.ts';

export async function createContrastiveMethod({
  experiment,
  trainer,
  items,
}: MethodInput): Promise<Method<unknown>> {
  const isChosen = experiment.score === 'patches';
  if (isChosen && !experiment.withPatches) return anyMethod(createPatchMethod(experiment, trainer));
  const images = normalImages(items, experiment.imageSize);
  const banks = await drawContrastiveBanks(images, experiment, trainer);
  // Beside PatchCore, whose map is shown, they give the neighbours alone.
  const beside: Experiment = { ...experiment, score: 'nearest', map: 'score' };
  const chosen = isChosen ? beside : experiment;
  const embeddings = createEmbeddingMethod({ experiment: chosen, trainer, banks });
  if (!experiment.withPatches) return anyMethod(embeddings);
  const patches = createPatchMethod(experiment, trainer);
  return isChosen ? anyMethod(joinMethods(patches, embeddings)) : anyMethod(joinMethods(embeddings, patches));
}

/** By nearest normals over crops that do not overlap: test images hold the training up. */
export function createQuickMethod(experiment: Experiment, trainer: Trainer): Method<unknown> {
  const quick: Experiment = { ...experiment, score: 'nearest', cropStride: 1, testViews: 1 };
  return anyMethod(createEmbeddingMethod({ experiment: quick, trainer, banks: undefined }));
}
