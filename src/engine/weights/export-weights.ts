/** Trained models leave with PyTorch's names and layouts: the encoder as torchvision's ResNet18 has it, the head as `head.*`. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { Checkpoint } from '../networks/checkpoint.ts';
import type { Network } from '../networks/network.ts';
import { writeSafetensors } from './formats/safetensors.ts';
import { toTorchLayout, toTorchShape } from './layout.ts';
import type { Tensor } from './tensor.ts';

/** What of a checkpoint is the model. */
export type TrainedModel = Pick<Checkpoint, 'parameters' | 'statistics'>;

/** Ours to PyTorch's: the encoder's names stand alone. */
export function torchName(name: string): string {
  return name.replace(/^encoder\./, '');
}

/** All tensors of a model in the order of its network; weights that the model lacks are left out. */
export function toTorchTensors(
  { parameters, statistics }: TrainedModel,
  { spec }: Pick<Network, 'spec'>,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const { name, shape: ours } of spec.parameters) {
    if (!Object.hasOwn(parameters, name)) continue;
    tensors.set(torchName(name), {
      shape: toTorchShape(ours),
      values: toTorchLayout(parameters[name], ours),
    });
  }
  for (const [layer, channels] of Object.entries(spec.norms)) {
    for (const name of [`${layer}.running_mean`, `${layer}.running_var`]) {
      if (!Object.hasOwn(statistics, name)) continue;
      tensors.set(torchName(name), { shape: [channels], values: statistics[name] });
    }
  }
  return tensors;
}

/** What the reader of an exported file must know beside its numbers, as JSON by name. */
export function metadataOf({ mean, deviation }: Normalisation): Readonly<Record<string, string>> {
  return { mean: JSON.stringify(mean), deviation: JSON.stringify(deviation) };
}

function readTriple(text: unknown): readonly [number, number, number] | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const values: unknown = JSON.parse(text);
    const isTriple = Array.isArray(values) && values.length === 3 && values.every(Number.isFinite);
    return isTriple ? (values as [number, number, number]) : undefined;
  } catch {
    return undefined;
  }
}

/** What `metadataOf` wrote; `undefined` in a file that says nothing of it, or says what is no normalisation. */
export function readNormalisation(texts: Readonly<Record<string, unknown>>): Normalisation | undefined {
  const [mean, deviation] = [readTriple(texts['mean']), readTriple(texts['deviation'])];
  if (mean === undefined || deviation?.every((value) => value > 0) !== true) return undefined;
  return { mean, deviation };
}

export function exportSafetensors(
  model: TrainedModel,
  network: Pick<Network, 'spec'>,
  normalisation: Normalisation,
): Uint8Array<ArrayBuffer> {
  return writeSafetensors(toTorchTensors(model, network), { format: 'pt', ...metadataOf(normalisation) });
}
