/** Every check of the dataset doctor, the gravest first. */
import type { Case, Check } from './case.ts';
import {
  findConstant,
  findDeepPixels,
  findEmptyMasks,
  findFewNormals,
  findInvertedMasks,
  findMissingMasks,
  findMixedSizes,
  findNoTestNormals,
  findOddLighting,
  findSingleChannel,
  findUnusedRange,
} from './checks.ts';
import type { Finding } from './finding.ts';
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
  findInvertedMasks,
  findUnusedRange,
  findSingleChannel,
  findDeepPixels,
];

/** `orphanMasks` are paths of masks that belong to no image. */
export function examine(cases: readonly Case[], orphanMasks: readonly string[] = []): Finding[] {
  const findings = checks.flatMap((check) => check(cases) ?? []);
  return orphanMasks.length === 0
    ? findings
    : [...findings, { kind: 'masks-without-images', paths: orphanMasks }];
}
