/** The weights that a network starts from: fresh ones, or those of a file. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { isRelevant } from '../../core/experiment/relevance.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { bodies } from '../../detectors/bodies.ts';
import type { Device } from '../../engine/device.ts';
import { EngineError } from '../../engine/program/engine-error.ts';
import type { FirstValues } from '../../engine/training/trainer.ts';
import { startFrom } from '../../engine/weights/start-weights.ts';
import type { LabState } from './state.ts';

/** `undefined` for fresh ones; those of a network that holds the pretrained one of the page are read from its file. */
export async function firstWeights(
  { weights, backboneFiles }: Pick<LabState, 'weights' | 'backboneFiles'>,
  experiment: Experiment,
  { images, device }: { readonly images: readonly RgbImage[]; readonly device: Pick<Device, 'gpu' | 'info'> },
): Promise<Result<FirstValues | undefined, RunProblem>> {
  const { firstValues } = bodies[experiment.detector];
  if (firstValues !== undefined) {
    try {
      const { readTrunk } = await import('../../engine/backbone/open-frozen.ts');
      return success(await firstValues(experiment, () => readTrunk(backboneFiles)));
    } catch (error) {
      if (error instanceof EngineError) return failure({ kind: error.kind, detail: error.message });
      throw error;
    }
  }
  if (experiment.start === 'scratch' || !isRelevant('start', experiment)) return success(undefined);
  if (weights === undefined) return failure({ kind: 'no-weights' });
  const { network } = bodies[experiment.detector].learner(experiment);
  return success(await startFrom(weights, { network, experiment }, images, device));
}
