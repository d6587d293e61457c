/** Weights of an ONNX file: the initialisers of its graph. The graph's nodes serve only to find names. */
import type { Result } from '../../../core/result.ts';
import { attemptRead, fail, type WeightsProblem } from '../problem.ts';
import { TensorCollector, type WeightsFile } from '../tensor.ts';
import { decodeElements, halfToFloat, type Element } from './elements.ts';
import { nameInitialisers, type GraphNode } from './onnx-names.ts';
import {
  dataTypes,
  graphFields,
  metadataFields,
  modelFields,
  nodeFields,
  tensorFields,
} from './onnx-fields.ts';
import {
  createFieldBudget,
  joinBytes,
  readFields,
  readIntegers,
  readTexts,
  type Field,
  type FieldBudget,
} from './protobuf.ts';

const elements: ReadonlyMap<number, Element> = new Map([
  [dataTypes.float, 'F32'],
  [dataTypes.half, 'F16'],
  [dataTypes.double, 'F64'],
  [dataTypes.brain, 'BF16'],
]);

function messages(fields: readonly Field[], number: number): Uint8Array[] {
  return fields.filter((field) => field.number === number).map(({ bytes }) => bytes);
}

/** Axes of a tensor, and repetitions of a field that should stand once. */
const mostAxes = 16;

/** Numbers lie raw, or in the repeated field of their kind; halves there are integers. */
function readNumbers(fields: readonly Field[], element: Element, name: string, count: number): Float32Array {
  const raw = messages(fields, tensorFields.raw);
  if (raw.length > 0) return decodeElements(joinBytes(raw), element, name);
  switch (element) {
    case 'F32':
      return decodeElements(joinBytes(messages(fields, tensorFields.floats)), element, name);
    case 'F64':
      return decodeElements(joinBytes(messages(fields, tensorFields.doubles)), element, name);
    case 'F16':
      return Float32Array.from(
        readIntegers(fields, tensorFields.integers, { where: name, most: count }),
        halfToFloat,
      );
    case 'BF16':
      return fail({ kind: 'unsupported', where: name, came: 'bfloat16 as integers', wanted: 'raw bytes' });
  }
}

function readTensor(bytes: Uint8Array, collector: TensorCollector, budget: FieldBudget): void {
  const fields = readFields(bytes, 'initialiser', budget);
  const [name = ''] = readTexts(fields, tensorFields.name);
  const few = { where: name, most: mostAxes };
  const [type = 0] = readIntegers(fields, tensorFields.type, few);
  const [location = 0] = readIntegers(fields, tensorFields.location, few);
  const element = elements.get(type);
  if (!element) {
    collector.ignore(name);
    return;
  }
  if (location !== 0) {
    fail({ kind: 'unsupported', where: name, came: 'numbers in another file', wanted: 'one whole file' });
  }
  collector.add(name, readIntegers(fields, tensorFields.dims, few), (count) => {
    const values = readNumbers(fields, element, name, count);
    if (values.length === count) return values;
    const wanted = `${count} numbers`;
    return fail({ kind: 'malformed', where: name, came: `${values.length} numbers`, wanted });
  });
}

function readNode(bytes: Uint8Array, budget: FieldBudget): GraphNode {
  const fields = readFields(bytes, 'node', budget);
  const [operator = ''] = readTexts(fields, nodeFields.operator);
  const [name = ''] = readTexts(fields, nodeFields.name);
  return {
    operator,
    name,
    inputs: readTexts(fields, nodeFields.input),
    outputs: readTexts(fields, nodeFields.output),
  };
}

function parse(bytes: Uint8Array): WeightsFile {
  const budget = createFieldBudget();
  const [graph] = messages(readFields(bytes, 'model', budget), modelFields.graph);
  if (!(graph as Uint8Array | undefined)) {
    return fail({ kind: 'malformed', where: 'model', came: 'no graph', wanted: 'an ONNX model' });
  }
  const fields = readFields(graph, 'graph', budget);
  const collector = new TensorCollector();
  for (const initialiser of messages(fields, graphFields.initializer))
    readTensor(initialiser, collector, budget);
  const origins = nameInitialisers(messages(fields, graphFields.node).map((node) => readNode(node, budget)));
  const renamed = new Set(origins.values());
  const tensors = new Map([...collector.tensors].filter(([name]) => !renamed.has(name)));
  for (const [name, origin] of origins) {
    const tensor = collector.tensors.get(origin);
    if (tensor) tensors.set(name, tensor);
  }
  return { tensors, ignored: collector.ignored };
}

export function readOnnx(bytes: Uint8Array): Result<WeightsFile, WeightsProblem> {
  return attemptRead(() => parse(bytes));
}

/** The texts that stand beside the graph, by key; of equal keys the last. */
export function readOnnxMetadata(bytes: Uint8Array): Result<ReadonlyMap<string, string>, WeightsProblem> {
  return attemptRead(() => {
    const budget = createFieldBudget();
    const entries = messages(readFields(bytes, 'model', budget), modelFields.metadata);
    return new Map(
      entries.map((entry) => {
        const fields = readFields(entry, 'metadata', budget);
        const [key = ''] = readTexts(fields, metadataFields.key);
        const [value = ''] = readTexts(fields, metadataFields.value);
        return [key, value] as const;
      }),
    );
  });
}
