/** Convolutions, plain and transposed, with what follows them (bias, residual, activation), and the derivative of it all. */
import { convolutionKernel } from '../../kernels/convolution.ts';
import { finishKernel } from '../../kernels/epilogue.ts';
import { geometryOf, transposedGeometryOf } from '../../kernels/geometry.ts';
import { unaryGradientKernel } from '../../kernels/unary.ts';
import type { Layer, LayerExtras } from '../../networks/operations.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { recordAddend } from './addend.ts';
import { emitColumnSums } from './columns.ts';
import { emitInputGradient, emitProductWithWeights, emitWeightGradient } from './convolution.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** What follows a layer's sum: the values that its kernel reads, and which of them there are. */
function epilogueOf(
  recorder: Recorder,
  { name, hasBias = true }: Layer,
  { activation, residual }: LayerExtras<Value>,
) {
  const bias = hasBias ? { bias: recorder.weight(`${name}.bias`) } : {};
  const added = residual === undefined ? {} : { residual };
  return {
    reads: { ...bias, ...added },
    epilogue: { hasBias, hasResidual: residual !== undefined, activation },
  };
}

/** Gradients of what follows the sum, from that of the result y; gives the sum's own. */
function emitEpilogueGradient(
  recorder: Recorder,
  { y, dy }: { readonly y: Value; readonly dy: Value },
  { name, hasBias = true }: Layer,
  { activation, residual }: LayerExtras<Value>,
): Value {
  let upstream = dy;
  if (activation !== undefined) {
    upstream = { name: `${name} sum gradient`, shape: y.shape };
    const reads = { dy, y: recorder.keptOf(y) ?? y };
    recorder.emit(unaryGradientKernel(activation, sizeOf(y.shape)), name, reads, { dx: upstream });
  }
  if (hasBias) emitColumnSums(recorder, upstream, recorder.gradient(`${name}.bias`));
  if (residual !== undefined) recordAddend(recorder, residual, upstream);
  return upstream;
}

/** x [N, H, W, C] -> activation(x convolved + bias + residual), [N, outH, outW, K]. */
export function recordLayer(
  recorder: Recorder,
  x: Value,
  layer: Layer,
  extras: LayerExtras<Value> = {},
): Value {
  const { name } = layer;
  const w = recorder.weight(`${name}.weight`);
  const geometry = geometryOf(x.shape, w.shape, layer);
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const y = { name, shape: [batch, outHeight, outWidth, outChannels] };
  const { reads, epilogue } = epilogueOf(recorder, layer, extras);
  recorder.emit(convolutionKernel(geometry, recorder.style, epilogue), name, { x, w, ...reads }, { y });
  const kept = recorder.keep(x);
  recorder.onBackward(y, (dy) => {
    const upstream = emitEpilogueGradient(recorder, { y, dy }, layer, extras);
    emitWeightGradient(recorder, { layer: name, geometry, x: kept }, upstream);
    emitInputGradient(recorder, { layer: name, geometry, x }, upstream);
  });
  return y;
}

/**
 * x [N, h, w, K] -> activation(x convolved transposed + bias + residual), [N, H, W, C]. Its sum is the input gradient of the convolution that
 * would lead back from y to x, so its own derivatives are that convolution and its weight gradient.
 */
export function recordTransposedLayer(
  recorder: Recorder,
  x: Value,
  layer: Layer,
  extras: LayerExtras<Value> = {},
): Value {
  const { name } = layer;
  const w = recorder.weight(`${name}.weight`);
  const geometry = transposedGeometryOf(x.shape, w.shape, layer);
  const { batch, inHeight, inWidth, inChannels } = geometry;
  const sum = { name: `${name} sum`, shape: [batch, inHeight, inWidth, inChannels] };
  emitProductWithWeights(recorder, { layer: name, geometry, hasAddend: false }, { dy: x }, sum);
  const { reads, epilogue } = epilogueOf(recorder, layer, extras);
  const y = { name, shape: sum.shape };
  const rows = batch * inHeight * inWidth;
  recorder.emit(finishKernel(rows, inChannels, epilogue), name, { sum, ...reads }, { y });
  recorder.onBackward(y, (dy) => {
    const upstream = emitEpilogueGradient(recorder, { y, dy }, layer, extras);
    emitWeightGradient(recorder, { layer: name, geometry, x: upstream }, x);
    recorder.addGradient(x, (residual) => {
      const dx = { name: `${name} input gradient`, shape: x.shape };
      const kernel = convolutionKernel(geometry, recorder.style, { hasResidual: residual !== undefined });
      const addend = residual === undefined ? {} : { residual };
      recorder.emit(kernel, name, { x: upstream, w, ...addend }, { y: dx });
      return dx;
    });
  });
  return y;
}
