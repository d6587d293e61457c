/** What the checks of the dataset doctor read of each image. */
import { looksInverted } from '../../image/inverted.ts';
import type { DatasetEntry, DatasetItem } from '../dataset.ts';
import type { ImageFacts } from '../facts.ts';
import type { Finding } from './finding.ts';

/** An item without its pixels: what every check reads. */
export interface Case extends Pick<DatasetEntry, 'path' | 'split' | 'defect'> {
  readonly facts: ImageFacts;
  readonly hasMask: boolean;
  readonly isMaskEmpty: boolean;
  readonly isMaskInverted: boolean;
}

/** `undefined` if it finds nothing. */
export type Check = (cases: readonly Case[]) => Finding | readonly Finding[] | undefined;

/** Items without facts have nothing to be checked. */
export function toCases(items: readonly (DatasetEntry & Pick<DatasetItem, 'mask'>)[]): Case[] {
  return items.flatMap(({ path, split, defect, facts, mask }): Case[] =>
    facts === undefined
      ? []
      : [
          {
            path,
            split,
            defect,
            facts,
            hasMask: mask !== undefined,
            isMaskEmpty: mask?.data.includes(255) === false,
            isMaskInverted: mask !== undefined && looksInverted(mask),
          },
        ],
  );
}
