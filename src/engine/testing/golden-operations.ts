/** PyTorch's values and gradients of single operations, for both ways of carrying them out (scripts/make-operations-fixture.py). */
import { readFileSync } from 'node:fs';
import type {
  Activation,
  BinaryName,
  Operations,
  PoolShape,
  ReduceOver,
  UnaryName,
} from '../networks/operations.ts';
import type { Padding } from '../networks/padding.ts';
import { sizeOf } from '../networks/parameters.ts';

/** Which of these a case has follows from its operation. */
interface Settings {
  readonly stride: number;
  readonly padding: readonly [top: number, bottom: number, left: number, right: number];
  readonly outputPadding?: number;
  readonly activation?: Activation;
  readonly isDepthwise?: boolean;
  readonly kind: PoolShape['kind'];
  readonly side: number;
  readonly name: UnaryName & BinaryName;
  readonly parameter?: number;
  readonly how: 'sum' | 'mean';
  readonly over: ReduceOver;
  readonly range: number;
  readonly first: number;
  readonly count: number;
}

export interface GoldenCase {
  readonly name: string;
  readonly operation: keyof typeof apply;
  readonly settings: Settings;
  /** Of the inputs by name. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly shape: readonly number[];
  readonly value: readonly number[];
  /** Of <value, the wave of phase 1>. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

/** Inputs with these names are the layer `layer`'s weights; the others are values. */
export const weightNames: readonly string[] = ['weight', 'bias'];

/** PyTorch's output padding is so much less padding below and to the right. */
function paddingOf({ padding, outputPadding = 0 }: Settings): Padding {
  const [top, bottom, left, right] = padding;
  return { top, bottom: bottom - outputPadding, left, right: right - outputPadding };
}

function layerOf<T>(inputs: Readonly<Record<string, T>>, settings: Settings) {
  const { stride, activation, isDepthwise = false } = settings;
  const layer = {
    name: 'layer',
    stride,
    padding: paddingOf(settings),
    isDepthwise,
    hasBias: 'bias' in inputs,
  };
  const residual = 'residual' in inputs ? { residual: inputs['residual'] } : {};
  return { layer, extras: { ...(activation && { activation }), ...residual } };
}

type Inputs<T> = Readonly<Record<string, T>>;

const apply = {
  convolve<T>(operations: Operations<T>, inputs: Inputs<T>, settings: Settings) {
    const { layer, extras } = layerOf(inputs, settings);
    return operations.convolve(inputs['x'], layer, extras);
  },
  convolveTransposed<T>(operations: Operations<T>, inputs: Inputs<T>, settings: Settings) {
    const { layer, extras } = layerOf(inputs, settings);
    return operations.convolveTransposed(inputs['x'], layer, extras);
  },
  pool: <T>(operations: Operations<T>, { x }: Inputs<T>, settings: Settings) =>
    operations.pool(x, { ...settings, padding: paddingOf(settings) }),
  averagePool: <T>(operations: Operations<T>, { x }: Inputs<T>) => operations.averagePool(x),
  upsample: <T>(operations: Operations<T>, { x }: Inputs<T>) => operations.upsample(x),
  concat: <T>(operations: Operations<T>, inputs: Inputs<T>) => operations.concat(Object.values(inputs)),
  unary: <T>(operations: Operations<T>, { x }: Inputs<T>, { name, parameter }: Settings) =>
    operations.unary(x, name, parameter),
  binary: <T>(operations: Operations<T>, { a, b }: Inputs<T>, { name }: Settings) =>
    operations.binary(a, b, name),
  focal: <T>(operations: Operations<T>, { a, b }: Inputs<T>) =>
    operations.binary(a, operations.unary(b, 'sigmoid'), 'focal'),
  ssim: <T>(operations: Operations<T>, { a, b }: Inputs<T>, { range }: Settings) =>
    operations.ssim(a, b, range),
  slice: <T>(operations: Operations<T>, { x }: Inputs<T>, { first, count }: Settings) =>
    operations.slice(x, first, count),
  softmax: <T>(operations: Operations<T>, { x }: Inputs<T>) => operations.softmax(x),
  reduce: <T>(operations: Operations<T>, { x }: Inputs<T>, { how, over }: Settings) =>
    operations.reduce(x, how, over),
} as const;

export function applyGolden<T>(
  { operation, settings }: GoldenCase,
  operations: Operations<T>,
  inputs: Inputs<T>,
): T {
  return apply[operation](operations, inputs, settings);
}

/** sin(0.7 i + phase) + sin(0.0137 i^2 + phase) / 2, as the script has it. */
export function wave(shape: readonly number[], phase: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: sizeOf(shape) },
    (_, i) => Math.sin(0.7 * i + phase) + 0.5 * Math.sin(0.0137 * i * i + phase),
  );
}

/** Contents of the inputs, by name. */
export function goldenInputs({ shapes }: GoldenCase): Record<string, Float32Array<ArrayBuffer>> {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape], i) => [name, wave(shape, i + 2)]));
}

export function readGoldenCases(): readonly GoldenCase[] {
  const path = new URL('../fixtures/operations.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly GoldenCase[] };
  return cases;
}
