/**
 * Sums that a workgroup's threads carry out together and add up in a tree, in a fixed order: over the rows of a BatchNorm's gradient, and over
 * the shares that other kernels left. Where each column's sum is one thread's, a GPU has work for a few threads only.
 */
import { bindingsOf, vectorOf, widthOf, type Bindings, type Kernel } from '../kernel.ts';
import {
  gradientSumsOf,
  normDeclarations,
  storeParameterGradients,
  type GradientForm,
  type NormGeometry,
} from '../norm.ts';

const threads = 64;

/** Vectors of columns that a workgroup takes, and rows that it adds side by side. */
const across = 4;
const down = threads / across;

const wantedWorkgroups = 128;

/** Fewest shares that are worth a tree. */
export const leastShares = 8;

/** Adds up `count` values of `types` that each thread has as variables named like them; the thread whose `ty` is 0 has the sums. */
function tree(names: readonly string[], [lanes, stride]: readonly [lanes: number, stride: number]): string {
  return `
  ${names.map((name) => `${name}Parts[t] = ${name};`).join(' ')}
  workgroupBarrier();
  for (var half = ${lanes / 2}; half > 0; half /= 2) {
    if (t < half * ${stride}) { ${names.map((name) => `${name}Parts[t] += ${name}Parts[t + half * ${stride}];`).join(' ')} }
    workgroupBarrier();
  }
  ${names.map((name) => `${name} = ${name}Parts[t];`).join(' ')}`;
}

const shared = (names: readonly string[], V: string): string =>
  names.map((name) => `var<workgroup> ${name}Parts : array<${V}, ${threads}>;`).join('\n');

/** Into how many shares rows are cut. */
export function sharesOfSummedRows({ rows, channels }: NormGeometry): number {
  const groups = Math.ceil(channels / widthOf(channels) / across);
  return Math.max(1, Math.min(Math.ceil(wantedWorkgroups / groups), Math.ceil(rows / down)));
}

/** Sums of dy and of dy (x - mean) over shares of the rows: partial [shares, 2, C]. */
export function normGradientSumsInTreesKernel(geometry: NormGeometry, form: GradientForm): Kernel {
  const { rows, channels } = geometry;
  const { name, reads, each } = gradientSumsOf(form);
  const width = widthOf(channels);
  const V = vectorOf(width);
  const shares = sharesOfSummedRows(geometry);
  const sums = ['first', 'second'];
  return {
    name: `norm_${name}_trees_${width}`,
    reads: bindingsOf(reads, width),
    writes: bindingsOf(['partial'], width),
    grid: {
      kind: 'tiles',
      workgroups: [shares, Math.ceil(channels / width / across), 1],
      workgroupSize: [threads, 1],
    },
    integers: { ROWS: rows, CV: channels / width, ROWS_OF_SHARE: Math.ceil(rows / shares) },
    declarations: `${normDeclarations(V)}\n${shared(sums, V)}`,
    body: `
  let t = i32(local.x);
  let share = i32(workgroup.x);
  let column = i32(workgroup.y) * ${across} + t % ${across};
  let isColumn = column < CV;
  let c = min(column, CV - 1);
  var first = V(0.0);
  var second = V(0.0);
  let end = min(ROWS, (share + 1) * ROWS_OF_SHARE) * CV;
  for (var at = (share * ROWS_OF_SHARE + t / ${across}) * CV + c; at < end; at += ${down} * CV) {
    ${each}
  }
  ${tree(sums, [down, across])}
  if (t < ${across} && isColumn) {
    partial[2 * share * CV + c] = first;
    partial[(2 * share + 1) * CV + c] = second;
  }`,
  };
}

/** Reads partial [shares, 2, C]; writes the gradients of beta and gamma. A workgroup a vector of channels. */
export function normParameterGradientsInTreesKernel({ channels }: NormGeometry, shares: number): Kernel {
  const width = widthOf(channels);
  const V = vectorOf(width);
  const sums = ['first', 'second'];
  return {
    name: `norm_parameter_gradients_trees_${width}`,
    reads: bindingsOf(['partial', 'moments'], width),
    writes: bindingsOf(['dbeta', 'dgamma'], width),
    grid: { kind: 'tiles', workgroups: [channels / width, 1, 1], workgroupSize: [threads, 1] },
    integers: { CV: channels / width, SHARES: shares },
    declarations: `${normDeclarations(V)}\n${shared(sums, V)}`,
    body: `
  let t = i32(local.x);
  let c = i32(workgroup.x);
  var first = V(0.0);
  var second = V(0.0);
  for (var share = t; share < SHARES; share += ${threads}) {
    first += partial[2 * share * CV + c];
    second += partial[(2 * share + 1) * CV + c];
  }
  ${tree(sums, [threads, 1])}
  if (t == 0) {
    ${storeParameterGradients}
  }`,
  };
}

/** Reads partial [shares, size]; writes sum [size]. */
export function sumSharesInTreesKernel(size: number, shares: number): Kernel {
  const width = widthOf(size);
  const V = vectorOf(width);
  const bindings = (name: string): Bindings => [[name, V]];
  return {
    name: `sum_shares_trees_${width}`,
    reads: bindings('partial'),
    writes: bindings('sum'),
    grid: {
      kind: 'tiles',
      workgroups: [Math.ceil(size / width / across), 1, 1],
      workgroupSize: [threads, 1],
    },
    integers: { SHARES: shares, SIZE: size / width },
    declarations: `alias V = ${V};\n${shared(['total'], V)}`,
    body: `
  let t = i32(local.x);
  let at = i32(workgroup.x) * ${across} + t % ${across};
  let place = min(at, SIZE - 1);
  var total = V(0.0);
  for (var share = t / ${across}; share < SHARES; share += ${down}) { total += partial[share * SIZE + place]; }
  ${tree(['total'], [down, across])}
  if (t < ${across} && at < SIZE) { sum[at] = total; }`,
  };
}
