/** The weights file of the command line, as the page would take it. */
import { readFileSync } from 'node:fs';
import type { HeldDataset } from '../../src/core/dataset/dataset.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { Device } from '../../src/engine/device.ts';
import type { Calibrated } from '../../src/engine/weights/calibrate.ts';
import { UsageError } from './options.ts';

export interface FirstWeightsInput {
  readonly dataset: HeldDataset;
  readonly device: Device;
  readonly tell: (line: string) => void;
}

export async function readFirstWeights(
  path: string,
  experiment: Experiment,
  { dataset, device, tell }: FirstWeightsInput,
): Promise<Calibrated> {
  const { readWeights } = await import('../../src/engine/weights/read-weights.ts');
  const { mapWeights } = await import('../../src/engine/weights/map-weights.ts');
  const { startFrom } = await import('../../src/engine/weights/start-weights.ts');
  const read = readWeights(new Uint8Array(readFileSync(path)));
  if (!read.ok) throw new UsageError(`${path} cannot be used: ${JSON.stringify(read.problem)}`);
  const { tensors } = read.value;
  const { matched, missing, misshapen } = mapWeights(tensors, experiment.width);
  if (matched.length === 0)
    throw new UsageError(
      `nothing of ${path} fits a ResNet18 of ${experiment.width} width (${misshapen.length} of other shapes)`,
    );
  tell(`${path}: ${matched.length} tensors taken, ${missing.length} fresh`);
  const normals = dataset.items.filter(({ split }) => split === 'train').map(({ image }) => image);
  return startFrom(tensors, experiment, normals, device);
}
