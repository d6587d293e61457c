/**
 * `defects_config.json` of MVTec LOCO: which number the pixels of a mask have for each kind of defect. Every number that is not 0
 * marks a defect; the file, a list of {defect_name, pixel_value, saturation_threshold, relative_saturation}, says which are meant.
 * Its saturations, which AU-sPRO needs, are not read.
 */
import { namesOf } from './place.ts';
import type { TableProblem } from './plan.ts';

export function isMaskConfig(path: string): boolean {
  return namesOf(path).at(-1)?.toLowerCase() === 'defects_config.json';
}

function valueOf(entry: unknown): number | undefined {
  const value =
    typeof entry === 'object' && entry !== null ? (entry as { pixel_value?: unknown }).pixel_value : 0;
  const isPixel = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 255;
  return isPixel ? value : undefined;
}

interface MaskValues {
  /** Sorted; empty where the file names none. */
  readonly values: readonly number[];
  readonly problem: TableProblem | undefined;
}

export function readMaskValues(path: string, text: string): MaskValues {
  const refuse = (came: string): MaskValues => {
    const wanted = 'a list of defects, each with a pixel_value of 1 to 255';
    return { values: [], problem: { path, line: 1, kind: 'mask-values', came, wanted } };
  };
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return refuse('no JSON');
  }
  if (!Array.isArray(root)) return refuse('no list');
  const values = root.map(valueOf);
  const known = [...new Set(values.filter((value) => value !== undefined))].sort((a, b) => a - b);
  const broken = values.indexOf(undefined);
  if (broken < 0) return { values: known, problem: undefined };
  return { ...refuse(`no pixel_value in entry ${broken + 1}`), values: known };
}
