/**
 * First weights by reconstruction: the layers are trained as the encoder of an autoencoder before the sphere is set [DeepSVDD
 * section 4.2]. Departure: the code is the last map, before the mean over its places.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { cosineRate } from '../../core/schedule.ts';
import { Refusal } from '../../engine/evaluation/refusal.ts';
import { composedObjective } from '../../engine/program/composed-objective.ts';
import { createTrainer } from '../../engine/training/create-trainer.ts';
import type { PrepareTools } from '../../engine/training/recipe.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { createNormalBatches } from '../../engine/training/normal-batches.ts';
import { sphereAutoencoder } from './network.ts';

const squaredError = composedObjective([], ({ binary, reduce }, { outputs: { reconstruction, seen } }) => ({
  loss: reduce(binary(reconstruction, seen, 'squaredDifference'), 'mean', 'all'),
  series: [],
}));

/**
 * Puts the layers' weights into the trainer after `svddPretraining` steps, fewer if stopped; gives the loss of each. Steps take the
 * batches, optimiser and rate of the experiment. @throws Refusal at a loss that is no number.
 */
export async function pretrain(
  trainer: Pick<Trainer, 'save' | 'restore'>,
  images: readonly RgbImage[],
  experiment: Experiment,
  { device, control }: PrepareTools,
): Promise<number[]> {
  const { svddPretraining: total, learningRate: base } = experiment;
  const learner = {
    network: sphereAutoencoder(experiment),
    objective: squaredError,
    optimiser: experiment,
  };
  const batches = createNormalBatches(images, experiment);
  const encoder = await createTrainer(learner, device, experiment);
  const losses: number[] = [];
  try {
    for (let step = 0; step < total && !control.isStopped(); step++) {
      const batch = batches.draw(step);
      if (!batch.ok) throw new Refusal(batch.problem);
      const { loss } = await encoder.step(batch.value, cosineRate({ base, total, warmUp: 0 }, step));
      if (!Number.isFinite(loss)) throw new Refusal({ kind: 'loss-not-finite', step: step + 1, restored: 0 });
      losses.push(loss);
      await control.yieldToMessages();
    }
    const [learnt, saved] = [await encoder.save(), await trainer.save()];
    const layers = Object.entries(learnt.parameters).filter(([name]) => name in saved.parameters);
    trainer.restore({ ...saved, parameters: { ...saved.parameters, ...Object.fromEntries(layers) } });
  } finally {
    encoder.dispose();
  }
  return losses;
}
