/**
 * KolektorSDD (`kos01/Part0.jpg`, `kos01/Part0_label.bmp`) and KolektorSDD2 (`train/10000.png`, `train/10000_GT.png`). Every
 * image has a mask, and only the mask tells whether it is defective, so the paths stay as on disk until masks are read.
 */
import type { Split } from '../dataset.ts';
import { createClaim, draftOf, type Claim } from './claim.ts';
import { looksLikeImage, namesOf, stemOf } from './place.ts';

/** Until its mask is read. */
export const undecidedClass = 'undecided';

const splits: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['test', 'test'],
]);

interface Part {
  readonly layout: 'kolektor' | 'kolektor-2';
  readonly folder: string;
  readonly inCategoryPath: string;
  readonly split: Split | undefined;
  readonly isMask: boolean;
  /** What an image and its mask share. */
  readonly pair: string;
}

function partOf(path: string): Part | undefined {
  const names = namesOf(path);
  const file = names[names.length - 1];
  if (names.length < 2 || !looksLikeImage(file)) return undefined;
  const holder = names[names.length - 2].toLowerCase();
  const isFirst = /^kos\d+\/part\d+(_label)?\.\w+$/i.test(`${holder}/${file}`);
  const split = splits.get(holder);
  if (!isFirst && split === undefined) return undefined;
  const suffix = isFirst ? /_label$/i : /_gt$/i;
  const stem = stemOf(file);
  return {
    layout: isFirst ? 'kolektor' : 'kolektor-2',
    folder: names.slice(0, -2).join('/'),
    inCategoryPath: names.slice(-2).join('/'),
    split,
    isMask: suffix.test(stem),
    pair: [...names.slice(0, -1), stem.replace(suffix, '').toLowerCase()].join('/'),
  };
}

/** A folder `train` of plain images is not taken unless masks lie beside them. */
export function claimKolektor(paths: readonly string[]): Claim {
  const claim = createClaim();
  const parts = paths.map((path) => ({ path, part: partOf(path) }));
  const images = new Map(
    parts.flatMap(({ path, part }) => (part && !part.isMask ? [[part.pair, path] as const] : [])),
  );
  const masks = new Set(parts.flatMap(({ part }) => (part?.isMask ? [part.pair] : [])));
  for (const { path, part } of parts) {
    if (part === undefined || !images.has(part.pair) || !masks.has(part.pair)) {
      claim.left.push(path);
      continue;
    }
    const { layout, folder, inCategoryPath, split, isMask, pair } = part;
    const draft = draftOf(claim, folder, layout, layout === 'kolektor-2');
    const maskOf = images.get(pair);
    const meaning = { path, inCategoryPath, defect: undecidedClass };
    if (isMask && maskOf !== undefined) draft.files.push({ ...meaning, kind: 'mask', maskOf });
    else {
      draft.files.push({ ...meaning, kind: 'test' });
      draft.undecided.set(path, split);
    }
  }
  return claim;
}

/** Whether a path lies where KolektorSDD has its images and masks, which are told apart by their own rule. */
export function isKolektor(path: string): boolean {
  return partOf(path) !== undefined;
}
