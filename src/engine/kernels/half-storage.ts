/**
 * Kernels whose inputs or results are kept in 16 bits: half of the memory, and of its traffic. Bodies turn what they read
 * into 32 bits (`V(x[at])`), compute there, and turn it back on writing (`y[at] = yEntry(value)`); so one body serves both.
 */
import type { Bindings, Element, Kernel } from './kernel.ts';

const halves: Partial<Record<Element, Element>> = { f32: 'f16', 'vec4<f32>': 'vec4<f16>' };

/** The kernel with the bindings `names` in 16 bits. */
export function storeInHalves(kernel: Kernel, names: ReadonlySet<string>): Kernel {
  if (names.size === 0) return kernel;
  const store = (bindings: Bindings): Bindings =>
    bindings.map(([name, element]) => [name, names.has(name) ? (halves[element] ?? element) : element]);
  return {
    ...kernel,
    name: `${kernel.name}_f16_${[...names].toSorted().join('_')}`,
    reads: store(kernel.reads),
    writes: store(kernel.writes),
  };
}
