/** What becomes of a category once its masks were read, where masks alone tell which images are defective (KolektorSDD). */
import { normalClass } from '../dataset.ts';
import { byText } from './claim.ts';
import { holdOut } from './hold-out.ts';
import { undecidedClass } from './kolektor.ts';
import { namesOf } from './place.ts';
import type { PlannedCategory, PlannedFile } from './plan.ts';

const defectClass = 'defect';

export interface Settled {
  readonly category: PlannedCategory;
  /** Defective images among training images: learning is from normal ones. */
  readonly leftOut: readonly string[];
}

/** `kos01/Part0.jpg` to `kos01_Part0.jpg`: files of one name lie in many folders. */
function fileNameIn({ layout }: PlannedCategory, { inCategoryPath }: PlannedFile): string {
  const names = namesOf(inCategoryPath);
  return layout === 'kolektor' || layout === 'beside' ? names.join('_') : (names.at(-1) ?? inCategoryPath);
}

/** Where folders name the kinds of defects, they do; masks say only which images have one. */
function defectOf({ defect }: PlannedFile): string {
  return defect === undecidedClass ? defectClass : defect;
}

function settleImage(
  category: PlannedCategory,
  image: PlannedFile,
  isDefective: boolean,
): PlannedFile | undefined {
  const name = fileNameIn(category, image);
  const split = category.undecided?.get(image.path);
  const { path } = image;
  if (!isDefective) {
    const kind = split ?? 'train';
    return { path, kind, defect: normalClass, inCategoryPath: `${kind}/${normalClass}/${name}` };
  }
  if (split === 'train') return undefined;
  const defect = defectOf(image);
  return { path, kind: 'test', defect, inCategoryPath: `test/${defect}/${name}` };
}

/**
 * `isDefective` reports an image's path, as given, whether its mask marks a pixel. Blank masks say nothing more and go.
 * A category whose folders name the defects is given back as it is.
 */
export function settleByMasks(category: PlannedCategory, isDefective: (path: string) => boolean): Settled {
  if (category.undecided === undefined) return { category, leftOut: [] };
  const leftOut: string[] = [];
  const files: PlannedFile[] = [];
  for (const entry of category.entries) {
    const image = entry.maskOf ?? entry.path;
    if (!category.undecided.has(image)) {
      files.push(entry); // the user has said what it is
      continue;
    }
    const isMarked = isDefective(image);
    if (entry.kind !== 'mask') {
      const settled = settleImage(category, entry, isMarked);
      if (settled === undefined) leftOut.push(entry.path);
      else files.push(settled);
    } else if (isMarked && category.undecided.get(image) !== 'train') {
      const defect = defectOf(entry);
      const inCategoryPath = `ground_truth/${defect}/${maskName(category, entry, image)}`;
      files.push({ ...entry, defect, inCategoryPath });
    }
  }
  const held = category.split === 'given' ? { files, isHeldOut: false } : holdOut(files);
  const entries = [...held.files].sort((a, b) => byText(a.inCategoryPath, b.inCategoryPath));
  const { name, layout } = category;
  const split = held.isHeldOut ? 'every-fifth' : category.split;
  return { category: { name, layout, split, entries }, leftOut };
}

/** `<image>_mask.<ending of the mask>`, so that the pair is found by name again. */
function maskName(category: PlannedCategory, mask: PlannedFile, imagePath: string): string {
  const image = category.entries.find(({ path }) => path === imagePath) ?? mask;
  const stem = fileNameIn(category, image).replace(/\.[^.]*$/, '');
  return `${stem}_mask${/\.[^./]*$/.exec(mask.path)?.[0] ?? ''}`;
}
