/** Functions of one number, entry by entry, with their derivatives. One table serves kernels, epilogues and plain tfjs. */
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

interface Unary {
  /** WGSL of the value at `x`; `V` is a number or a vector of four. */
  readonly value: (x: string) => string;
  /** WGSL of dx from `dy` and the value `from`, which is the function's argument or its result. */
  readonly gradient: (dy: string, from: string) => string;
  readonly from: 'x' | 'y';
}

/** Derivatives use the result where that is enough, so that the argument need not be kept. */
const functions = {
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
} as const satisfies Record<string, Unary>;

export type UnaryName = keyof typeof functions;

export function unaryOf(name: UnaryName): Unary {
  return functions[name];
}

/** Reads x; writes y of the same size. */
export function unaryKernel(name: UnaryName, size: number): Kernel {
  const width = widthOf(size);
  return {
    name: `${name}_${width}`,
    reads: bindingsOf(['x'], width),
    writes: bindingsOf(['y'], width),
    grid: { kind: 'flat', threads: size / width },
    integers: {},
    declarations: `alias V = ${vectorOf(width)};`,
    body: `  yStore(index, ${functions[name].value('V(x[index])')});`,
  };
}

/** Reads dy, and x or y; writes dx. */
export function unaryGradientKernel(name: UnaryName, size: number, hasAddend = false): Kernel {
  const width = widthOf(size);
  const { gradient, from } = functions[name];
  return {
    name: `${name}_gradient_${width}${hasAddend ? '_add' : ''}`,
    reads: bindingsOf(['dy', from, ...(hasAddend ? ['addend'] : [])], width),
    writes: bindingsOf(['dx'], width),
    grid: { kind: 'flat', threads: size / width },
    integers: {},
    declarations: `alias V = ${vectorOf(width)};`,
    body: `  dx[index] = ${gradient('dy[index]', `V(${from}[index])`)}${hasAddend ? ' + addend[index]' : ''};`,
  };
}
