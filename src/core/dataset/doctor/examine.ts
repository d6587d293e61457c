/** Every check of the dataset doctor, the gravest first. */
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
import type { Case, Check, Finding } from './finding.ts';
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

export function examine(cases: readonly Case[]): Finding[] {
  return checks.flatMap((check) => check(cases) ?? []);
}
