/**
 * Encoder-decoders of 3x3 convolutions with BatchNorm and ReLU, with or without skip connections [UNet]: the two networks of
 * [DRAEM section 3.1]. Departures: maps are enlarged by repeating pixels in place of bilinearly, and convolutions before a
 * BatchNorm have no bias, which it would take out again.
 */
import type { Operations } from './operations.ts';
import type { NetworkSpec, ParameterSpec } from './parameters.ts';

export interface UNetShape {
  /** What its weights' names begin with. */
  readonly name: string;
  /** Channels of its input and of its result. */
  readonly from: number;
  readonly to: number;
  /** Channels of each level, from the full size down; each level but the first halves the map. */
  readonly levels: readonly number[];
  /** Whether what the encoder saw at a level reaches the decoder there. */
  readonly hasSkips: boolean;
}

interface Unit {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Two convolutions a level. */
function encoderUnits({ name, from, levels }: UNetShape): Unit[][] {
  return levels.map((to, level) => [
    { name: `${name}.down${level + 1}.0`, from: level === 0 ? from : levels[level - 1], to },
    { name: `${name}.down${level + 1}.1`, from: to, to },
  ]);
}

/** From the level above the lowest up: one convolution of the enlarged map, and two of it beside the skip, if there is one. */
function decoderUnits({ name, levels, hasSkips }: UNetShape): Unit[][] {
  const count = levels.length - 1;
  let before = levels[count];
  return Array.from({ length: count }, (_, i) => {
    const level = count - 1 - i;
    const from = before;
    const to = levels[Math.max(0, level - 1)];
    const between = hasSkips ? to : from;
    before = to;
    const of = `${name}.up${level + 1}`;
    return [
      { name: `${of}.0`, from, to: between },
      { name: `${of}.1`, from: hasSkips ? to + levels[level] : from, to: between },
      { name: `${of}.2`, from: between, to },
    ];
  });
}

function specsOf({ name, from, to }: Unit): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [3, 3, from, to], start: 'kaiming', fan: 9 * to },
    { name: `${name}.norm.weight`, shape: [to], start: 'ones', fan: 1 },
    { name: `${name}.norm.bias`, shape: [to], start: 'zeros', fan: 1 },
  ];
}

export function uNetSpec(shape: UNetShape): NetworkSpec {
  const { name, levels, to } = shape;
  const units = [...encoderUnits(shape), ...decoderUnits(shape)].flat();
  const from = levels[0];
  return {
    parameters: [
      ...units.flatMap(specsOf),
      { name: `${name}.out.weight`, shape: [3, 3, from, to], start: 'linear', fan: 9 * from },
      { name: `${name}.out.bias`, shape: [to], start: 'linear', fan: 9 * from },
    ],
    norms: Object.fromEntries(units.map((unit) => [`${unit.name}.norm`, unit.to])),
  };
}

function convolve<T>(x: T, { name }: Unit, operations: Operations<T>): T {
  const unit = { convolution: name, norm: `${name}.norm`, stride: 1, padding: 1 };
  return operations.convBatchNorm(x, unit, { activation: 'relu' });
}

export interface UNetResult<T> {
  readonly y: T; // [N, S, S, to]
  /** The lowest level. */
  readonly lowest: T; // [N, S / 2^(levels - 1), ..., last of levels]
}

/** x is [N, S, S, from or more]; S divides by 2 as often as there are levels less one. */
export function applyUNet<T>(x: T, shape: UNetShape, operations: Operations<T>): UNetResult<T> {
  const halve = { kind: 'max', side: 2, stride: 2, padding: 0 } as const;
  const through = (start: T, units: readonly Unit[]) =>
    units.reduce((value, unit) => convolve(value, unit, operations), start);
  const seen: T[] = [];
  for (const units of encoderUnits(shape)) {
    const last = seen.at(-1);
    seen.push(through(last === undefined ? x : operations.pool(last, halve), units));
  }
  const lowest = seen[seen.length - 1];
  let y = lowest;
  decoderUnits(shape).forEach(([first, ...rest], i) => {
    const enlarged = convolve(operations.upsample(y), first, operations);
    const skipped = seen[seen.length - 2 - i];
    y = through(shape.hasSkips ? operations.concat([enlarged, skipped]) : enlarged, rest);
  });
  return { y: operations.convolve(y, { name: `${shape.name}.out`, stride: 1, padding: 1 }), lowest };
}
