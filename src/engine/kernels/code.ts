/** The whole WGSL of a kernel: bindings, sizes and entry point around its body. */
import { halfOf, keptName } from './half-storage.ts';
import type { Kernel } from './kernel.ts';

const workgroup = 64;
const mostWorkgroups = 65_535;

/** Bytes of the uniform block, whose members are four bytes each. */
export function sizesLength({ integers, floats = {} }: Kernel): number {
  const members = 1 + Object.keys(integers).length + Object.keys(floats).length;
  return 16 * Math.ceil(members / 4);
}

/** The uniform block's contents, in the order that the code declares them. */
export function sizesOf(kernel: Kernel): ArrayBuffer {
  const data = new DataView(new ArrayBuffer(sizesLength(kernel)));
  const threads = kernel.grid.kind === 'flat' ? kernel.grid.threads : 0;
  const integers = [threads, ...Object.values(kernel.integers)];
  integers.forEach((value, i) => {
    data.setInt32(4 * i, value, true);
  });
  Object.values(kernel.floats ?? {}).forEach((value, i) => {
    data.setFloat32(4 * (integers.length + i), value, true);
  });
  return data.buffer;
}

export function workgroupsOf({ grid }: Kernel): readonly [x: number, y: number, z: number] {
  if (grid.kind === 'tiles') return grid.workgroups;
  const count = Math.ceil(grid.threads / workgroup);
  return [Math.min(count, mostWorkgroups), Math.ceil(count / mostWorkgroups), 1];
}

function declareBindings({ reads, writes }: Kernel): string {
  const lines = [
    ...reads.map(([name, element]) => `var<storage, read> ${name} : array<${element}>;`),
    ...writes.map(([name, element]) => `var<storage, read_write> ${name} : array<${element}>;`),
    'var<uniform> sizes : Sizes;',
  ];
  return lines.map((line, i) => `@group(0) @binding(${i}) ${line}`).join('\n');
}

/** How the body writes what may be kept in 16 bits as well: `yStore(at, value)`. */
function declareStores({ writes }: Kernel): string {
  const names = new Set(writes.map(([name]) => name));
  const stores = writes.map(([name, element]) => {
    const kept = keptName(name);
    const twin = names.has(kept) ? ` ${kept}[at] = ${halfOf(element)}(value);` : '';
    return `fn ${name}Store(at : i32, value : ${element}) { ${name}[at] = value;${twin} }`;
  });
  return stores.join('\n');
}

function enabled({ reads, writes, grid }: Kernel): string {
  const hasSubgroups = grid.kind === 'tiles' && grid.hasSubgroups === true;
  const hasHalves = [...reads, ...writes].some(([, element]) => element.includes('f16'));
  return `${hasSubgroups ? 'enable subgroups;' : ''}${hasHalves ? 'enable f16;' : ''}`;
}

function entryOf({ grid }: Kernel): string {
  if (grid.kind === 'tiles') {
    const inputs = [
      '@builtin(workgroup_id) workgroup : vec3<u32>',
      '@builtin(local_invocation_id) local : vec3<u32>',
      ...(grid.hasSubgroups === true ? ['@builtin(subgroup_invocation_id) lane : u32'] : []),
    ];
    return `@compute @workgroup_size(${grid.workgroupSize.join(', ')})
fn main(${inputs.join(', ')}) {`;
  }
  return `@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let index = i32(id.y * ${mostWorkgroups * workgroup}u + id.x);
  if (index >= sizes.THREADS) { return; }`;
}

export function codeOf(kernel: Kernel): string {
  const integers = Object.keys(kernel.integers);
  const floats = Object.keys(kernel.floats ?? {});
  const members = [...['THREADS', ...integers].map((n) => `${n} : i32`), ...floats.map((n) => `${n} : f32`)];
  const names = [...integers, ...floats].map((name) => `  let ${name} = sizes.${name};`);
  return `${enabled(kernel)}
struct Sizes { ${members.join(', ')} }
${declareBindings(kernel)}
${declareStores(kernel)}
${kernel.declarations ?? ''}
${entryOf(kernel)}
${names.join('\n')}
${kernel.body}
}`;
}
