/** A whole network from a file that `exportSafetensors` wrote: encoder and head, nothing fresh. */
import { failure, type Result } from '../../core/result.ts';
import type { WeightsRefusal } from '../../core/run/weights.ts';
import type { Network } from '../networks/network.ts';
import type { FirstValues } from '../training/trainer.ts';
import { readNormalisation, torchName } from './export-weights.ts';
import { readSafetensors } from './formats/safetensors.ts';
import { fromTorchLayout, toTorchShape } from './layout.ts';
import { attemptRead, fail } from './problem.ts';
import type { Tensors } from './tensor.ts';

/** The numbers of one tensor in our layout. @throws if they are missing, of another shape, or not finite. */
function take(tensors: Tensors, ours: string, shape: readonly number[]): Float32Array {
  const where = torchName(ours);
  const tensor = tensors.get(where);
  const wanted = toTorchShape(shape).join(' x ');
  const came = tensor?.shape.join(' x ') ?? 'nothing';
  if (tensor === undefined || came !== wanted) return fail({ kind: 'malformed', where, came, wanted });
  const broken = tensor.values.find((value) => !Number.isFinite(value));
  if (broken !== undefined)
    return fail({ kind: 'malformed', where, came: String(broken), wanted: 'finite numbers' });
  return fromTorchLayout(tensor.values, shape);
}

/** `network` is that of the experiment that it was trained by; how it was shown pixels is as the file says. */
export function importModel(
  bytes: Uint8Array,
  network: Pick<Network, 'spec'>,
): Result<FirstValues, WeightsRefusal> {
  const read = readSafetensors(bytes);
  if (!read.ok) return failure(read.problem);
  const { tensors, metadata } = read.value;
  const normalisation = readNormalisation(metadata);
  const { parameters, norms } = network.spec;
  return attemptRead(() => ({
    normalisation,
    parameters: Object.fromEntries(
      parameters.map(({ name, shape: sizes }) => [name, take(tensors, name, sizes)]),
    ),
    statistics: Object.fromEntries(
      Object.entries(norms).flatMap(([layer, channels]) =>
        ['running_mean', 'running_var'].map((part) => {
          const name = `${layer}.${part}`;
          return [name, take(tensors, name, [channels])];
        }),
      ),
    ),
  }));
}
