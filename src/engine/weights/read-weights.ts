/** Weights of a file of any kind, told by how it begins: its name says nothing. */
import { failure, type Result } from '../../core/result.ts';
import { readOnnx } from './formats/onnx.ts';
import { isPth, readPth } from './formats/pth.ts';
import { readSafetensors } from './formats/safetensors.ts';
import type { WeightsProblem } from './problem.ts';
import type { WeightsFile } from './tensor.ts';

/** A JSON object behind eight bytes of length. */
function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b;
}

/** A model begins with its IR version (field 1), a small number. */
function isOnnx(bytes: Uint8Array): boolean {
  return bytes[0] === 8 && bytes[1] > 0 && bytes[1] < 128;
}

export function readWeights(bytes: Uint8Array): Result<WeightsFile, WeightsProblem> {
  if (isPth(bytes)) return readPth(bytes);
  if (isSafetensors(bytes)) return readSafetensors(bytes);
  if (isOnnx(bytes)) return readOnnx(bytes);
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const wanted = 'a .safetensors, .pth or .onnx file';
  return failure({ kind: 'unsupported', where: 'file', came: `a file that begins ${start}`, wanted });
}
