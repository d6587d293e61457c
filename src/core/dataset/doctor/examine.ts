/** Every check of the dataset doctor, the gravest first. */
import type { DatasetItem } from '../dataset.ts';
import {
  findConstant,
  findDeepPixels,
  findEmptyMasks,
  findFewNormals,
  findMissingMasks,
  findMixedSizes,
  findNoTestNormals,
  findOddLighting,
  findSingleChannel,
} from './checks.ts';
import { toCases, type Check, type Finding } from './finding.ts';
import { findLeaks } from './leaks.ts';
import { findNearDuplicates } from './near-duplicates.ts';

const checks: readonly Check[] = [
  findLeaks,
  findNearDuplicates,
  findFewNormals,
  findNoTestNormals,
  findConstant,
  findOddLighting,
  findMixedSizes,
  findMissingMasks,
  findEmptyMasks,
  findSingleChannel,
  findDeepPixels,
];

export function examine(items: readonly DatasetItem[]): Finding[] {
  const cases = toCases(items);
  return checks.flatMap((check) => check(cases) ?? []);
}
