/**
 * Kernels that work with copies in 16 bits, which are half of the memory. What a step computes stays in 32 bits; a kernel writes
 * a copy beside its result where the backward pass will want one (`yStore(at, value)` in its body), and kernels of the backward pass
 * turn what they read into 32 bits (`V(x[at])`). So one body serves both.
 */
import type { Bindings, Element, Kernel } from './kernel.ts';

const halves: Partial<Record<Element, Element>> = { f32: 'f16', 'vec4<f32>': 'vec4<f16>' };

export function halfOf(element: Element): Element {
  return halves[element] ?? element;
}

/** What the copy of a result is called in the code. */
export function keptName(name: string): string {
  return `${name}Kept`;
}

/** The kernel with the inputs `names` in 16 bits. */
export function readFromHalves(kernel: Kernel, names: ReadonlySet<string>): Kernel {
  if (names.size === 0) return kernel;
  const reads: Bindings = kernel.reads.map(([name, element]) => [
    name,
    names.has(name) ? halfOf(element) : element,
  ]);
  return { ...kernel, name: `${kernel.name}_from_f16_${[...names].toSorted().join('_')}`, reads };
}

/** The kernel that also writes its result `name` in 16 bits; throws if the body does not write it by `yStore`. */
export function keepInHalves(kernel: Kernel, name: string): Kernel {
  if (!kernel.body.includes(`${name}Store(`)) throw new Error(`kernel ${kernel.name} cannot keep ${name}`);
  const kept = kernel.writes.flatMap(([one, element]): Bindings => {
    return one === name ? [[keptName(one), halfOf(element)]] : [];
  });
  return { ...kernel, name: `${kernel.name}_keeps_f16_${name}`, writes: [...kernel.writes, ...kept] };
}
