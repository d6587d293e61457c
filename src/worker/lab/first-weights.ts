/** The weights that a network starts from: fresh ones, those of a file, or those that ship with the page. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { isRelevant } from '../../core/experiment/relevance.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { bodies } from '../../detectors/bodies.ts';
import type { Device } from '../../engine/device.ts';
import { EngineError } from '../../engine/program/engine-error.ts';
import { openIncludedWeights } from '../../engine/weights/included-weights.ts';
import type { FirstValues } from '../../engine/training/trainer.ts';
import { startFrom } from '../../engine/weights/start-weights.ts';
import type { LabState } from './state.ts';

const noPage = () => Promise.reject(new Error('this lab has no page'));

/** `undefined` for fresh ones; those of a network that holds the pretrained one of the page are read from its file. */
export async function firstWeights(
  { weights, backboneFiles, tools }: Pick<LabState, 'weights' | 'backboneFiles' | 'tools'>,
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
  const { network } = bodies[experiment.detector].learner(experiment);
  if (experiment.start === 'file') {
    if (weights === undefined) return failure({ kind: 'no-weights' });
    return success(await startFrom(weights, { network, experiment }, images, device));
  }
  const included = await openIncludedWeights(experiment.width, tools.readPageFile ?? noPage);
  if (!included.ok) return failure({ kind: 'no-included-weights', detail: included.problem });
  return success(await startFrom(included.value, { network, experiment }, images, device));
}
