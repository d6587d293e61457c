/** A compute kernel: what it reads and writes, its sizes, and its code. It knows nothing of tensors or devices. */

/** What one entry of a bound array is. */
export type Element = 'f32' | 'vec4<f32>' | 'f16' | 'vec4<f16>' | 'u32';

export type Bindings = readonly (readonly [name: string, element: Element])[];

/** One thread an item, in workgroups of 64 without barriers; the body knows its item as `index`. */
interface FlatGrid {
  readonly kind: 'flat';
  readonly threads: number;
}

/** Workgroups that share memory; the body knows `workgroup` and `local` as vec3<u32>. */
interface TileGrid {
  readonly kind: 'tiles';
  readonly workgroups: readonly [x: number, y: number, z: number];
  readonly workgroupSize: readonly [x: number, y: number];
  /** The body also knows `lane`, the thread's number in its subgroup. */
  readonly hasSubgroups?: boolean;
}

export interface Kernel {
  /** Tells one code from another and stands in error messages; sizes need not be in it, since they are uniforms. */
  readonly name: string;
  readonly reads: Bindings;
  /** May be read as well: what is written in place stands only here. */
  readonly writes: Bindings;
  /** Sizes, known to the code by name. One code serves all sizes: compiling takes longer than running. */
  readonly integers: Readonly<Record<string, number>>;
  /** Other numbers, known to the code by name. */
  readonly floats?: Readonly<Record<string, number>>;
  readonly grid: FlatGrid | TileGrid;
  /** WGSL outside of the function: shared memory, helpers. */
  readonly declarations?: string;
  /** WGSL of the function's body. */
  readonly body: string;
}

/** How many channels are read at a time: four where they divide by four. */
export type Width = 1 | 4;

export function widthOf(channels: number): Width {
  return channels % 4 === 0 ? 4 : 1;
}

export function vectorOf(width: Width): 'f32' | 'vec4<f32>' {
  return width === 4 ? 'vec4<f32>' : 'f32';
}

/** All bindings of one width. */
export function bindingsOf(names: readonly string[], width: Width): Bindings {
  return names.map((name) => [name, vectorOf(width)]);
}

/** The code of `line` for 0, 1, ... count - 1, for a thread that works on several items at once. */
export function unroll(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n        ');
}

/** Items a thread takes: as many as divide their number, at most four, so that no thread has a ragged end. */
export function tileOf(items: number): number {
  return [4, 2].find((tile) => items % tile === 0) ?? 1;
}
