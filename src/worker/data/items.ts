/** From the files that were read to the items of a dataset: each image once, with the mask that fits it. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
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

/** The mask of an image, unless it has another size. */
function maskFor(
  image: ReadImage,
  entry: PlannedFile | undefined,
  { masks, problems }: FilesRead,
): ReadMask | undefined {
  const mask = entry && masks.get(entry.path);
  if (entry === undefined || mask === undefined) return undefined;
  const isSame = mask.size.width === image.size.width && mask.size.height === image.size.height;
  if (isSame) return mask;
  const came = `${describeSize(mask.size)} ≠ ${describeSize(image.size)}`;
  problems.push({ path: entry.path, kind: 'mask-size-differs', came });
  return undefined;
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
export function toItems(category: PlannedCategory, files: FilesRead): DatasetItem[] {
  const masks = new Map(category.entries.map((entry) => [entry.maskOf, entry]));
  const isCopy = createCopies(files.problems);
  return category.entries.flatMap((entry): DatasetItem[] => {
    const image = files.images.get(entry.path);
    if (entry.kind === 'mask' || image === undefined || isCopy(entry, image)) return [];
    const mask = maskFor(image, masks.get(entry.path), files)?.mask;
    const item: DatasetItem = {
      path: entry.inCategoryPath,
      split: entry.kind,
      defect: entry.defect,
      image: image.image,
      facts: image.facts,
    };
    return [mask === undefined ? item : { ...item, mask }];
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
