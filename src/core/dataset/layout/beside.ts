/**
 * Masks that lie beside their images: `0_mask.png` by its suffix, or `exp1.png` beside `exp1.jpg`, two formats of one name. They are
 * taken out before any layout looks at the images, and brought back to them afterwards.
 */
import { normalClass } from '../dataset.ts';
import { createClaim, draftOf, type Claim } from './claim.ts';
import { isKolektor, undecidedClass } from './kolektor.ts';
import { looksLikeImage, namesOf, stemOf } from './place.ts';
import type { PlannedFile, UnusedFile } from './plan.ts';
import { hintOf, isHolderName, isMaskName, isNormalName, suffixOf } from './words.ts';

export interface Beside {
  /** Mask to image. */
  readonly imageOf: ReadonlyMap<string, string>;
  /** Masks recognised by their format alone. */
  readonly twins: ReadonlySet<string>;
}

const nothing: Beside = { imageOf: new Map(), twins: new Set() };

interface Found {
  readonly imageOf: Map<string, string>;
  readonly twins: Set<string>;
}

function addSuffixed(files: readonly string[], { imageOf }: Found): void {
  const byStem = new Map(files.map((path) => [stemOf(path).toLowerCase(), path]));
  for (const path of files) {
    const stem = stemOf(namesOf(path).at(-1) ?? '');
    const suffix = suffixOf(stem);
    if (suffix === undefined || hintOf(suffix.word) !== 'mask') continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const image = byStem.get((folder + suffix.base).toLowerCase());
    if (image !== undefined) imageOf.set(path, image);
  }
}

/** Where half of a folder's names are there twice, as a JPEG or so and as a PNG, the PNG is the mask. */
function addTwins(files: readonly string[], { imageOf, twins }: Found): void {
  const groups = new Map<string, string[]>();
  for (const path of files.filter((one) => !imageOf.has(one)))
    groups.set(stemOf(path).toLowerCase(), [...(groups.get(stemOf(path).toLowerCase()) ?? []), path]);
  const pairs = [...groups.values()].filter(
    (group) => group.length === 2 && group.some((path) => /\.png$/i.test(path)),
  );
  if (pairs.length < 2 || 2 * pairs.length < groups.size) return;
  for (const pair of pairs) {
    const mask = pair.find((path) => /\.png$/i.test(path));
    const image = pair.find((path) => path !== mask);
    if (mask === undefined || image === undefined) continue;
    imageOf.set(mask, image);
    twins.add(mask);
  }
}

/** None if folders of masks are there: then a name that ends with `_mask` may be an image's own. */
export function findBeside(paths: readonly string[]): Beside {
  const images = paths.filter((path) => looksLikeImage(path) && !isKolektor(path));
  if (images.some((path) => namesOf(path).slice(0, -1).some(isMaskName))) return nothing;
  const folders = new Map<string, string[]>();
  for (const path of images) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [path]);
    else files.push(path);
  }
  const found: Found = { imageOf: new Map(), twins: new Set() };
  for (const files of folders.values()) {
    addSuffixed(files, found);
    addTwins(files, found);
  }
  return found;
}

/** Folders from the class of an image upwards: `MT_Crack/Imgs/1.jpg` is of the class `MT_Crack`. */
function classFolders(path: string): readonly string[] {
  const folders = namesOf(path).slice(0, -1);
  return isHolderName(folders.at(-1) ?? '') ? folders.slice(0, -1) : folders;
}

/** Where the class of an image lies: in a folder beside those of other classes, or in the category itself. */
interface Home {
  readonly folder: string;
  /** Name of the class's folder; `undefined` if there is one folder only. */
  readonly name: string | undefined;
}

/** The home of each image that has a mask. */
function homesOf(paths: readonly string[]): ReadonlyMap<string, Home> {
  const classes = new Map(paths.map((path) => [path, classFolders(path)]));
  const siblings = new Map<string, Set<string>>();
  for (const folders of classes.values()) {
    const parent = folders.slice(0, -1).join('/');
    siblings.set(parent, (siblings.get(parent) ?? new Set()).add(folders.join('/')));
  }
  return new Map(
    [...classes].map(([path, folders]): [string, Home] => {
      const parent = folders.slice(0, -1).join('/');
      const isClass = (siblings.get(parent)?.size ?? 0) > 1;
      return [
        path,
        isClass ? { folder: parent, name: folders.at(-1) } : { folder: folders.join('/'), name: undefined },
      ];
    }),
  );
}

function insideOf(path: string, { name }: Home): string {
  const file = namesOf(path).at(-1) ?? path;
  return name === undefined ? file : `${name}/${file}`;
}

/**
 * Images of no other layout whose masks lie beside them: a mask that marks something makes its image a defect, of the class that its
 * folder names where several such folders lie side by side. Images without a mask are left.
 */
export function claimBeside(paths: readonly string[], { imageOf, twins }: Beside): Claim {
  const claim = createClaim();
  const masks = new Map([...imageOf].map(([mask, image]) => [image, mask]));
  const homes = homesOf(paths.filter((path) => masks.has(path)));
  for (const path of paths) {
    const home = homes.get(path);
    const mask = masks.get(path);
    if (home === undefined || mask === undefined) {
      claim.left.push(path);
      continue;
    }
    const draft = draftOf(claim, home.folder, 'beside', false);
    const { name } = home;
    const defect = name === undefined || isNormalName(name) ? undecidedClass : name;
    draft.files.push({ path, inCategoryPath: insideOf(path, home), kind: 'test', defect });
    draft.files.push({
      path: mask,
      inCategoryPath: insideOf(mask, home),
      kind: 'mask',
      defect,
      maskOf: path,
    });
    draft.undecided.set(path, undefined);
    if (twins.has(mask)) draft.doubts.add('twins');
  }
  return claim;
}

/** Masks beside images that another layout took: as `ground_truth/<defect>/<stem>_mask.png`; those of normal images say nothing. */
export function bringBack(claim: Claim, { imageOf, twins }: Beside): void {
  const taken = new Set<string>();
  for (const draft of claim.drafts.values()) {
    const entries = new Map(draft.files.map((file) => [file.path, file]));
    for (const [mask, image] of imageOf) {
      const entry = entries.get(image);
      if (entry === undefined || entries.has(mask)) continue;
      taken.add(mask);
      if (twins.has(mask)) draft.doubts.add('twins');
      if (entry.defect === normalClass) claim.unused.push(unusedMask(mask));
      else draft.files.push(maskBeside(mask, entry));
    }
    for (const { path } of draft.files) taken.add(path);
  }
  for (const path of claim.left) taken.add(path);
  for (const mask of imageOf.keys()) if (!taken.has(mask)) claim.left.push(mask);
}

function unusedMask(path: string): UnusedFile {
  return { path, reason: 'normal-mask' };
}

function maskBeside(path: string, { defect, inCategoryPath }: PlannedFile): PlannedFile {
  const ending = /\.[^./]*$/.exec(path)?.[0] ?? '';
  const stem = stemOf(inCategoryPath.slice(inCategoryPath.lastIndexOf('/') + 1));
  return { path, inCategoryPath: `ground_truth/${defect}/${stem}_mask${ending}`, kind: 'mask', defect };
}
