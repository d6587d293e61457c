/** Sums and products of two arrays of one size, entry by entry. */
import { bindingsOf, widthOf, type Kernel } from './kernel.ts';

function pairKernel(name: string, size: number, value: string): Kernel {
  const width = widthOf(size);
  return {
    name: `${name}_${width}`,
    reads: bindingsOf(['a', 'b'], width),
    writes: bindingsOf(['y'], width),
    grid: { kind: 'flat', threads: size / width },
    integers: {},
    body: `  yStore(index, ${value});`,
  };
}

/** y = x. */
export function copyKernel(size: number): Kernel {
  const width = widthOf(size);
  return {
    name: `copy_${width}`,
    reads: bindingsOf(['x'], width),
    writes: bindingsOf(['y'], width),
    grid: { kind: 'flat', threads: size / width },
    integers: {},
    body: '  yStore(index, x[index]);',
  };
}

/** y = a + b. */
export function addKernel(size: number): Kernel {
  return pairKernel('add', size, 'a[index] + b[index]');
}
