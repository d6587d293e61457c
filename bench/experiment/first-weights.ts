/** First weights: of a file of the command line, or those that ship with the page, as the page would take them. */
import { readFileSync } from 'node:fs';
import type { HeldDataset } from '../../src/core/dataset/dataset.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { Device } from '../../src/engine/device.ts';
import type { FirstValues } from '../../src/engine/training/trainer.ts';
import { UsageError } from './options.ts';

export interface FirstWeightsInput {
  readonly dataset: HeldDataset;
  readonly device: Device;
  readonly tell: (line: string) => void;
}

/** Normal images, on which folded norms are measured. */
function normalsOf({ items }: HeldDataset) {
  return items.filter(({ split }) => split === 'train').map(({ image }) => image);
}

export async function readIncludedWeights(
  experiment: Experiment,
  { dataset, device }: Pick<FirstWeightsInput, 'dataset' | 'device'>,
): Promise<FirstValues> {
  const { openIncludedWeights } = await import('../../src/engine/weights/included-weights.ts');
  const { startFrom } = await import('../../src/engine/weights/start-weights.ts');
  const { readPublicFile } = await import('../../src/engine/testing/public-file.ts');
  const file = await openIncludedWeights(experiment.width, readPublicFile);
  if (!file.ok) throw new UsageError(`start=kizu: ${file.problem}`);
  const { bodies } = await import('../../src/detectors/bodies.ts');
  const { network } = bodies[experiment.detector].learner(experiment);
  return startFrom(file.value, { network, experiment }, normalsOf(dataset), device);
}

export async function readFirstWeights(
  path: string,
  experiment: Experiment,
  { dataset, device, tell }: FirstWeightsInput,
): Promise<FirstValues> {
  const { readWeights } = await import('../../src/engine/weights/read-weights.ts');
  const { mapWeights } = await import('../../src/engine/weights/map-weights.ts');
  const { startFrom } = await import('../../src/engine/weights/start-weights.ts');
  const { bodies } = await import('../../src/detectors/bodies.ts');
  const { network } = bodies[experiment.detector].learner(experiment);
  const read = readWeights(new Uint8Array(readFileSync(path)));
  if (!read.ok) throw new UsageError(`${path} cannot be used: ${JSON.stringify(read.problem)}`);
  const { tensors, normalisation } = read.value;
  const { matched, missing, misshapen } = mapWeights(tensors, experiment.width);
  if (matched.length === 0)
    throw new UsageError(
      `nothing of ${path} fits a ResNet18 of ${experiment.width} width (${misshapen.length} of other shapes)`,
    );
  const seen = normalisation === undefined ? "ImageNet's" : 'as the file says';
  tell(`${path}: ${matched.length} tensors taken, ${missing.length} fresh; normalisation ${seen}`);
  return startFrom(read.value, { network, experiment }, normalsOf(dataset), device);
}
