/** Convolutions, plain and transposed, with what follows them (bias, residual, activation), and the derivative of it all. */
import { finishKernel, type Epilogue } from '../../kernels/epilogue.ts';
import { geometryOf, transposedGeometryOf } from '../../kernels/geometry.ts';
import { unaryGradientKernel } from '../../kernels/unary.ts';
import type { Layer, LayerExtras } from '../../networks/operations.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { recordAddend } from './addend.ts';
import { emitColumnSums } from './columns.ts';
import {
  emitConvolution,
  emitInputGradient,
  emitProductWithWeights,
  emitWeightGradient,
} from './convolution.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** What follows a layer's sum: the values that its kernel reads, and which of them there are. */
interface Ending {
  readonly reads: Readonly<Record<string, Value>>;
  readonly epilogue: Epilogue;
}

function endingOf(
  recorder: Recorder,
  { name, hasBias = true }: Layer,
  { activation, residual }: LayerExtras<Value>,
): Ending {
  const bias = hasBias ? { bias: recorder.weight(`${name}.bias`) } : {};
  const added = residual === undefined ? {} : { residual };
  return {
    reads: { ...bias, ...added },
    epilogue: { hasBias, hasResidual: residual !== undefined, activation },
  };
}

/** Gradients of what follows the sum, from that of the result y; gives the sum's own. */
function emitEndingGradient(
  recorder: Recorder,
  { y, dy }: { readonly y: Value; readonly dy: Value },
  { name, hasBias = true, isFixed = false }: Layer,
  { activation, residual }: LayerExtras<Value>,
): Value {
  let upstream = dy;
  if (activation !== undefined) {
    upstream = { name: `${name} sum gradient`, shape: y.shape };
    const reads = { dy, y: recorder.keptOf(y) ?? y };
    recorder.emit(unaryGradientKernel(activation, sizeOf(y.shape)), name, reads, { dx: upstream });
  }
  if (hasBias && !isFixed) emitColumnSums(recorder, upstream, recorder.gradient(`${name}.bias`));
  if (residual !== undefined) recordAddend(recorder, residual, upstream);
  return upstream;
}

interface Layered {
  readonly layer: Layer;
  readonly extras: LayerExtras<Value>;
  readonly shape: readonly number[];
}

/** A layer of either kind: `emit` writes the sum with its ending to y, and gives the derivatives of the sum from its gradient. */
function recordLayered(
  recorder: Recorder,
  { layer, extras, shape }: Layered,
  emit: (y: Value, ending: Ending) => (upstream: Value) => void,
): Value {
  const y = { name: layer.name, shape };
  const derive = emit(y, endingOf(recorder, layer, extras));
  recorder.onBackward(y, (dy) => {
    derive(emitEndingGradient(recorder, { y, dy }, layer, extras));
  });
  return y;
}

/** x [N, H, W, C] -> activation(x convolved + bias + residual), [N, outH, outW, K]. */
export function recordLayer(
  recorder: Recorder,
  x: Value,
  layer: Layer,
  extras: LayerExtras<Value> = {},
): Value {
  const { name, isFixed = false } = layer;
  const w = recorder.weight(`${name}.weight`);
  const geometry = geometryOf(x.shape, w.shape, layer);
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const shape = [batch, outHeight, outWidth, outChannels];
  return recordLayered(recorder, { layer, extras, shape }, (y, { reads, epilogue }) => {
    emitConvolution(recorder, { layer: name, geometry, epilogue }, { x, w, ...reads }, { y });
    const kept = recorder.keep(x);
    return (upstream) => {
      if (!isFixed) emitWeightGradient(recorder, { layer: name, geometry, x: kept }, upstream);
      emitInputGradient(recorder, { layer: name, geometry, x }, upstream);
    };
  });
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
  const { name, isFixed = false } = layer;
  const w = recorder.weight(`${name}.weight`);
  const geometry = transposedGeometryOf(x.shape, w.shape, layer);
  const { batch, inHeight, inWidth, inChannels } = geometry;
  const shape = [batch, inHeight, inWidth, inChannels];
  return recordLayered(recorder, { layer, extras, shape }, (y, { reads, epilogue }) => {
    const sum = { name: `${name} sum`, shape };
    emitProductWithWeights(recorder, { layer: name, geometry, hasAddend: false }, { dy: x }, sum);
    const kernel = finishKernel(batch * inHeight * inWidth, inChannels, epilogue);
    recorder.emit(kernel, name, { sum, ...reads }, { y });
    return (upstream) => {
      if (!isFixed) emitWeightGradient(recorder, { layer: name, geometry, x: upstream }, x);
      recorder.addGradient(x, (residual) => {
        const dx = { name: `${name} input gradient`, shape: x.shape };
        const addend = residual === undefined ? {} : { residual };
        const back = { layer: name, geometry, epilogue: { hasResidual: residual !== undefined } };
        emitConvolution(recorder, back, { x: upstream, w, ...addend }, { y: dx });
        return dx;
      });
    };
  });
}
