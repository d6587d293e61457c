/** Functions of one number, entry by entry, with their derivatives: one table for the kernels and for what follows a convolution. */
import type { UnaryName } from '../networks/operations.ts';
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

interface Unary {
  /** WGSL of the value at `x`. `V` is a number or a vector of four, `P` the function's parameter. */
  readonly value: (x: string) => string;
  /** WGSL of dx from `dy` and from the function's argument or its result. */
  readonly gradient: (dy: string, from: string) => string;
  /** What the derivative reads: the result where that is enough, so that the argument need not be kept. */
  readonly from: 'x' | 'y' | 'neither';
  /** Parameter where none is given; a function without one has none. */
  readonly parameter?: number;
}

const functions: Readonly<Record<UnaryName, Unary>> = {
  relu: {
    value: (x) => `max(V(0.0), ${x})`,
    gradient: (dy, y) => `select(V(0.0), ${dy}, ${y} > V(0.0))`,
    from: 'y',
  },
  relu6: {
    value: (x) => `clamp(${x}, V(0.0), V(6.0))`,
    gradient: (dy, y) => `select(V(0.0), ${dy}, (${y} > V(0.0)) & (${y} < V(6.0)))`,
    from: 'y',
  },
  leakyRelu: {
    value: (x) => `max(${x}, V(0.0)) + P * min(${x}, V(0.0))`,
    gradient: (dy, x) => `select(P * ${dy}, ${dy}, ${x} > V(0.0))`,
    from: 'x',
    parameter: 0.01,
  },
  sigmoid: {
    value: (x) => `sigmoid(${x})`,
    gradient: (dy, y) => `${dy} * ${y} * (V(1.0) - ${y})`,
    from: 'y',
  },
  tanh: {
    value: (x) => `V(1.0) - 2.0 * sigmoid(-2.0 * ${x})`,
    gradient: (dy, y) => `${dy} * (V(1.0) - ${y} * ${y})`,
    from: 'y',
  },
  softplus: {
    value: (x) => `softplus(${x})`,
    gradient: (dy, x) => `${dy} * sigmoid(${x})`,
    from: 'x',
  },
  exp: { value: (x) => `exp(${x})`, gradient: (dy, y) => `${dy} * ${y}`, from: 'y' },
  log: { value: (x) => `log(${x})`, gradient: (dy, x) => `${dy} / ${x}`, from: 'x' },
  square: { value: (x) => `${x} * ${x}`, gradient: (dy, x) => `2.0 * ${dy} * ${x}`, from: 'x' },
  absolute: { value: (x) => `abs(${x})`, gradient: (dy, x) => `${dy} * sign(${x})`, from: 'x' },
  scale: { value: (x) => `P * ${x}`, gradient: (dy) => `P * ${dy}`, from: 'neither', parameter: 1 },
};

export function unaryOf(name: UnaryName): Unary {
  return functions[name];
}

/** Neither overflows, whatever the number: the exponent is never positive. */
export const smoothSteps = `
fn sigmoid(x : V) -> V { let t = exp(-abs(x)); return select(t, V(1.0), x >= V(0.0)) / (V(1.0) + t); }
fn softplus(x : V) -> V { return max(x, V(0.0)) + log(V(1.0) + exp(-abs(x))); }`;

/** Name, declarations and floats of a kernel of one entry or four a thread. */
export function entryKernel(
  name: string,
  size: number,
  parameter?: number,
): Pick<Kernel, 'name' | 'grid' | 'integers' | 'declarations' | 'floats'> {
  const width = widthOf(size);
  return {
    name: `${name}_${width}`,
    grid: { kind: 'flat', threads: size / width },
    integers: {},
    floats: parameter === undefined ? {} : { P: parameter },
    declarations: `alias V = ${vectorOf(width)};${smoothSteps}`,
  };
}

/** Reads x; writes y of the same size. */
export function unaryKernel(name: UnaryName, size: number, given?: number): Kernel {
  const { value, parameter } = functions[name];
  return {
    ...entryKernel(name, size, given ?? parameter),
    reads: bindingsOf(['x'], widthOf(size)),
    writes: bindingsOf(['y'], widthOf(size)),
    body: `  let at = V(x[index]);\n  yStore(index, ${value('at')});`,
  };
}

/** y = x. */
export function copyKernel(size: number): Kernel {
  return unaryKernel('scale', size, 1);
}

/** Reads dy, and x or y where the derivative needs it; writes dx. */
export function unaryGradientKernel(name: UnaryName, size: number, given?: number): Kernel {
  const { gradient, from, parameter } = functions[name];
  return {
    ...entryKernel(`${name}_gradient`, size, given ?? parameter),
    reads: bindingsOf(from === 'neither' ? ['dy'] : ['dy', from], widthOf(size)),
    writes: bindingsOf(['dx'], widthOf(size)),
    body: `  dx[index] = ${gradient('dy[index]', `V(${from}[index])`)};`,
  };
}
