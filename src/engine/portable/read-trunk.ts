/** The frozen backbone of a detector's file, for those who have no other copy of it. */
import type { DetectorFileProblem } from '../../core/inspect/passport.ts';
import { success, type Result } from '../../core/result.ts';
import { trunkShapes } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { readOnnx } from '../weights/formats/onnx.ts';
import { fromTorchLayout, toTorchShape } from '../weights/layout.ts';
import { takeTensor, unreadable } from './take-tensor.ts';

/** Weights by name, in the layouts of `trunkShapes`. */
export function readTrunkOf(bytes: Uint8Array): Result<Values, DetectorFileProblem> {
  const file = readOnnx(bytes);
  if (!file.ok) return unreadable(file.problem);
  const values: Record<string, Float32Array> = {};
  for (const [name, shape] of Object.entries(trunkShapes)) {
    const tensor = takeTensor(file.value.tensors, name, toTorchShape(shape));
    if (!tensor.ok) return tensor;
    values[name] = fromTorchLayout(tensor.value.values, shape);
  }
  return success(values);
}
