/** Weights in and out of the lab: a file becomes tensors that the next network starts from, and a network becomes a file. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../../core/run/weights.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { exportOnnx } from '../../engine/weights/export-onnx.ts';
import { exportSafetensors } from '../../engine/weights/export-weights.ts';
import { mapWeights } from '../../engine/weights/map-weights.ts';
import { fitsWell, recogniseNetwork } from '../../engine/weights/recognise-network.ts';
import { readWeights } from '../../engine/weights/read-weights.ts';
import type { WeightsFile } from '../../engine/weights/tensor.ts';

export interface TakenWeights extends Pick<WeightsFile, 'tensors' | 'normalisation'> {
  readonly report: WeightsReport;
}

/** Reads a file, and reports what of it fits an encoder of this width. */
export async function takeWeights(
  blob: Blob,
  file: string,
  width: Experiment['width'],
): Promise<Result<TakenWeights, WeightsRefusal>> {
  const read = readWeights(new Uint8Array(await blob.arrayBuffer()));
  if (!read.ok) return read;
  const { tensors, normalisation } = read.value;
  const mapped = mapWeights(tensors, width);
  const { matched, missing, leftOver, misshapen, broken, folded } = mapped;
  const known = recogniseNetwork(tensors);
  if (matched.length === 0) {
    if (known !== undefined && known !== 'ResNet18')
      return otherNetwork(file, known, 'none of its tensors fits');
    const [first] = misshapen;
    const came = first === undefined ? `${tensors.size} tensors of other names` : first.came.join(' x ');
    const wanted = first === undefined ? 'the names of a ResNet18' : first.wanted.join(' x ');
    return failure({ kind: 'nothing-fits', where: first?.name ?? file, came, wanted });
  }
  if (!fitsWell(mapped)) {
    const wanted = matched.length + missing.length + misshapen.length + broken.length;
    return otherNetwork(file, known ?? 'another network', `${matched.length} of ${wanted} tensors fit`);
  }
  const report = {
    file,
    matched: matched.length,
    missing,
    leftOver,
    misshapen,
    broken,
    folded: folded.length,
    normalisation: normalisation === undefined ? ('imagenet' as const) : ('file' as const),
  };
  return success({ tensors, normalisation, report });
}

function otherNetwork(file: string, known: string, fit: string): Result<never, WeightsRefusal> {
  return failure({ kind: 'other-network', where: file, came: known, wanted: fit });
}

/** The network as a file that PyTorch or an ONNX runtime reads. */
export async function writeModel(
  trainer: Pick<Trainer, 'save' | 'network'>,
  format: ModelFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const model = await trainer.save();
  const { normalisation } = trainer.network;
  if (format === 'safetensors') return exportSafetensors(model, trainer.network, normalisation);
  return exportOnnx(model, trainer.network, { side: 'free', normalisation });
}
