/** What a state dict's pickle may name: storages, the functions that make tensors of them, and ordered dictionaries. */
import { describe, fail } from '../problem.ts';
import { countOf, type TensorCollector } from '../tensor.ts';
import type { Element } from './elements.ts';
import { isBuilt, isGlobal, type Built, type PickleValue, type Vocabulary } from './pickle-machine.ts';

export interface StoredNumbers extends Built {
  readonly kind: 'storage';
  readonly key: string;
  /** `undefined` if the numbers are no floats. */
  readonly element: Element | undefined;
  readonly elementBytes: number;
  readonly count: number;
}

/** A tensor before its numbers are known: the legacy format holds them behind the pickle. */
export interface StridedTensor extends Built {
  readonly kind: 'tensor';
  readonly storage: StoredNumbers;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

interface StorageType {
  readonly element?: Element;
  readonly elementBytes: number;
}

const storageTypes: Readonly<Record<string, StorageType>> = {
  'torch DoubleStorage': { element: 'F64', elementBytes: 8 },
  'torch FloatStorage': { element: 'F32', elementBytes: 4 },
  'torch HalfStorage': { element: 'F16', elementBytes: 2 },
  'torch BFloat16Storage': { element: 'BF16', elementBytes: 2 },
  'torch LongStorage': { elementBytes: 8 },
  'torch IntStorage': { elementBytes: 4 },
  'torch ShortStorage': { elementBytes: 2 },
  'torch CharStorage': { elementBytes: 1 },
  'torch ByteStorage': { elementBytes: 1 },
  'torch BoolStorage': { elementBytes: 1 },
};

function isCount(value: PickleValue | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCounts(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.every((one) => isCount(one));
}

export function isTensor(value: PickleValue | undefined): value is StridedTensor {
  return isBuilt(value) && value.kind === 'tensor';
}

function isStorage(value: PickleValue | undefined): value is StoredNumbers {
  return isBuilt(value) && value.kind === 'storage';
}

/** A storage by its persistent id ('storage', type, key, device, count[, view]). */
function storageOf(id: PickleValue): StoredNumbers {
  const [tag, type, key, , count, view = null] = Array.isArray(id) ? id : [];
  const known =
    isGlobal(type) && Object.hasOwn(storageTypes, type.name) ? storageTypes[type.name] : undefined;
  if (tag !== 'storage' || !known || typeof key !== 'string' || !isCount(count)) {
    const wanted = 'a storage of numbers';
    return fail({ kind: 'refused', where: 'pickle', came: `persistent ${describe(tag)}`, wanted });
  }
  if (view !== null) {
    fail({ kind: 'unsupported', where: 'pickle', came: 'a view of a storage', wanted: 'a whole storage' });
  }
  return { kind: 'storage', key, element: known.element, elementBytes: known.elementBytes, count };
}

/** _rebuild_tensor_v2(storage, offset, shape, strides, ...) */
function rebuildTensor([storage, offset, shape, strides]: readonly PickleValue[]): StridedTensor {
  const isWhole = isStorage(storage) && isCount(offset) && isCounts(shape) && isCounts(strides);
  if (!isWhole || shape.length !== strides.length) {
    const wanted = '(storage, offset, shape, strides)';
    return fail({ kind: 'malformed', where: 'pickle', came: 'a tensor of other parts', wanted });
  }
  const count = countOf(shape, 'pickle');
  const last = shape.reduce((at, length, i) => at + (length - 1) * strides[i], offset);
  if (count > 0 && !(last < storage.count)) {
    const wanted = `at most ${storage.count - 1}`;
    fail({ kind: 'malformed', where: `storage ${storage.key}`, came: `index ${last}`, wanted });
  }
  return { kind: 'tensor', storage, offset, shape, strides };
}

/** _rebuild_parameter(tensor, requires_grad, hooks) */
function rebuildParameter([tensor]: readonly PickleValue[]): StridedTensor {
  if (isTensor(tensor)) return tensor;
  return fail({ kind: 'malformed', where: 'pickle', came: describe(tensor), wanted: 'a tensor' });
}

function orderedDictionary(pairs: readonly PickleValue[]): PickleValue {
  const dictionary = new Map<PickleValue, PickleValue>();
  const [items = []] = pairs;
  for (const item of Array.isArray(items) ? items : []) {
    if (Array.isArray(item)) dictionary.set(item[0], item[1]);
  }
  return dictionary;
}

export const torchVocabulary: Vocabulary = {
  globals: new Map<string, ((values: readonly PickleValue[]) => PickleValue) | null>([
    ['torch._utils _rebuild_tensor_v2', rebuildTensor],
    ['torch._utils _rebuild_tensor', rebuildTensor],
    ['torch._utils _rebuild_parameter', rebuildParameter],
    ['collections OrderedDict', orderedDictionary],
    ...Object.keys(storageTypes).map((name): [string, null] => [name, null]),
  ]),
  persistent: storageOf,
};

/** Whether the numbers lie in row-major order without gaps; the stride of an axis of one says nothing. */
function isContiguous({ shape, strides }: StridedTensor): boolean {
  let wanted = 1;
  return shape.toReversed().every((length, i) => {
    const fits = length === 1 || strides[strides.length - 1 - i] === wanted;
    wanted *= length;
    return fits;
  });
}

/** Numbers of a tensor in row-major order, whatever its strides. */
function gather(tensor: StridedTensor, stored: Float32Array, count: number): Float32Array {
  const { offset, shape, strides } = tensor;
  if (isContiguous(tensor)) return stored.slice(offset, offset + count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let rest = i;
    let at = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]) * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    values[i] = stored[at];
  }
  return values;
}

export function collectTensor(
  name: string,
  tensor: StridedTensor,
  collector: TensorCollector,
  storedIn: (storage: StoredNumbers) => Float32Array,
): void {
  if (tensor.storage.element === undefined) collector.ignore(name);
  else collector.add(name, tensor.shape, (count) => gather(tensor, storedIn(tensor.storage), count));
}
