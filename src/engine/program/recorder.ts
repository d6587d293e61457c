/** Collects kernel calls, forward and then backward: the tape of the hand-written backward pass. */
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { keepInHalves, keptName, readFromHalves } from '../kernels/half-storage.ts';
import type { Kernel } from '../kernels/kernel.ts';
import type { Call } from './plan.ts';
import type { StorageFormat, Value } from './value.ts';

/** A network's numbers in its arenas. */
export interface WeightValues {
  weight(name: string): Value;
  gradient(name: string): Value;
  /** Running mean and variance, [2, C]. */
  running(layer: string): Value;
}

/** How a network's operations are carried out. */
export interface Execution {
  readonly style: ConvolutionStyle;
  /** Of the copies of activations that training keeps for its backward pass; all else is in 32 bits. */
  readonly storage: StorageFormat;
}

export interface Recorder extends WeightValues, Execution {
  /** The kernel is one for 32 bits; it becomes one that reads what is kept in 16. */
  emit(kernel: Kernel, label: string, reads: Call['reads'], writes: Call['writes']): void;
  /**
   * What the backward pass may read in a value's place: a copy in the recorder's storage, which the call that made the value
   * writes too; the value itself in 32 bits, or where it comes from outside.
   */
  keep(value: Value): Value;
  /** The copy of a value, if one was wanted. */
  keptOf(value: Value): Value | undefined;
  /** Marks what no gradient is wanted of. */
  stopGradient(value: Value): void;
  /** What emits an operation's derivative; it gets the gradient of the operation's result. */
  onBackward(result: Value, derive: (gradient: Value) => void): void;
  /** The gradient of a value that one operation takes. */
  setGradient(value: Value, gradient: Value): void;
  /** Adds to a value's gradient: `emitSum` gets the sum so far and gives the new one. */
  addGradient(value: Value, emitSum: (sum: Value | undefined) => Value): void;
  /** The gradient of a value once its derivatives are recorded; undefined for what no gradient reached. */
  gradientOf(value: Value): Value | undefined;
  /** Calls so far; starts a new section. */
  cut(): readonly Call[];
  /** Emits all derivatives, last operation first, from the gradient of the last result. */
  backward(result: Value, gradient: Value): void;
}

/** Names of inputs that are kept in 16 bits. */
function halvesOf(values: Call['reads']): ReadonlySet<string> {
  const halves = Object.entries(values).filter(([, { storage }]) => storage === 'f16');
  return new Set(halves.map(([name]) => name));
}

/** Has the call that writes `value` write `copy` as well; false where none of these calls does. */
function writeCopy(calls: Call[], value: Value, copy: Value): boolean {
  const at = calls.findIndex(({ writes }) => Object.values(writes).includes(value));
  if (at < 0) return false;
  const { kernel, writes, ...call } = calls[at];
  const [name] = Object.entries(writes).find(([, one]) => one === value) ?? [''];
  const both = { ...writes, [keptName(name)]: copy };
  calls[at] = { ...call, kernel: keepInHalves(kernel, name), writes: both };
  return true;
}

export function createRecorder(weights: WeightValues, { style, storage }: Execution): Recorder {
  let calls: Call[] = [];
  const copies = new Map<Value, Value>();

  const stopped = new Set<Value>();
  const gradients = new Map<Value, Value>();
  const derivatives: (readonly [result: Value, derive: (gradient: Value) => void])[] = [];
  return {
    ...weights,
    style,
    storage,
    emit(kernel, label, reads, writes) {
      calls.push({ kernel: readFromHalves(kernel, halvesOf(reads)), label, reads, writes });
    },
    keep(value) {
      const known = copies.get(value);
      if (known !== undefined || storage === 'f32') return known ?? value;
      const copy: Value = { name: `${value.name}, kept`, shape: value.shape, storage };
      if (!writeCopy(calls, value, copy)) return value;
      copies.set(value, copy);
      return copy;
    },
    keptOf: (value) => copies.get(value),
    stopGradient(value) {
      stopped.add(value);
    },
    onBackward(result, derive) {
      derivatives.push([result, derive]);
    },
    setGradient(value, gradient) {
      if (gradients.has(value)) throw new Error(`${value.name} has a gradient already: it must be added to`);
      gradients.set(value, gradient);
    },
    addGradient(value, emitSum) {
      if (!stopped.has(value)) gradients.set(value, emitSum(gradients.get(value)));
    },
    gradientOf: (value) => gradients.get(value),
    cut() {
      const section = calls;
      calls = [];
      return section;
    },
    backward(result, gradient) {
      gradients.set(result, gradient);
      for (const [value, derive] of derivatives.toReversed()) {
        const known = gradients.get(value);
        if (known !== undefined) derive(known);
      }
    },
  };
}
