/** What sits on the pooled features: the paper's two linear layers, or one for two classes. */
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

export function headSpecs(length: number, hasNorm: boolean): ParameterSpec[] {
  return [
    ...linearSpecs('head.0', length, length),
    ...(hasNorm ? normSpecs('head.0.norm', length) : []),
    ...linearSpecs('head.2', length, projectionLength),
    ...(hasNorm ? normSpecs('head.2.norm', projectionLength) : []),
  ];
}

export function headNorms(length: number, hasNorm: boolean): Record<string, number> {
  return hasNorm ? { 'head.0.norm': length, 'head.2.norm': projectionLength } : {};
}

export function classifierSpecs(length: number): ParameterSpec[] {
  return linearSpecs('head.classifier', length, 2);
}

/** Linear - [BatchNorm] - ReLU - Linear - [BatchNorm]; `h` is [N, length], z is [N, 128]. */
export function project<T>(h: T, hasNorm: boolean, operations: Operations<T>): T {
  const hidden = operations.linear(h, 'head.0');
  const rectified = hasNorm
    ? operations.normalise(hidden, 'head.0.norm', { isRectified: true })
    : operations.rectify(hidden);
  const projected = operations.linear(rectified, 'head.2');
  return hasNorm ? operations.normalise(projected, 'head.2.norm') : projected;
}

/** Logits of normal and pseudo-anomaly, [N, 2]. */
export function classify<T>(h: T, operations: Operations<T>): T {
  return operations.linear(h, 'head.classifier');
}
