/** PyTorch's values and gradients of single operations, for both ways of carrying them out (scripts/make-operations-fixture.py). */
import { readFileSync } from 'node:fs';
import type { Activation, Operations } from '../networks/operations.ts';
import { sizeOf } from '../networks/parameters.ts';

interface Settings {
  readonly stride: number;
  readonly padding: readonly [top: number, bottom: number, left: number, right: number];
  readonly activation: Activation;
  readonly isDepthwise: boolean;
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

const apply = {
  convolve<T>(operations: Operations<T>, inputs: Record<string, T>, settings: Settings, hasBias: boolean): T {
    const [top, bottom, left, right] = settings.padding;
    const { stride, activation, isDepthwise } = settings;
    const layer = { name: 'layer', stride, padding: { top, bottom, left, right }, isDepthwise, hasBias };
    const extras = 'residual' in inputs ? { residual: inputs['residual'] } : {};
    return operations.convolve(inputs['x'], layer, { activation, ...extras });
  },
} as const;

export function applyGolden<T>(
  { operation, settings, shapes }: GoldenCase,
  operations: Operations<T>,
  inputs: Record<string, T>,
): T {
  return apply[operation](operations, inputs, settings, 'bias' in shapes);
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
