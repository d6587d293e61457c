/**
 * Folders that say no more than `normal` and `abnormal` (or `good` and `bad`, `ok` and `ng`, ...), with or without masks:
 * `<category>/normal/1.png`, `<category>/abnormal/1.png` or `<category>/abnormal/<defect>/1.png`, `<category>/mask/1.png`.
 */
import { normalClass } from '../dataset.ts';
import { createClaim, draftOf, dropMasksAlone, type Claim, type Draft } from './claim.ts';
import {
  isAbnormalName,
  isMaskName,
  isNormalName,
  isSplitFolder,
  looksLikeImage,
  namesOf,
  stemOf,
} from './place.ts';
import type { PlannedFile } from './plan.ts';

interface Site {
  readonly folder: string;
  readonly holder: string;
  /** Folder between the holder and the file, if there is one. */
  readonly inner: string | undefined;
  readonly file: string;
}

const holds = (name: string) => isNormalName(name) || isAbnormalName(name) || isMaskName(name);

/** Below `train` or `test` a class is MVTec's matter, and what is not MVTec there has no meaning. */
function siteOf(path: string): Site | undefined {
  const names = namesOf(path);
  const file = names[names.length - 1];
  const at = names.findIndex((name, i) => i < names.length - 1 && holds(name));
  const inner = names.slice(at + 1, -1);
  if (at < 0 || inner.length > 1 || !looksLikeImage(file)) return undefined;
  if (names.slice(0, at).some(isSplitFolder) || (inner.length > 0 && isNormalName(names[at])))
    return undefined;
  return { folder: names.slice(0, at).join('/'), holder: names[at], inner: inner[0], file };
}

function toImage(path: string, { holder, inner, file }: Site): PlannedFile {
  if (isNormalName(holder)) {
    return { path, inCategoryPath: `train/${holder}/${file}`, kind: 'train', defect: normalClass };
  }
  const defect = inner === undefined || isNormalName(inner) ? holder : inner;
  return { path, inCategoryPath: `test/${defect}/${file}`, kind: 'test', defect };
}

/** The defect of the first image that a mask's stem fits; where there is none, the first defect. */
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

export function claimNormalAbnormal(paths: readonly string[]): Claim {
  const claim = createClaim();
  const masks = new Map<string, (readonly [string, Site])[]>();
  for (const path of paths) {
    const site = siteOf(path);
    if (site === undefined) claim.left.push(path);
    else if (isMaskName(site.holder))
      masks.set(site.folder, [...(masks.get(site.folder) ?? []), [path, site]]);
    else draftOf(claim, site.folder, 'normal-abnormal', false).files.push(toImage(path, site));
  }
  for (const [folder, found] of masks) {
    addMasks(draftOf(claim, folder, 'normal-abnormal', false), found);
  }
  dropMasksAlone(claim);
  return claim;
}
