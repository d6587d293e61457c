/** Field numbers and kinds of ONNX [onnx/onnx.proto3, IR version 8]. */
export const modelFields = { irVersion: 1, producer: 2, graph: 7, operatorSet: 8, metadata: 14 } as const;
export const operatorSetFields = { version: 2 } as const;
export const metadataFields = { key: 1, value: 2 } as const;
export const graphFields = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
export const nodeFields = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 } as const;
export const attributeFields = { name: 1, float: 2, integer: 3, integers: 8, type: 20 } as const;
export const attributeTypes = { float: 1, integer: 2, integers: 7 } as const;
export const tensorFields = {
  dims: 1,
  type: 2,
  floats: 4,
  integers: 5,
  name: 8,
  raw: 9,
  doubles: 10,
  external: 13,
  location: 14,
} as const;
export const valueFields = {
  name: 1,
  type: 2,
  tensor: 1,
  element: 1,
  shape: 2,
  dimension: 1,
  size: 1,
  symbol: 2,
} as const;
/** TensorProto.DataType */
export const dataTypes = { float: 1, uint8: 2, int64: 7, half: 10, double: 11, brain: 16 } as const;
