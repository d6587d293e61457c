/** A convolution with what follows it in its own kernel (bias, residual, activation), and the derivative of it all. */
import { convolutionKernel } from '../kernels/convolution.ts';
import { geometryOf } from '../kernels/geometry.ts';
import { unaryGradientKernel } from '../kernels/unary.ts';
import type { Activation, Layer, LayerExtras } from '../networks/operations.ts';
import { sizeOf } from '../networks/parameters.ts';
import { recordAddend } from './record-addend.ts';
import { emitColumnSums } from './record-columns.ts';
import { emitInputGradient, emitWeightGradient } from './record-convolution.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** The gradient before the activation, from that of its result y. */
function emitActivationGradient(
  recorder: Recorder,
  { y, dy, name }: { readonly y: Value; readonly dy: Value; readonly name: string },
  activation: Activation | undefined,
): Value {
  if (activation === undefined) return dy;
  const dx = { name: `${name} sum gradient`, shape: y.shape };
  recorder.emit(unaryGradientKernel(activation, sizeOf(y.shape)), name, { dy, y }, { dx });
  return dx;
}

/** x [N, H, W, C] -> activation(x convolved + bias + residual), [N, outH, outW, K]. */
export function recordLayer(
  recorder: Recorder,
  x: Value,
  { name, hasBias = true, ...shape }: Layer,
  { activation, residual }: LayerExtras<Value> = {},
): Value {
  const w = recorder.weight(`${name}.weight`);
  const geometry = geometryOf(x.shape, w.shape, shape);
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const y = { name, shape: [batch, outHeight, outWidth, outChannels] };
  const epilogue = { hasBias, hasResidual: residual !== undefined, activation };
  const reads = {
    x,
    w,
    ...(hasBias && { bias: recorder.weight(`${name}.bias`) }),
    ...(residual !== undefined && { residual }),
  };
  recorder.emit(convolutionKernel(geometry, recorder.style, epilogue), name, reads, { y });
  const kept = recorder.keep(x);
  recorder.onBackward(y, (dy) => {
    const upstream = emitActivationGradient(recorder, { y: recorder.keptOf(y) ?? y, dy, name }, activation);
    if (hasBias) emitColumnSums(recorder, upstream, recorder.gradient(`${name}.bias`));
    if (residual !== undefined) recordAddend(recorder, residual, upstream);
    emitWeightGradient(recorder, { layer: name, geometry, x: kept }, upstream);
    emitInputGradient(recorder, { layer: name, geometry, x }, upstream);
  });
  return y;
}
