/**
 * As much of a TFLite flatbuffer as a graph of convolutions and sums needs. Field numbers are those of the schema
 * (github.com/tensorflow/tensorflow, tensorflow/compiler/mlir/lite/schema/schema.fbs).
 */

/** What the schema calls its operators and its number types. */
const operators = { add: 0, convolution: 3, depthwise: 4, dequantize: 6 };
const float16 = 1;
const samePadding = 0;
const activations = { 0: 'none', 1: 'relu', 3: 'relu6' };

/** A table of the flatbuffer; fields by their number, absent ones by their default. */
class Table {
  constructor(view, at) {
    this.view = view;
    this.at = at;
    this.fields = at - view.getInt32(at, true);
  }

  /** Where field `number` lies, or 0 if it is absent. */
  field(number) {
    const entry = 4 + 2 * number;
    if (entry >= this.view.getUint16(this.fields, true)) return 0;
    const offset = this.view.getUint16(this.fields + entry, true);
    return offset === 0 ? 0 : this.at + offset;
  }

  byte(number) {
    const at = this.field(number);
    return at === 0 ? 0 : this.view.getInt8(at);
  }

  integer(number, absent = 0) {
    const at = this.field(number);
    return at === 0 ? absent : this.view.getInt32(at, true);
  }

  #follow(at) {
    return at + this.view.getUint32(at, true);
  }

  table(number) {
    const at = this.field(number);
    return at === 0 ? undefined : new Table(this.view, this.#follow(at));
  }

  /** Where a vector's elements begin, and how many there are. */
  vector(number) {
    const at = this.field(number);
    if (at === 0) return { start: 0, count: 0 };
    const from = this.#follow(at);
    return { start: from + 4, count: this.view.getUint32(from, true) };
  }

  tables(number) {
    const { start, count } = this.vector(number);
    return Array.from({ length: count }, (_, i) => new Table(this.view, this.#follow(start + 4 * i)));
  }

  integers(number) {
    const { start, count } = this.vector(number);
    return Array.from({ length: count }, (_, i) => this.view.getInt32(start + 4 * i, true));
  }

  bytes(number) {
    const { start, count } = this.vector(number);
    return new Uint8Array(this.view.buffer, this.view.byteOffset + start, count);
  }
}

function readTensors(graph, buffers) {
  return graph.tables(0).map((tensor) => ({
    name: new TextDecoder().decode(tensor.bytes(3)).split(';')[0],
    shape: tensor.integers(0),
    halves: tensor.byte(1) === float16 ? buffers[tensor.integer(2)].bytes(0) : undefined,
  }));
}

function readConvolution({ inputs, output, options, isDepthwise }, tensors, sourceOf) {
  if (options.byte(0) !== samePadding) throw new Error(`${tensors[output].name}: expected SAME padding`);
  const activation = activations[options.byte(isDepthwise ? 4 : 3)];
  if (activation === undefined) throw new Error(`${tensors[output].name}: expected none, ReLU or ReLU6`);
  return {
    kind: isDepthwise ? 'depthwise' : 'convolution',
    name: tensors[output].name,
    input: inputs[0],
    output,
    stride: options.integer(2, 1),
    activation,
    weight: sourceOf(inputs[1]),
    bias: sourceOf(inputs[2]),
  };
}

/**
 * Convolutions, depthwise convolutions and sums of a model, in the order they run. `weight` and `bias` are
 * {shape, halves: bytes of float16}; a convolution's weight is [out, height, width, in], a depthwise one's
 * [1, height, width, channels].
 */
export function readGraph(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const model = new Table(view, view.getUint32(0, true));
  const codes = model.tables(1).map((code) => Math.max(code.byte(0), code.integer(3)));
  const graph = model.tables(2)[0];
  const tensors = readTensors(graph, model.tables(4));
  const calls = graph.tables(3).map((operator) => ({
    code: codes[operator.integer(0)],
    inputs: operator.integers(1),
    output: operator.integers(2)[0],
    options: operator.table(4),
  }));
  const widened = new Map(
    calls
      .filter(({ code }) => code === operators.dequantize)
      .map(({ inputs, output }) => [output, inputs[0]]),
  );
  const sourceOf = (tensor) => tensors[widened.get(tensor) ?? tensor];
  const layers = calls.flatMap(({ code, ...call }) => {
    if (code === operators.add) {
      return [{ kind: 'add', name: tensors[call.output].name, inputs: call.inputs, output: call.output }];
    }
    const isDepthwise = code === operators.depthwise;
    if (!isDepthwise && code !== operators.convolution) return [];
    return [readConvolution({ ...call, isDepthwise }, tensors, sourceOf)];
  });
  return { input: graph.integers(1)[0], layers };
}
