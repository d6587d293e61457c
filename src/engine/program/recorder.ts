/** Collects kernel calls, forward and then backward: the tape of the hand-written backward pass. */
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { keepInHalves, keptName, readFromHalves } from '../kernels/half-storage.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { copyKernel } from '../kernels/unary.ts';
import { sizeOf } from '../networks/parameters.ts';
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
  /**
   * Adds to a value's gradient: `emitSum` gets the sum so far and gives the new one. An operation that passes its own gradient
   * on as it is may give the same one to several values.
   */
  addGradient(value: Value, emitSum: (sum: Value | undefined) => Value): void;
  /** The gradient of a value once its derivatives are recorded; `undefined` for what no gradient reached. */
  gradientOf(value: Value): Value | undefined;
  /** A gradient that may be overwritten: itself where no other value has it too, else a copy. */
  ownGradient(gradient: Value): Value;
  /** Calls so far; starts a new section. */
  cut(): readonly Call[];
  /** Emits all derivatives, last operation first, from the gradients that results have been given. */
  derive(): void;
  /** The same from the gradient of one result. */
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
  /** How many values, whose derivative is still to come, have a gradient as theirs. */
  const holders = new Map<Value, number>();
  const hold = (gradient: Value, by: 1 | -1) => {
    holders.set(gradient, (holders.get(gradient) ?? 0) + by);
  };
  const assign = (value: Value, gradient: Value) => {
    const before = gradients.get(value);
    if (before !== undefined) hold(before, -1);
    hold(gradient, 1);
    gradients.set(value, gradient);
  };
  const emit: Recorder['emit'] = (kernel, label, reads, writes) => {
    calls.push({ kernel: readFromHalves(kernel, halvesOf(reads)), label, reads, writes });
  };
  const derivatives: (readonly [result: Value, derive: (gradient: Value) => void])[] = [];
  const derive = () => {
    for (const [value, deriveOne] of derivatives.toReversed()) {
      const known = gradients.get(value);
      if (known === undefined) continue;
      deriveOne(known);
      hold(known, -1);
    }
  };
  return {
    ...weights,
    style,
    storage,
    emit,
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
    addGradient(value, emitSum) {
      if (!stopped.has(value)) assign(value, emitSum(gradients.get(value)));
    },
    gradientOf: (value) => gradients.get(value),
    ownGradient(gradient) {
      if ((holders.get(gradient) ?? 0) <= 1) return gradient;
      const copy = { name: `${gradient.name}, copied`, shape: gradient.shape };
      emit(copyKernel(sizeOf(gradient.shape)), 'copy', { x: gradient }, { y: copy });
      return copy;
    },
    cut() {
      const section = calls;
      calls = [];
      return section;
    },
    derive,
    backward(result, gradient) {
      assign(result, gradient);
      derive();
    },
  };
}
