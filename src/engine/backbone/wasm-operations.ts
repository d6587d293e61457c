/** The convolutions of a network in evaluation mode on WebAssembly. */
import type { ConvolutionShape, Operations } from '../networks/operations.ts';
import { sidesOf } from '../networks/padding.ts';
import type { Values } from '../networks/parameters.ts';
import type { WasmMath, WasmTensor } from './wasm-math.ts';

type Convolutions = Pick<Operations<WasmTensor>, 'convolve'>;

export interface WasmWeights {
  readonly tensors: ReadonlyMap<string, WasmTensor>;
  readonly dispose: () => void;
}

/** tfjs keeps a depthwise kernel as [height, width, channels, 1]: the same numbers under another shape. */
function tfjsShape(shape: readonly number[], isDepthwise: boolean): readonly number[] {
  return isDepthwise ? [shape[0], shape[1], shape[3], 1] : shape;
}

export function writeWeights(
  math: WasmMath,
  values: Values,
  shapes: Readonly<Record<string, readonly number[]>>,
): WasmWeights {
  const tensors = new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const isDepthwise = shape.length === 4 && shape[2] === 1;
      return [name, math.write(values[name], tfjsShape(shape, isDepthwise))];
    }),
  );
  return {
    tensors,
    dispose() {
      for (const tensor of tensors.values()) math.release(tensor);
    },
  };
}

/** Zeros around a map [N, H, W, C], as tfjs takes them. */
export function padOf(padding: ConvolutionShape['padding']): readonly (readonly [number, number])[] {
  const { top, bottom, left, right } = sidesOf(padding);
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function attributesOf({ stride, padding }: ConvolutionShape): Record<string, unknown> {
  return { strides: [stride, stride], pad: padOf(padding), dataFormat: 'NHWC', dilations: [1, 1] };
}

function find(tensors: ReadonlyMap<string, WasmTensor>, name: string): WasmTensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new Error(`the backbone has no ${name}`);
  return tensor;
}

/** Every result is put on `made`, for whoever releases them. */
export function wasmOperations(math: WasmMath, { tensors }: WasmWeights, made: WasmTensor[]): Convolutions {
  const keep = (tensor: WasmTensor) => {
    made.push(tensor);
    return tensor;
  };
  return {
    convolve(x, { name, isDepthwise = false, hasBias = true, ...shape }, { activation, residual } = {}) {
      if (activation === 'relu' && residual !== undefined)
        throw new Error('expected no activation after a sum, got relu');
      const kernel = isDepthwise ? 'FusedDepthwiseConv2D' : 'FusedConv2D';
      const filter = find(tensors, `${name}.weight`);
      const inputs = hasBias ? { x, filter, bias: find(tensors, `${name}.bias`) } : { x, filter };
      const isFused = residual === undefined;
      const fused = isFused ? (activation ?? 'linear') : 'linear';
      const y = keep(math.run(kernel, inputs, { ...attributesOf(shape), activation: fused }));
      if (isFused) return y;
      return keep(math.run('Add', { a: y, b: residual }, {}));
    },
  };
}
