/** Writes ONNX models: nodes, initialisers, inputs and outputs. [onnx/onnx.proto3] */
import { encodeFloats } from './elements.ts';
import {
  attributeFields,
  attributeTypes,
  dataTypes,
  graphFields,
  metadataFields,
  modelFields,
  nodeFields,
  operatorSetFields,
  tensorFields,
  valueFields,
} from './onnx-fields.ts';
import { bytesField, floatField, integerField, joinBytes, messageField, textField } from './protobuf.ts';

export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Outputs behind the first. */
  readonly otherOutputs?: readonly string[];
  /** Single integers, and lists of them. */
  readonly integers?: Readonly<Record<string, number | readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
}

/** A length, or a name for one that is free. */
export type Dimension = number | string;

/** 32-bit floats where not given. */
type ElementKind = 'float' | 'uint8' | 'int64';

export interface Value {
  readonly name: string;
  readonly shape: readonly Dimension[];
  readonly element?: ElementKind;
}

/** A constant: its array says of which kind the numbers are. */
export interface Initialiser {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array | BigInt64Array;
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly tensors: ReadonlyMap<string, Initialiser>;
  readonly input: Value;
  readonly outputs: readonly Value[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** IR version 7 came with operator set 13. */
const versions = { ir: 7, operators: 13 } as const;

function attribute(name: string, type: number, values: readonly Uint8Array[]): Uint8Array {
  const named = textField(attributeFields.name, name);
  return messageField(nodeFields.attribute, [named, ...values, integerField(attributeFields.type, type)]);
}

function integerAttribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === 'number')
    return attribute(name, attributeTypes.integer, [integerField(attributeFields.integer, value)]);
  const fields = value.map((one) => integerField(attributeFields.integers, one));
  return attribute(name, attributeTypes.integers, fields);
}

function writeNode(node: Node): Uint8Array {
  const { operator, inputs, output, otherOutputs = [], integers = {}, floats = {} } = node;
  return messageField(graphFields.node, [
    ...inputs.map((input) => textField(nodeFields.input, input)),
    ...[output, ...otherOutputs].map((one) => textField(nodeFields.output, one)),
    textField(nodeFields.name, output),
    textField(nodeFields.operator, operator),
    ...Object.entries(integers).map(([name, value]) => integerAttribute(name, value)),
    ...Object.entries(floats).map(([name, value]) =>
      attribute(name, attributeTypes.float, [floatField(attributeFields.float, value)]),
    ),
  ]);
}

/** The kind of numbers, and their bytes. */
function encode(values: Initialiser['values']): readonly [type: number, bytes: Uint8Array] {
  if (values instanceof Float32Array) return [dataTypes.float, encodeFloats(values)];
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  if (values instanceof Float64Array) {
    values.forEach((value, i) => {
      view.setFloat64(8 * i, value, true);
    });
    return [dataTypes.double, bytes];
  }
  values.forEach((value, i) => {
    view.setBigInt64(8 * i, value, true);
  });
  return [dataTypes.int64, bytes];
}

function writeTensors(tensors: Graph['tensors']): Uint8Array[] {
  return [...tensors].map(([name, { shape, values }]) => {
    const [type, bytes] = encode(values);
    return messageField(graphFields.initializer, [
      ...shape.map((length) => integerField(tensorFields.dims, length)),
      integerField(tensorFields.type, type),
      textField(tensorFields.name, name),
      bytesField(tensorFields.raw, bytes),
    ]);
  });
}

function writeValue(field: number, { name, shape, element = 'float' }: Value): Uint8Array {
  const dimensions = shape.map((length) =>
    messageField(valueFields.dimension, [
      typeof length === 'number'
        ? integerField(valueFields.size, length)
        : textField(valueFields.symbol, length),
    ]),
  );
  const tensor = [
    integerField(valueFields.element, dataTypes[element]),
    messageField(valueFields.shape, dimensions),
  ];
  return messageField(field, [
    textField(valueFields.name, name),
    messageField(valueFields.type, [messageField(valueFields.tensor, tensor)]),
  ]);
}

export function writeOnnx({
  name,
  nodes,
  tensors,
  input,
  outputs,
  metadata,
}: Graph): Uint8Array<ArrayBuffer> {
  return joinBytes([
    integerField(modelFields.irVersion, versions.ir),
    textField(modelFields.producer, 'kizu'),
    messageField(modelFields.graph, [
      ...nodes.map((node) => writeNode(node)),
      textField(graphFields.name, name),
      ...writeTensors(tensors),
      writeValue(graphFields.input, input),
      ...outputs.map((output) => writeValue(graphFields.output, output)),
    ]),
    messageField(modelFields.operatorSet, [integerField(operatorSetFields.version, versions.operators)]),
    ...Object.entries(metadata).map(([key, value]) =>
      messageField(modelFields.metadata, [
        textField(metadataFields.key, key),
        textField(metadataFields.value, value),
      ]),
    ),
  ]);
}
