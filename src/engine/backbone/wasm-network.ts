/** A network of crops on WebAssembly, up to its embedding: for pages that have nothing else. */
import type { PackedImages } from '../../core/views/packed.ts';
import { valueOf, type Network } from '../networks/network.ts';
import type { Operations, PoolShape } from '../networks/operations.ts';
import { refuseOthers } from '../networks/refuse.ts';
import { joinRows } from '../program/embedder.ts';
import type { FirstValues, Trainer } from '../training/trainer.ts';
import { normEpsilon } from '../weights/map-weights.ts';
import type { WasmMath, WasmTensor } from './wasm-math.ts';
import { padOf, wasmOperations, writeWeights } from './wasm-operations.ts';

/** Pictures on their way at once. */
const atOnce = 16;

type Numbers = Pick<FirstValues, 'parameters' | 'statistics'>;

/** Convolutions that BatchNorm follows, with it folded in: weights and biases by the convolution's name. */
function foldNorms(
  { spec }: Network,
  { parameters, statistics }: Numbers,
  folded: ReadonlyMap<string, string>,
) {
  const values: Record<string, Float32Array> = {};
  const shapes: Record<string, readonly number[]> = {};
  for (const { name, shape } of spec.parameters) {
    if (shape.length !== 4) continue;
    const layer = name.replace(/\.weight$/, '');
    const norm = folded.get(layer);
    const outputs = shape[3];
    values[name] = parameters[name];
    shapes[name] = shape;
    if (norm === undefined) continue;
    const scales = parameters[`${norm}.weight`].map(
      (gamma, i) => gamma / Math.sqrt(statistics[`${norm}.running_var`][i] + normEpsilon),
    );
    values[name] = parameters[name].map((weight, i) => weight * scales[i % outputs]);
    values[`${layer}.bias`] = parameters[`${norm}.bias`].map(
      (beta, i) => beta - statistics[`${norm}.running_mean`][i] * scales[i],
    );
    shapes[`${layer}.bias`] = [outputs];
  }
  return { values, shapes };
}

/** The norm behind each convolution. */
function normsOf(network: Network): ReadonlyMap<string, string> {
  const norms = new Map<string, string>();
  const pass = (x: string) => x;
  const operations = refuseOthers<string>('the search for norms', {
    convBatchNorm(x, { convolution, norm }) {
      norms.set(convolution, norm);
      return x;
    },
    convolve: pass,
    pool: pass,
    averagePool: pass,
    unary: pass,
    linear: pass,
    normalise: pass,
  });
  network.apply({ images: 'images' }, operations);
  return norms;
}

function poolAttributes({ side, stride, padding }: PoolShape) {
  return {
    filterSize: [side, side],
    strides: [stride, stride],
    pad: padOf(padding),
    dimRoundingMode: 'floor',
  };
}

/** Pictures `first` to `end` as the network takes them, [n, side, side, 3]. */
function pixelsOf(
  { data, side }: PackedImages,
  [first, end]: readonly [number, number],
  network: Network,
): Float32Array {
  const { mean, deviation } = network.normalisation;
  const pixels = new Float32Array((end - first) * side * side * 3);
  for (let i = 0, from = first * side * side * 4; i < pixels.length; from += 4) {
    for (let c = 0; c < 3; c++) pixels[i++] = (data[from + c] / 255 - mean[c]) / deviation[c];
  }
  return pixels;
}

export interface WasmNetwork extends Pick<Trainer, 'forward'> {
  readonly dispose: () => void;
}

/** Its `forward` gives the embedding, whatever is wanted; views of pictures are not drawn. */
export function createWasmNetwork(math: WasmMath, network: Network, numbers: Numbers): WasmNetwork {
  const { values, shapes } = foldNorms(network, numbers, normsOf(network));
  const weights = writeWeights(math, values, shapes);

  function embed(pixels: Float32Array, count: number, side: number): Float32Array {
    const made: WasmTensor[] = [];
    const keep = (tensor: WasmTensor) => {
      made.push(tensor);
      return tensor;
    };
    const relu = (x: WasmTensor) => keep(math.run('Relu', { x }, {}));
    const { convolve } = wasmOperations(math, weights, made);
    const operations: Operations<WasmTensor> = refuseOthers<WasmTensor>('WebAssembly', {
      convolve,
      convBatchNorm(x, { convolution, stride, padding }, { activation, residual } = {}) {
        const layer = { name: convolution, stride, padding };
        if (residual === undefined) return convolve(x, layer, activation && { activation });
        const sum = convolve(x, layer, { residual });
        return activation === 'relu' ? relu(sum) : sum;
      },
      pool: (x, shape) =>
        keep(math.run(shape.kind === 'max' ? 'MaxPool' : 'AvgPool', { x }, poolAttributes(shape))),
      averagePool: (x) => keep(math.run('Mean', { x }, { axis: [1, 2], keepDims: false })),
      unary: (x) => relu(x),
      // A head lies behind the embedding, and is not asked for.
      linear: (x) => x,
      normalise: (x) => x,
    });
    try {
      const images = keep(math.write(pixels, [count, side, side, 3]));
      return math.read(valueOf(network.apply({ images }, operations), 'pooled')).slice();
    } finally {
      for (const tensor of made) math.release(tensor);
    }
  }

  return {
    forward(pictures) {
      const parts: Float32Array[] = [];
      for (let first = 0; first < pictures.count; first += atOnce) {
        const end = Math.min(pictures.count, first + atOnce);
        parts.push(embed(pixelsOf(pictures, [first, end], network), end - first, pictures.side));
      }
      return Promise.resolve([joinRows(parts)]);
    },
    dispose: weights.dispose,
  };
}
