/**
 * Folders that say no more than `normal` and `abnormal` (or `good` and `bad`, `ok` and `ng`, ...), with or without masks:
 * `<category>/normal/1.png`, `<category>/abnormal/1.png` or `<category>/abnormal/<defect>/1.png`, `<category>/mask/1.png`.
 */
import { normalClass } from '../dataset.ts';
import { createClaim, draftOf, dropMasksAlone, type Claim, type Draft } from './claim.ts';
import { isSplitFolder, looksLikeImage, namesOf, stemOf } from './place.ts';
import type { PlannedFile } from './plan.ts';
import { hintOf, isAbnormalName, isHolderName, isMaskName, isNormalName, type Meaning } from './words.ts';

interface Site {
  readonly folder: string;
  readonly holder: string;
  readonly meaning: Meaning;
  /** Folder between the holder and the file, if there is one. */
  readonly inner: string | undefined;
  readonly file: string;
}

/** By the whole name. */
function meaningOf(name: string): Meaning | undefined {
  if (isMaskName(name)) return 'mask';
  if (isNormalName(name)) return 'normal';
  return isAbnormalName(name) ? 'abnormal' : undefined;
}

/** Below `train` or `test` a class is MVTec's matter, and what is not MVTec there has no meaning. */
function siteOf(path: string, read: (name: string) => Meaning | undefined): Site | undefined {
  const all = namesOf(path);
  const file = all[all.length - 1];
  const at = all.findIndex((name, i) => i < all.length - 1 && read(name) !== undefined);
  if (at < 0 || !looksLikeImage(file)) return undefined;
  const meaning = read(all[at]) ?? 'normal';
  const inner = all.slice(at + 1, -1).filter((name) => !isHolderName(name));
  const isMasks = inner.length > 0 && isMaskName(inner[inner.length - 1]);
  const named = isMasks ? inner.slice(0, -1) : inner;
  if (named.length > 1 || all.slice(0, at).some(isSplitFolder)) return undefined;
  if (named.length > 0 && meaning === 'normal') return undefined;
  const folder = all.slice(0, at).join('/');
  return { folder, holder: all[at], meaning: isMasks ? 'mask' : meaning, inner: named[0], file };
}

function toImage(path: string, { holder, meaning, inner, file }: Site): PlannedFile {
  if (meaning === 'normal') {
    const name = isNormalName(holder) ? holder : normalClass;
    return { path, inCategoryPath: `train/${name}/${file}`, kind: 'train', defect: normalClass };
  }
  const defect = inner === undefined || isNormalName(inner) ? holder : inner;
  return { path, inCategoryPath: `test/${defect}/${file}`, kind: 'test', defect };
}

/** The defect of the first image that a mask's stem fits; if there is none, the first defect. */
function defectFor({ inner, file }: Site, images: readonly PlannedFile[]): string {
  const defects = images.filter(({ kind }) => kind === 'test');
  const named = defects.find(({ defect }) => defect.toLowerCase() === inner?.toLowerCase());
  const stem = stemOf(file).toLowerCase();
  const fits = ({ path }: PlannedFile) => {
    const own = stemOf(path.slice(path.lastIndexOf('/') + 1)).toLowerCase();
    return stem === own || stem === `${own}_mask`;
  };
  const image = named ?? defects.find(fits) ?? defects.at(0);
  return image?.defect ?? inner ?? 'abnormal';
}

function addMasks(draft: Draft, masks: readonly (readonly [string, Site])[]): void {
  const images = [...draft.files];
  for (const [path, site] of masks) {
    const defect = defectFor(site, images);
    draft.files.push({ path, inCategoryPath: `ground_truth/${defect}/${site.file}`, kind: 'mask', defect });
  }
}

/** Folders whose whole names say what they hold. */
export function claimNormalAbnormal(paths: readonly string[]): Claim {
  return claimBy(paths, meaningOf);
}

/** Folders in whose names a word hints at it, if there are normal ones and others among them. To be asked about. */
export function claimHinted(paths: readonly string[]): Claim {
  const claim = claimBy(paths, (name) => meaningOf(name) ?? hintOf(name));
  for (const [folder, draft] of [...claim.drafts]) {
    const kinds = new Set(draft.files.map(({ kind }) => kind));
    if (kinds.has('train') && kinds.has('test')) draft.doubts.add('names');
    else {
      claim.drafts.delete(folder);
      claim.left.push(...draft.files.map(({ path }) => path));
    }
  }
  return claim;
}

function claimBy(paths: readonly string[], read: (name: string) => Meaning | undefined): Claim {
  const claim = createClaim();
  const masks = new Map<string, (readonly [string, Site])[]>();
  for (const path of paths) {
    const site = siteOf(path, read);
    if (site === undefined) claim.left.push(path);
    else if (site.meaning === 'mask')
      masks.set(site.folder, [...(masks.get(site.folder) ?? []), [path, site]]);
    else draftOf(claim, site.folder, 'normal-abnormal', false).files.push(toImage(path, site));
  }
  for (const [folder, found] of masks) {
    addMasks(draftOf(claim, folder, 'normal-abnormal', false), found);
  }
  dropMasksAlone(claim);
  return claim;
}
