/** Reads a configuration from anything (a link, a file): unknown values are clamped or replaced, and each repair is reported. */
import { defaultExperiment, knobNames, knobOf, type Experiment, type KnobName } from './experiment.ts';
import type { Knob, NumberKnob, RangeKnob } from './knob.ts';

export type KnobValueOfAny = Experiment[KnobName];

/** What came, and what was taken instead. */
export interface KnobRepair {
  readonly name: KnobName;
  readonly came: string;
  readonly taken: KnobValueOfAny;
  readonly reason: 'not-a-value' | 'out-of-range';
}

export interface ParsedExperiment {
  readonly experiment: Experiment;
  readonly repairs: readonly KnobRepair[];
}

/** Settings of before there was a choice of detectors: they are the contrastive one's, whatever the default is by now. */
export function firstDetector<Settings extends object>(
  settings: Settings,
): Settings & { readonly detector: unknown } {
  return { detector: 'contrastive', ...settings };
}

/** Settings of before weights came with the page: what they leave out is what it was then. */
export function settingsBeforeWeights<Settings extends object>(
  settings: Settings,
): Settings & { readonly start: unknown; readonly steps: unknown } {
  return { start: 'scratch', steps: 900, ...settings };
}

/** Names that are no knob: those of a later version, or of a knob that is gone. */
export function unknownKnobs(raw: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(raw).filter((name) => !(knobNames as string[]).includes(name));
}

interface ParsedValue {
  readonly value: KnobValueOfAny;
  readonly reason?: KnobRepair['reason'];
}

/** Clamps to [min, max] and snaps to the step grid, without the tails of binary fractions. */
export function snap(knob: NumberKnob | RangeKnob, value: number): number {
  const clamped = Math.min(knob.max, Math.max(knob.min, value));
  const snapped = knob.min + Math.round((clamped - knob.min) / knob.step) * knob.step;
  return Number(Math.min(knob.max, snapped).toFixed(6));
}

function toNumber(raw: unknown): number {
  if (typeof raw === 'number') return raw;
  return typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : Number.NaN;
}

function parseNumber(knob: NumberKnob, raw: unknown): ParsedValue {
  const value = toNumber(raw);
  if (!Number.isFinite(value)) return { value: knob.default, reason: 'not-a-value' };
  const inRange = value >= knob.min && value <= knob.max;
  return inRange ? { value: snap(knob, value) } : { value: snap(knob, value), reason: 'out-of-range' };
}

function parseRange(knob: RangeKnob, raw: unknown): ParsedValue {
  const texts: unknown[] = typeof raw === 'string' ? raw.split('..') : Array.isArray(raw) ? raw : [];
  const ends = texts.map(toNumber);
  if (ends.length !== 2 || !ends.every(Number.isFinite))
    return { value: knob.default, reason: 'not-a-value' };
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const value = [snap(knob, low), snap(knob, high)] as const;
  const isFine = low === ends[0] && low >= knob.min && high <= knob.max;
  return isFine ? { value } : { value, reason: 'out-of-range' };
}

function parseToggle(raw: unknown): ParsedValue | undefined {
  if (raw === true || raw === '1' || raw === 'true') return { value: true };
  if (raw === false || raw === '0' || raw === 'false') return { value: false };
  return undefined;
}

function parseValue(knob: Knob, raw: unknown): ParsedValue {
  switch (knob.kind) {
    case 'number':
      return parseNumber(knob, raw);
    case 'range':
      return parseRange(knob, raw);
    case 'toggle':
      return parseToggle(raw) ?? { value: knob.default, reason: 'not-a-value' };
    case 'choice': {
      const option = knob.options.find(({ value }) => value === raw || String(value) === raw);
      return option === undefined
        ? { value: knob.default as KnobValueOfAny, reason: 'not-a-value' }
        : { value: option.value as KnobValueOfAny };
    }
  }
}

/** Text of a raw value for messages, cut to a readable length. */
function describe(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : `${typeof raw} ${JSON.stringify(raw)}`;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Missing knobs take their defaults silently; names that are no knob are ignored. Never throws. */
export function parseExperiment(raw: Readonly<Record<string, unknown>>): ParsedExperiment {
  const values: Partial<Record<KnobName, KnobValueOfAny>> = {};
  const repairs: KnobRepair[] = [];
  for (const name of knobNames) {
    if (!Object.hasOwn(raw, name)) {
      values[name] = defaultExperiment[name];
      continue;
    }
    const { value, reason } = parseValue(knobOf(name), raw[name]);
    values[name] = value;
    if (reason !== undefined) repairs.push({ name, came: describe(raw[name]), taken: value, reason });
  }
  return { experiment: values as unknown as Experiment, repairs };
}
