/** Weights of a file of any kind, recognised by how it begins, not by its name. */
import { failure, success, type Result } from '../../core/result.ts';
import { readNormalisation } from './export-weights.ts';
import { readOnnx, readOnnxMetadata } from './formats/onnx.ts';
import { isPth, readPth } from './formats/pth.ts';
import { readSafetensors } from './formats/safetensors.ts';
import type { WeightsProblem } from './problem.ts';
import { withPlainNames } from './recognise-network.ts';
import type { WeightsFile } from './tensor.ts';

/** A JSON object behind eight bytes of length. */
function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b;
}

/** A model begins with its IR version (field 1), a small number. */
function isOnnx(bytes: Uint8Array): boolean {
  return bytes[0] === 8 && bytes[1] > 0 && bytes[1] < 128;
}

/** `ustar`, or, before it, a first name of the files that PyTorch put into a tar. */
function isTar(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  return text(257, 262) === 'ustar' || /^(sys_info|pickle|tensors|storages)\0/.test(text(0, 12));
}

function refuseTar(bytes: Uint8Array): Result<WeightsFile, WeightsProblem> {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  const isOldTorch = /^(sys_info|pickle|tensors|storages)\0/.test(start);
  const came = isOldTorch ? 'the tar format of PyTorch before 0.1.10' : 'a tar archive';
  const cure = 'the file as PyTorch saves it today: torch.save(torch.load(file), file)';
  const wanted = isOldTorch ? cure : 'the file of weights inside it';
  return failure({ kind: 'unsupported', where: 'file', came, wanted });
}

/** Under torchvision's names. */
function renamed(read: Result<WeightsFile, WeightsProblem>): Result<WeightsFile, WeightsProblem> {
  return read.ok ? success({ ...read.value, tensors: withPlainNames(read.value.tensors) }) : read;
}

export function readWeights(bytes: Uint8Array): Result<WeightsFile, WeightsProblem> {
  if (isPth(bytes)) return renamed(readPth(bytes));
  if (isSafetensors(bytes)) {
    const read = readSafetensors(bytes);
    if (!read.ok) return read;
    return renamed(success({ ...read.value, normalisation: readNormalisation(read.value.metadata) }));
  }
  if (isTar(bytes)) return refuseTar(bytes);
  if (isOnnx(bytes)) {
    const read = readOnnx(bytes);
    const texts = readOnnxMetadata(bytes);
    if (!read.ok || !texts.ok) return read;
    return success({ ...read.value, normalisation: readNormalisation(Object.fromEntries(texts.value)) });
  }
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const wanted = 'a .safetensors, .pth or .onnx file';
  return failure({ kind: 'unsupported', where: 'file', came: `a file that begins ${start}`, wanted });
}
