/** A network that comes from the file of a run made elsewhere: it can be evaluated and saved, and is not trained on. */
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { DeviceReport } from '../../core/run/events.ts';
import type { WeightsRefusal } from '../../core/run/weights.ts';
import type { Device } from '../../engine/device.ts';
import { createBestKeeper } from '../../engine/training/best.ts';
import { createTrainer } from '../../engine/training/create-trainer.ts';
import { importModel } from '../../engine/weights/import-model.ts';
import type { LabState } from './state.ts';

/** Replaces the network at hand, unless the file is refused. `experiment` is what the network was made from. */
export async function openModel(
  state: LabState,
  device: Device,
  file: Blob,
  experiment: Experiment,
): Promise<Result<DeviceReport, WeightsRefusal>> {
  const { summary, items } = state;
  const model = importModel(new Uint8Array(await file.arrayBuffer()), experiment);
  if (!model.ok) return model;
  if (summary === undefined)
    return failure({ kind: 'nothing-fits', where: 'images', came: 'nothing', wanted: 'normal images' });
  state.network?.trainer.dispose();
  state.network = {
    planned: experiment,
    experiment,
    dataset: summary,
    items,
    images: normalImages(items, experiment.imageSize),
    start: model.value,
    trainer: createTrainer(experiment, device, model.value),
    last: undefined,
    best: createBestKeeper(),
    chosen: 'last',
    course: undefined,
    events: [],
  };
  return success(device.report);
}
