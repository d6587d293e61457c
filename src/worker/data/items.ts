/** From the files that were read to the items of a dataset: each image once, with the mask that fits it. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { FullSize } from '../../core/dataset/full-size.ts';
import type { Aspect } from '../../core/dataset/preparation.ts';
import type { Mask } from '../../core/image/image.ts';
import type { PlannedCategory, PlannedFile } from '../../core/dataset/layout/plan.ts';
import { settleByMasks } from '../../core/dataset/layout/settle.ts';
import type { FileProblem } from '../bridge/contract-data.ts';
import { describeSize } from './pictures/picture.ts';
import type { ReadImage, ReadMask } from './prepare.ts';

/** What one import has read, by the path of each file, and what stood in its way. */
export interface FilesRead {
  readonly images: ReadonlyMap<string, ReadImage>;
  readonly masks: ReadonlyMap<string, ReadMask>;
  readonly problems: FileProblem[];
}

/** Of several masks, as MVTec LOCO has them, what any of them marks. */
function together(masks: readonly ReadMask[]): Mask | undefined {
  const [first, ...others] = masks.map(({ mask }) => mask);
  if (first === undefined || others.length === 0) return first;
  const data = first.data.slice();
  for (const mask of others) mask.data.forEach((value, i) => (data[i] = Math.max(data[i] ?? 0, value)));
  return { ...first, data };
}

/** The masks of an image; those of another size are left out. */
function masksFor(
  image: ReadImage,
  entries: readonly PlannedFile[],
  { masks, problems }: FilesRead,
): ReadMask[] {
  return entries.flatMap(({ path }): ReadMask[] => {
    const mask = masks.get(path);
    if (mask === undefined) return [];
    const isSame = mask.size.width === image.size.width && mask.size.height === image.size.height;
    if (isSame) return [mask];
    const came = `${describeSize(mask.size)} ≠ ${describeSize(image.size)}`;
    problems.push({ path, kind: 'mask-size-differs', came });
    return [];
  });
}

/** `undefined` where what a mask marks at its own size is not known. */
function fullSizeOf(
  { size: { width, height } }: ReadImage,
  masks: readonly ReadMask[],
  aspect: Aspect,
): FullSize | undefined {
  const marks = masks.map((mask) => mask.marks);
  if (!marks.every((own) => own !== undefined)) return undefined;
  return { width, height, aspect, marks: marks.flat() };
}

/** Each image once in its class: a copy of one that came before, by path, is left out. */
function createCopies(problems: FileProblem[]): (entry: PlannedFile, image: ReadImage) => boolean {
  const first = new Map<string, string>();
  return ({ path, kind, defect }, { digest }) => {
    const key = `${kind} ${defect} ${digest}`;
    const same = first.get(key);
    if (same === undefined) first.set(key, path);
    else problems.push({ path, kind: 'duplicate', came: same });
    return same !== undefined;
  };
}

/** Images with their masks, in the order of the plan. An image whose mask is of no use is kept without it. */
export function toItems(category: PlannedCategory, files: FilesRead, aspect: Aspect): DatasetItem[] {
  const masks = new Map<string, PlannedFile[]>();
  for (const entry of category.entries)
    if (entry.maskOf !== undefined) masks.set(entry.maskOf, [...(masks.get(entry.maskOf) ?? []), entry]);
  const isCopy = createCopies(files.problems);
  return category.entries.flatMap((entry): DatasetItem[] => {
    const image = files.images.get(entry.path);
    if (entry.kind === 'mask' || image === undefined || isCopy(entry, image)) return [];
    const own = masksFor(image, masks.get(entry.path) ?? [], files);
    const mask = together(own);
    const full = entry.kind === 'train' ? undefined : fullSizeOf(image, own, aspect);
    const item: DatasetItem = {
      path: entry.inCategoryPath,
      split: entry.kind,
      defect: entry.defect,
      image: image.image,
      facts: image.facts,
    };
    return [{ ...item, ...(mask && { mask }), ...(full && { full }) }];
  });
}

/** Where masks alone tell what is defective, they do so once all are read. */
export function settle(category: PlannedCategory, { masks, problems }: FilesRead): PlannedCategory {
  const marked = new Set(
    category.entries.flatMap(({ path, maskOf }) => (masks.get(path)?.isMarked === true ? [maskOf] : [])),
  );
  const settled = settleByMasks(category, (path) => marked.has(path));
  const leftOut = settled.leftOut.map((path): FileProblem => ({
    path,
    kind: 'defect-in-training',
    came: path,
  }));
  problems.push(...leftOut);
  return settled.category;
}

export function orphansIn({ entries }: PlannedCategory): FileProblem[] {
  return entries
    .filter(({ kind, maskOf }) => kind === 'mask' && maskOf === undefined)
    .map(({ path, defect }) => ({ path, kind: 'mask-without-image', came: defect }));
}
