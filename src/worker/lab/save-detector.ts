/** The detector of the inspection as a file that works elsewhere. */
import type { SavedDetector } from '../../core/inspect/passport.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { faces } from '../../detectors/faces.ts';
import { readBackbone } from '../../engine/backbone/backbone-file.ts';
import { EngineError } from '../../engine/program/engine-error.ts';
import type { Values } from '../../engine/networks/parameters.ts';
import type { DetectorWanted } from '../bridge/contract-lab.ts';
import { currentInspection, type InspectionWork } from './inspection.ts';
import type { LabState } from './state.ts';

async function trunkOf({ tools }: LabState): Promise<Values> {
  const read = tools.backboneFiles && (await readBackbone(await tools.backboneFiles.read()));
  if (read?.ok === true) return read.value;
  throw new EngineError('no-backbone', 'the file of the pretrained network cannot be read any more');
}

/** A few of the images that the file checks itself by: such as set the threshold, or else any normal ones. */
function examplesIn({ items }: LabState, paths: ReadonlySet<string>) {
  const normals = items.filter(({ split }) => split === 'train');
  const held = items.filter(({ path }) => paths.has(path));
  return (held.length > 0 ? held : normals).map(({ image }) => image);
}

/** `undefined` if there is no detector, or if stopped. */
export async function saveDetector(
  work: InspectionWork,
  wanted: DetectorWanted,
): Promise<Result<SavedDetector | undefined, RunProblem>> {
  const { state, control } = work;
  const found = await currentInspection(work);
  if (!found.ok || found.value === undefined) return found.ok ? success(undefined) : found;
  const { inspector, experiment, file } = found.value;
  const { saveInspector } = await import('../../engine/portable/portable-inspector.ts');
  const paths = new Set(inspector.calibration.normals.map(({ path }) => path));
  const examples = file?.passport.selfCheck.images ?? examplesIn(state, paths);
  const score = file?.passport.score ?? faces[experiment.detector].chosenScore(experiment);
  return saveInspector(
    { inspector, examples, trunk: () => trunkOf(state), control },
    { ...wanted, experiment, score },
  );
}
