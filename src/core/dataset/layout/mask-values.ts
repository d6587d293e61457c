/**
 * `defects_config.json` of MVTec LOCO: which number the pixels of a mask have for each kind of defect. Every number that is not 0
 * marks a defect; the file, a list of {defect_name, pixel_value, saturation_threshold, relative_saturation}, says which are meant,
 * and how much of each has to be found.
 */
import type { SaturationRule } from '../../metrics/pixels/saturation.ts';
import { namesOf } from './place.ts';
import type { TableProblem } from './plan.ts';

export function isMaskConfig(path: string): boolean {
  return namesOf(path).at(-1)?.toLowerCase() === 'defects_config.json';
}

interface Entry {
  readonly value: number | undefined;
  /** `undefined` where the entry names none. */
  readonly rule: SaturationRule | undefined;
  /** What of it could not be read. */
  readonly problem: string | undefined;
}

function isPixel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 255;
}

/** Pixels, or a share of the region. */
function isThreshold(value: unknown, isRelative: boolean): value is number {
  return typeof value === 'number' && value > 0 && value <= (isRelative ? 1 : Number.MAX_VALUE);
}

/** An entry without a saturation is fine; one whose saturation makes no sense is reported, and only its number is used. */
function readEntry(entry: unknown): Entry {
  const fields: Readonly<Record<string, unknown>> =
    typeof entry === 'object' && entry !== null ? { ...entry } : {};
  const { pixel_value: value, saturation_threshold: threshold, relative_saturation: isRelative } = fields;
  if (!isPixel(value)) return { value: undefined, rule: undefined, problem: 'no pixel_value' };
  const plain = { value, rule: undefined, problem: undefined };
  if (threshold === undefined && isRelative === undefined) return plain;
  if (typeof isRelative !== 'boolean' || !isThreshold(threshold, isRelative))
    return { ...plain, problem: 'no saturation_threshold' };
  return { ...plain, rule: { pixelValue: value, threshold, isRelative } };
}

export interface MaskValues {
  /** Sorted; empty where the file names none. */
  readonly values: readonly number[];
  /** Of the values that have one. */
  readonly saturations: readonly SaturationRule[];
}

export function readMaskValues(
  path: string,
  text: string,
): MaskValues & { readonly problem: TableProblem | undefined } {
  const refuse = (came: string) => {
    const wanted =
      'a list of defects, each with a pixel_value of 1 to 255, and a saturation_threshold in pixels or, where relative_saturation is true, a share up to 1';
    const problem: TableProblem = { path, line: 1, kind: 'mask-values', came, wanted };
    return { values: [], saturations: [], problem };
  };
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return refuse('no JSON');
  }
  if (!Array.isArray(root)) return refuse('no list');
  const entries = root.map(readEntry);
  const values = [...new Set(entries.flatMap(({ value }) => value ?? []))].sort((a, b) => a - b);
  const found = { values, saturations: entries.flatMap(({ rule }) => rule ?? []) };
  const broken = entries.findIndex(({ problem }) => problem !== undefined);
  if (broken < 0) return { ...found, problem: undefined };
  const { problem } = refuse(`${entries[broken].problem} in entry ${broken + 1}`);
  return { ...found, problem };
}
