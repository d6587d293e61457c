/** The detector that stays fitted while new images are judged, until the dataset or the network that it sees with changes. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Corrected } from '../../core/inspect/correction.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { scoringOf } from '../../detectors/run-detector.ts';
import { createInspector } from '../../engine/evaluation/inspector/inspector.ts';
import { nothingTaught, type Teaching } from '../../engine/evaluation/inspector/told-images.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import type { BegunInspection, CorrectedPart, JudgedPart, RejudgedPart } from '../bridge/contract-lab.ts';
import { workingDevice } from './device.ts';
import { endInspection, type Inspection } from './fitted-detector.ts';
import { inspectionFrom } from './detector-file.ts';
import { hasLearnt, networkFor } from './network-for.ts';
import type { Report } from './runner.ts';
import type { LabState } from './state.ts';

export interface InspectionWork {
  readonly state: LabState;
  readonly report: Report;
  readonly control: ControlHandle;
}

const asNormal = (image: RgbImage, at: number): DatasetItem => ({
  path: `tile ${at}`,
  split: 'train',
  defect: normalClass,
  image,
});

/** With `tiles`, on all of these in place of the dataset's images. */
export async function beginInspection(
  { state, report, control }: InspectionWork,
  experiment: Experiment,
  tiles?: readonly RgbImage[],
): Promise<Result<BegunInspection | undefined, RunProblem>> {
  endInspection(state);
  const device = await workingDevice(state);
  const found = await networkFor(state, device, experiment);
  if (!found.ok) return found;
  const { trainer } = found.value;
  const items = tiles?.map(asNormal) ?? found.value.items;
  const isShared = trainer === state.network?.trainer;
  const made = await createInspector({
    ...scoringOf({ experiment, trainer, items, frozen: () => state.frozen(device) }),
    experiment,
    items,
    fitsAll: tiles !== undefined,
    hasLearnt: hasLearnt(state, found.value, experiment),
    device,
    control,
    report(done, total) {
      report({ type: 'bank', done, total });
    },
  });
  if (!made.ok || made.value === undefined) {
    if (!isShared) trainer.dispose();
    return made.ok ? success(undefined) : made;
  }
  const { calibration, corrects, learnsDefects } = made.value;
  const inspector = made.value;
  state.inspection = { experiment, device, trainer, tiles, isShared, inspector, taught: nothingTaught };
  return success({ ...calibration, corrects, learnsDefects });
}

/** The detector, fitted again where its device was lost meanwhile: by the same seed, so that its scores stay what they were. */
export async function currentInspection(
  work: InspectionWork,
): Promise<Result<Inspection | undefined, RunProblem>> {
  const { state } = work;
  const { inspection } = state;
  if (inspection === undefined) return success(undefined);
  const device = await workingDevice(state);
  if (device === inspection.device) return success(inspection);
  if (inspection.file !== undefined) {
    const reopened = await inspectionFrom(work, inspection.file);
    if (reopened.ok) state.inspection = reopened.value;
    return reopened;
  }
  const { experiment, taught, tiles } = inspection;
  const again = await beginInspection(work, experiment, tiles);
  if (!again.ok || again.value === undefined || taught === nothingTaught)
    return again.ok ? success(state.inspection) : again;
  const corrected = await teach(work, taught);
  return corrected.ok ? success(corrected.value && state.inspection) : corrected;
}

/** Has the detector go by this. */
async function teach(
  { state, control }: InspectionWork,
  taught: Teaching,
): Promise<Result<Corrected | undefined, RunProblem>> {
  const { inspection } = state;
  if (inspection === undefined) return success(undefined);
  const corrected = await inspection.inspector.correct(taught, control);
  if (corrected.ok && corrected.value !== undefined) state.inspection = { ...inspection, taught };
  return corrected;
}

/** Other work was asked for, or there is no detector any more. */
function without({ control }: InspectionWork): { readonly kind: 'stopped' | 'ended' } {
  return { kind: control.isStopped() ? 'stopped' : 'ended' };
}

/** See `LabApi.correct`. */
export async function correct(
  work: InspectionWork,
  wanted: Teaching,
): Promise<Result<CorrectedPart, RunProblem>> {
  const found = await currentInspection(work);
  if (!found.ok) return found;
  if (found.value === undefined) return success(without(work));
  const corrected = await teach(work, wanted);
  if (!corrected.ok) return corrected;
  const { value } = corrected;
  return success(value === undefined ? { kind: 'stopped' } : { kind: 'corrected', corrected: value });
}

/** See `LabApi.rejudge`. */
export async function rejudge(
  work: InspectionWork,
  ids: readonly number[],
): Promise<Result<RejudgedPart, RunProblem>> {
  const found = await currentInspection(work);
  if (!found.ok) return found;
  if (found.value === undefined) return success(without(work));
  const judged = await found.value.inspector.rejudge(ids, work.control);
  if (!judged.ok) return judged;
  return success(
    judged.value === undefined ? { kind: 'stopped' } : { kind: 'rejudged', images: judged.value },
  );
}

export async function judge(
  work: InspectionWork,
  images: readonly RgbImage[],
  ids?: readonly number[],
): Promise<Result<JudgedPart, RunProblem>> {
  const found = await currentInspection(work);
  if (!found.ok) return found;
  if (found.value === undefined) return success(without(work));
  const judged = await found.value.inspector.judge(images, work.control, ids);
  if (!judged.ok) return judged;
  return success(judged.value === undefined ? { kind: 'stopped' } : { kind: 'judged', images: judged.value });
}
