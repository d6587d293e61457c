/** Round numbers along an axis. */
import type { Range, Scale } from './scale.ts';

const roundSteps = [1, 2, 5, 10] as const;

/** Free of the noise that sums of tenths carry. */
const clean = (value: number) => Number(value.toPrecision(12));

/** 1, 2 or 5 times a power of ten, so that about `count` of them span the range. */
function stepFor([low, high]: Range, count: number): number {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (roundSteps.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10);
}

export function linearTicks([low, high]: Range, count = 5): number[] {
  const step = stepFor([low, high], count);
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step));
}

/** Powers of ten, and 2 and 5 times them where few powers fit; even steps within less than half a power. */
export function logTicks(range: Range, count = 6): number[] {
  const [low, high] = range;
  const decades = Math.log10(high / low);
  if (decades < 0.5) return linearTicks(range, 4).filter((tick) => tick > 0);
  const factors = decades * 3 <= count + 2 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / count));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    if (factors.length > 1 || power % every === 0)
      ticks.push(...factors.map((factor) => clean(factor * 10 ** power)));
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
}

export function ticksOf({ domain, isLog }: Scale): number[] {
  return isLog ? logTicks(domain) : linearTicks(domain);
}

/** Ends that differ by less than this share of them are the same: steps between them could not be told apart. */
const leastSpread = 1e-9;

/** The range widened to round ends; an empty one gets room on both sides. */
export function roundRange(range: Range, isLog: boolean): Range {
  const [low, high] = range;
  const isEmpty = high - low <= leastSpread * Math.max(Math.abs(low), Math.abs(high));
  return isLog ? roundLog(isEmpty ? [low / 2, low * 2] : range) : roundLinear(isEmpty ? around(low) : range);
}

function around(value: number): Range {
  const room = Math.abs(value) / 4 || 0.5;
  return [value - room, value + room];
}

function roundLinear(range: Range): Range {
  const step = stepFor(range, 5);
  return [clean(Math.floor(range[0] / step + 1e-9) * step), clean(Math.ceil(range[1] / step - 1e-9) * step)];
}

function roundLog([low, high]: Range): Range {
  const rounds = (power: number) => roundSteps.map((step) => clean(step * 10 ** power));
  const below = rounds(Math.floor(Math.log10(low))).filter((round) => round <= low * (1 + 1e-9));
  const above = rounds(Math.ceil(Math.log10(high)) - 1).filter((round) => round >= high * (1 - 1e-9));
  return [below.at(-1) ?? low, above[0] ?? high];
}

/** A number in at most four digits. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(4)));
