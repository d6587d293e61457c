/** What a knob is. The table of knobs is the form, the URL, the export and the tests; its tooltips lie in `meanings.ts`. */
import type { Text } from '../text.ts';
import type { DetectorName } from './detectors.ts';

/** Where a knob's default comes from; `source` is the paper of the detector that it belongs to. */
export type Provenance = 'paper' | 'not-stated' | 'cutpaste' | 'nsa' | 'draem' | 'source' | 'ours';

/** How pseudo-anomalies are made. */
export type GeneratorName = 'local' | 'cutpaste' | 'scar' | 'union' | '3-way' | 'nsa' | 'draem' | 'none';

export type KnobGroup =
  | 'detector'
  | 'generator'
  | 'patch'
  | 'transform'
  | 'colour'
  | 'gate'
  | 'views'
  | 'network'
  | 'training'
  | 'score';

/** What a knob's change makes stale: the gallery, the training, or only the evaluation. */
export type KnobEffect = 'pseudo-anomaly' | 'training' | 'evaluation';

/** The other values, by name. `Experiment` follows from the rows, so that a row cannot name that type; a test checks the names. */
export type Settings = Readonly<Record<string, unknown>>;

interface KnobBase {
  /** Short and stable name in links. */
  readonly key: string;
  readonly group: KnobGroup;
  readonly effect: KnobEffect;
  readonly label: Text;
  readonly provenance: Provenance;
  /** The generators that it matters to; all of them where this is left out. */
  readonly generators?: readonly GeneratorName[];
  /** The detectors that it matters to, by name or those that learn by steps; all of them where this is left out. */
  readonly detectors?: 'trained' | readonly DetectorName[];
  /** Whether it says anything beside the other values; always, where this is left out. */
  readonly when?: (settings: Settings) => boolean;
}

export interface NumberKnob extends KnobBase {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly default: number;
}

/** A value drawn uniformly (log-uniformly where `scale` says so) between two ends, low <= high. */
export interface RangeKnob extends KnobBase {
  readonly kind: 'range';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly scale: 'linear' | 'log';
  /** The slider is logarithmic though the draw is not: small values need room. */
  readonly isLogTrack?: boolean;
  readonly default: readonly [number, number];
}

export interface ChoiceKnob<Value extends string | number = string | number> extends KnobBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: Value; readonly label: Text; readonly meaning?: Text }[];
  readonly default: NoInfer<Value>;
}

export interface ToggleKnob extends KnobBase {
  readonly kind: 'toggle';
  readonly default: boolean;
}

export type Knob = NumberKnob | RangeKnob | ChoiceKnob | ToggleKnob;

/** The type of value that a knob holds. */
export type KnobValue<K extends Knob> =
  K extends ChoiceKnob<infer Value>
    ? Value
    : K extends NumberKnob
      ? number
      : K extends RangeKnob
        ? readonly [number, number]
        : boolean;

/** Keeps the literal types of a choice's values. */
export function choice<const Value extends string | number>(knob: ChoiceKnob<Value>): ChoiceKnob<Value> {
  return knob;
}
