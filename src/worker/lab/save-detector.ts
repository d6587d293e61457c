/** The detector of the inspection as a file that works elsewhere. */
import type { SavedDetector } from '../../core/inspect/passport.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { faces } from '../../detectors/faces.ts';
import type { DetectorWanted } from '../bridge/contract-lab.ts';
import { currentInspection, type InspectionWork } from './inspection.ts';

/** `undefined` if there is no detector, or if stopped. */
export async function saveDetector(
  work: InspectionWork,
  wanted: DetectorWanted,
): Promise<Result<SavedDetector | undefined, RunProblem>> {
  const { state, control } = work;
  const found = await currentInspection(work);
  if (!found.ok || found.value === undefined) return found.ok ? success(undefined) : found;
  const { inspector, experiment, file, device, trainer } = found.value;
  const { examplesAmong, saveInspector } = await import('../../engine/portable/portable-inspector.ts');
  const { readTrunk } = await import('../../engine/backbone/open-frozen.ts');
  const examples = file?.passport.selfCheck.images ?? examplesAmong(state.items, inspector.calibration);
  const score = file?.passport.score ?? faces[experiment.detector].chosenScore(experiment);
  return saveInspector(
    { inspector, examples, trunk: () => readTrunk(state.backboneFiles), trainer, device, control },
    { ...wanted, experiment, score },
  );
}
