/** A network that comes from the file of a run made elsewhere: it can be evaluated and saved, and is not trained on. */
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { DeviceReport, TrainingEvent } from '../../core/run/events.ts';
import type { WeightsRefusal } from '../../core/run/weights.ts';
import { bodies } from '../../detectors/bodies.ts';
import { createDetectorTrainer } from '../../detectors/run-detector.ts';
import { createBestKeeper } from '../../engine/training/best.ts';
import { importModel } from '../../engine/weights/import-model.ts';
import { workingDevice } from './device.ts';
import type { LabState } from './state.ts';

interface ModelFile {
  readonly file: Blob;
  /** What the network was made from. */
  readonly experiment: Experiment;
  /** The run that trained it. */
  readonly events: readonly TrainingEvent[];
}

/** Replaces the current network, unless the file is refused. */
export async function openModel(
  state: LabState,
  { file, experiment, events }: ModelFile,
): Promise<Result<DeviceReport, WeightsRefusal>> {
  const device = await workingDevice(state);
  const { summary, items, storedAt } = state;
  const { network } = bodies[experiment.detector].learner(experiment);
  const model = importModel(new Uint8Array(await file.arrayBuffer()), network);
  if (!model.ok) return model;
  if (summary === undefined)
    return failure({ kind: 'nothing-fits', where: 'images', came: 'nothing', wanted: 'normal images' });
  const trainer = await createDetectorTrainer(experiment, device, model.value);
  state.network?.trainer.dispose();
  state.network = {
    planned: experiment,
    experiment,
    dataset: summary,
    items,
    storedAt,
    images: normalImages(items, experiment.imageSize),
    start: model.value,
    trainer,
    last: undefined,
    best: createBestKeeper(),
    chosen: 'last',
    course: undefined,
    events: [...events],
  };
  state.evaluated = [];
  return success(device.report);
}
