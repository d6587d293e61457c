/** What the score “pseudo against normal” compares with: heads' outputs of normal views and of pseudo-anomalies that training has not seen. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { ContrastiveBanks } from '../../core/scoring/log-ratio.ts';
import { joinRows } from '../../engine/program/embedder.ts';
import { createBatchSource } from '../../engine/training/batch.ts';
import type { Trainer } from '../../engine/training/trainer.ts';

/** Batches drawn for the two banks. */
const batches = 8;

/**
 * `undefined` if that score makes no sense: the classifier has no projection, and without an accepted pseudo-anomaly there is
 * nothing to compare with. `images` are normal, square, of `experiment.imageSize`.
 */
export async function drawContrastiveBanks(
  images: readonly RgbImage[],
  experiment: Experiment,
  trainer: Pick<Trainer, 'forward'>,
): Promise<ContrastiveBanks | undefined> {
  if (experiment.objective === 'cross-entropy') return undefined;
  const source = createBatchSource(images, experiment);
  const [normal, pseudo]: [Float32Array[], Float32Array[]] = [[], []];
  for (let i = 0; i < batches; i++) {
    const batch = source.draw(experiment.steps + i); // steps that training does not take
    if (!batch.ok) return undefined;
    const [projected] = await trainer.forward(batch.value.pictures, ['projected']);
    normal.push(projected.subarray(0, projected.length / 2));
    pseudo.push(projected.subarray(projected.length / 2));
  }
  return { normal: joinRows(normal), pseudo: joinRows(pseudo), temperature: experiment.temperature };
}
