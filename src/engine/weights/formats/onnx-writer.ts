/** Writes ONNX models: nodes, initialisers, inputs and outputs of 32-bit floats. [onnx/onnx.proto3] */
import type { Tensors } from '../tensor.ts';
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
  /** Lists of integers. */
  readonly integers?: Readonly<Record<string, readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
}

/** A length, or a name for one that is free. */
export type Dimension = number | string;

export interface Value {
  readonly name: string;
  readonly shape: readonly Dimension[];
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly tensors: Tensors;
  readonly input: Value;
  readonly output: Value;
  readonly metadata: Readonly<Record<string, string>>;
}

/** IR version 7 came with operator set 13. */
const versions = { ir: 7, operators: 13 } as const;

function attribute(name: string, type: number, values: readonly Uint8Array[]): Uint8Array {
  const named = textField(attributeFields.name, name);
  return messageField(nodeFields.attribute, [named, ...values, integerField(attributeFields.type, type)]);
}

function writeNode({ operator, inputs, output, integers = {}, floats = {} }: Node): Uint8Array {
  return messageField(graphFields.node, [
    ...inputs.map((input) => textField(nodeFields.input, input)),
    textField(nodeFields.output, output),
    textField(nodeFields.name, output),
    textField(nodeFields.operator, operator),
    ...Object.entries(integers).map(([name, values]) => {
      const fields = values.map((value) => integerField(attributeFields.integers, value));
      return attribute(name, attributeTypes.integers, fields);
    }),
    ...Object.entries(floats).map(([name, value]) =>
      attribute(name, attributeTypes.float, [floatField(attributeFields.float, value)]),
    ),
  ]);
}

function writeTensors(tensors: Tensors): Uint8Array[] {
  return [...tensors].map(([name, { shape, values }]) =>
    messageField(graphFields.initializer, [
      ...shape.map((length) => integerField(tensorFields.dims, length)),
      integerField(tensorFields.type, dataTypes.float),
      textField(tensorFields.name, name),
      bytesField(tensorFields.raw, encodeFloats(values)),
    ]),
  );
}

function writeValue(field: number, { name, shape }: Value): Uint8Array {
  const dimensions = shape.map((length) =>
    messageField(valueFields.dimension, [
      typeof length === 'number'
        ? integerField(valueFields.size, length)
        : textField(valueFields.symbol, length),
    ]),
  );
  const tensor = [
    integerField(valueFields.element, dataTypes.float),
    messageField(valueFields.shape, dimensions),
  ];
  return messageField(field, [
    textField(valueFields.name, name),
    messageField(valueFields.type, [messageField(valueFields.tensor, tensor)]),
  ]);
}

export function writeOnnx({ name, nodes, tensors, input, output, metadata }: Graph): Uint8Array<ArrayBuffer> {
  return joinBytes([
    integerField(modelFields.irVersion, versions.ir),
    textField(modelFields.producer, 'kizu'),
    messageField(modelFields.graph, [
      ...nodes.map((node) => writeNode(node)),
      textField(graphFields.name, name),
      ...writeTensors(tensors),
      writeValue(graphFields.input, input),
      writeValue(graphFields.output, output),
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
