/** A detector that is opened from a file, in place of one that is fitted here. */
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { nothingTaught } from '../../engine/evaluation/inspector/told-images.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import { createDetectorTrainer, networkOf } from '../../detectors/run-detector.ts';
import { attempt } from '../../engine/attempt.ts';
import type { FileEyes } from '../../engine/portable/portable-inspector.ts';
import type { ReadDetector } from '../../engine/portable/read-detector.ts';
import type { OpenedDetector } from '../bridge/contract-lab.ts';
import { workingDevice } from './device.ts';
import { endInspection, type Inspection } from './fitted-detector.ts';
import type { LabState } from './state.ts';

interface OpeningWork {
  readonly state: LabState;
  readonly control: ControlHandle;
}

/** Not needed by most visits. */
const portable = () => import('../../engine/portable/portable-inspector.ts');

/** The detector on the device that there is now. */
export async function inspectionFrom(
  { state, control }: OpeningWork,
  file: ReadDetector,
): Promise<Result<Inspection, RunProblem>> {
  const device = await workingDevice(state);
  const { inspectorFrom } = await portable();
  const eyes = {
    frozen: () => state.frozen(device),
    open: ({ passport, model }: Parameters<FileEyes['open']>[0]) =>
      createDetectorTrainer(passport.experiment, device, model),
  };
  const made = await attempt(() => inspectorFrom(file, eyes, device), device, control);
  if (!made.ok) return made;
  return success({
    experiment: file.passport.experiment,
    device,
    isShared: false,
    file,
    taught: nothingTaught,
    ...made.value,
  });
}

export async function openDetector(
  work: OpeningWork,
  blob: Blob,
): Promise<Result<OpenedDetector | undefined, RunProblem>> {
  const { state, control } = work;
  const { readDetector } = await import('../../engine/portable/read-detector.ts');
  const read = readDetector(new Uint8Array(await blob.arrayBuffer()), networkOf);
  if (!read.ok) return success({ kind: 'refused', problem: read.problem });
  const made = await inspectionFrom(work, read.value);
  if (!made.ok) return made;
  const { checkItself } = await portable();
  const { passport } = read.value;
  const error = await checkItself(made.value.inspector, passport, control);
  if (!error.ok) return error;
  if (error.value === undefined) return success(undefined);
  endInspection(state);
  state.inspection = made.value;
  return success({ kind: 'opened', passport, error: error.value });
}
