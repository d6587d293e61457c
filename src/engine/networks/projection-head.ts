/** What sits on the pooled features: two linear layers, to a projection or to classes. */
import type { Operations } from './operations.ts';
import type { ParameterSpec } from './parameters.ts';

/** Length of a projected embedding z. */
export const projectionLength = 128;

function linearSpecs(name: string, from: number, to: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [from, to], start: 'linear', fan: from },
    { name: `${name}.bias`, shape: [to], start: 'linear', fan: from },
  ];
}

function normSpecs(name: string, channels: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [channels], start: 'ones', fan: 1 },
    { name: `${name}.bias`, shape: [channels], start: 'zeros', fan: 1 },
  ];
}

export interface HeadShape {
  readonly hasNorm: boolean;
  /** `undefined` if the head projects. */
  readonly classes: number | undefined;
}

/** Length of what the head gives. */
export function headLength({ classes }: HeadShape): number {
  return classes ?? projectionLength;
}

export function headSpecs(length: number, { hasNorm, classes }: HeadShape): ParameterSpec[] {
  return [
    ...linearSpecs('head.0', length, length),
    ...(hasNorm ? normSpecs('head.0.norm', length) : []),
    ...linearSpecs('head.2', length, headLength({ hasNorm, classes })),
    ...(hasNorm && classes === undefined ? normSpecs('head.2.norm', projectionLength) : []),
  ];
}

export function headNorms(length: number, { hasNorm, classes }: HeadShape): Record<string, number> {
  if (!hasNorm) return {};
  return { 'head.0.norm': length, ...(classes === undefined && { 'head.2.norm': projectionLength }) };
}

/** Linear - [BatchNorm] - ReLU - Linear, and to a projection [BatchNorm]; `h` is [N, length], z [N, 128] or logits [N, classes]. */
export function applyHead<T>(h: T, { hasNorm, classes }: HeadShape, operations: Operations<T>): T {
  const hidden = operations.linear(h, 'head.0');
  const activated = hasNorm
    ? operations.normalise(hidden, 'head.0.norm', { activation: 'relu' })
    : operations.unary(hidden, 'relu');
  const projected = operations.linear(activated, 'head.2');
  return hasNorm && classes === undefined ? operations.normalise(projected, 'head.2.norm') : projected;
}
